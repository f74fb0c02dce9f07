/* Letter-by-letter comparison of names; see collate.h. */
#include "base/collate.h"

#include "base/memory.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define WEIGHT_AA 200 /* å ä ö come after every ASCII letter */
#define WEIGHT_AE 201
#define WEIGHT_OE 202
#define WEIGHT_OTHER 1000 /* letters without a place in the order: last, by code point */

/* Letters of Latin-1's second half by code point, from U+00C0; lower case is 0x20 further on. 0: no letter of ours. */
static const unsigned char latin[] = {
    'a', 'a', 'a', 'a', WEIGHT_AE, WEIGHT_AA, WEIGHT_AE, 'c', 'e',       'e', 'e', 'e', 'i', 'i', 'i', 'i',
    'd', 'n', 'o', 'o', 'o',       'o',       WEIGHT_OE, 0,   WEIGHT_OE, 'u', 'u', 'u', 'y', 'y', 't', 's',
};

/* The code point at *at, which moves past it. A byte that is not UTF-8 counts as itself. */
static uint32_t next_point(const unsigned char **at)
{
    uint32_t first = *(*at)++;
    int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
    uint32_t point = more == 3 ? first & 0x07 : more == 2 ? first & 0x0f : more == 1 ? first & 0x1f : first;
    for (; more > 0 && (**at & 0xc0) == 0x80; more--)
        point = point << 6 | (*(*at)++ & 0x3f);
    return point;
}

static uint32_t weight_of(uint32_t point)
{
    if (point >= 'A' && point <= 'Z')
        return point + 0x20;
    if (point < 0x80)
        return point;
    uint32_t upper = point >= 0xe0 && point <= 0xff ? point - 0x20 : point;
    if (upper >= 0xc0 && upper < 0xc0 + COUNT_OF(latin) && latin[upper - 0xc0])
        return latin[upper - 0xc0];
    return WEIGHT_OTHER + point;
}

int collate_swedish(const char *a, const char *b)
{
    if (!a || !b)
        return (a == NULL) - (b == NULL);
    const unsigned char *left = (const unsigned char *)a, *right = (const unsigned char *)b;
    while (*left && *right) {
        uint32_t left_weight = weight_of(next_point(&left)), right_weight = weight_of(next_point(&right));
        if (left_weight != right_weight)
            return left_weight < right_weight ? -1 : 1;
    }
    if (*left || *right)
        return *left ? 1 : -1;
    return strcmp(a, b);
}
