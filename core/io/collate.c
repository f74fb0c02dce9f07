/* Comparison level by level (Unicode Technical Standard 10), by a table; see collate.h. */
#include "io/collate.h"

#include "base/text.h"
#include "io/collate_table.h"
#include "io/unicode.h"

#include <stddef.h>
#include <string.h>

#define UNKNOWN_PRIMARY 0x10000U /* above those of the table */
#define LEVELS 3

/* A string that is read element by element. */
struct reading {
    const char *at;
    const uint32_t *element; /* the next of a character; NULL: read another character */
};

/* The elements of a character; NULL if the table has not got it. */
static const uint32_t *elements_of(uint32_t point)
{
    for (const struct collate_range *range = collate_ranges; range->last && point >= range->first; range++)
        if (point <= range->last) {
            uint16_t start = collate_starts[range->at + point - range->first];
            return start == COLLATE_NOTHING ? NULL : &collate_elements[start];
        }
    return NULL;
}

static uint32_t weight_of(uint32_t element, int level)
{
    return level == 0 ? element >> 16 : level == 1 ? element >> 8 & 0xff : element >> 1 & 0x7f;
}

/* The next weight of a level that is not ignored; 0 at the end. */
static uint32_t weight_next(struct reading *reading, int level)
{
    for (;;) {
        uint32_t point = 0;
        if (!reading->element) {
            size_t length = text_point(reading->at, &point);
            if (!length)
                return 0;
            reading->at += length;
            reading->element = elements_of(point);
        }
        if (!reading->element)
            return level == 0 ? UNKNOWN_PRIMARY + point : 1;
        uint32_t element = *reading->element, weight = weight_of(element, level);
        reading->element = element & 1 ? NULL : reading->element + 1;
        if (weight)
            return weight;
    }
}

static int level_compare(const char *a, const char *b, int level)
{
    struct reading left = {.at = a}, right = {.at = b};
    for (;;) {
        uint32_t left_weight = weight_next(&left, level), right_weight = weight_next(&right, level);
        if (left_weight != right_weight)
            return left_weight < right_weight ? -1 : 1;
        if (!left_weight)
            return 0;
    }
}

int collate_swedish(const char *a, const char *b)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    if (!a || !b)
        return (a == NULL) - (b == NULL);
    const char *left = unicode_compose(&arena, a), *right = unicode_compose(&arena, b);
    for (int level = 0; level < LEVELS; level++) {
        int order = level_compare(left, right, level);
        if (order)
            return order;
    }
    return strcmp(a, b);
}
