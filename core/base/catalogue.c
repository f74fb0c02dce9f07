/* Lookup of message ids in a GNU .mo file; see catalogue.h. */
#include "base/catalogue.h"

#include <stdint.h>
#include <string.h>

#define MO_MAGIC 0x950412deu /* in this machine's byte order, which also made the file */

static uint32_t word_at(const struct catalogue *catalogue, size_t offset)
{
    uint32_t word = 0;
    memcpy(&word, catalogue->bytes + offset, sizeof word);
    return word;
}

static const char *string_at(const struct catalogue *catalogue, size_t table, uint32_t index)
{
    return (const char *)catalogue->bytes + word_at(catalogue, table + (size_t)index * 8 + 4);
}

/* P. J. Weinberger's hash, which msgfmt uses for the table in the file. */
static uint32_t hash_of(const char *string)
{
    uint32_t hash = 0;
    for (; *string; string++) {
        hash = (hash << 4) + (unsigned char)*string;
        hash = (hash ^ (hash & 0xf0000000u) >> 24) & ~0xf0000000u;
    }
    return hash;
}

const char *catalogue_find(const struct catalogue *catalogue, const char *message_id, const char **ret_id,
                           size_t *ret_length)
{
    uint32_t size = catalogue->length < 28 || word_at(catalogue, 0) != MO_MAGIC ? 0 : word_at(catalogue, 20);
    uint32_t hash = hash_of(message_id);
    if (size < 3)
        return NULL;
    uint32_t ids = word_at(catalogue, 12), texts = word_at(catalogue, 16), slots = word_at(catalogue, 24);
    uint32_t at = hash % size, step = 1 + hash % (size - 2);
    for (uint32_t index = 0; (index = word_at(catalogue, slots + (size_t)at * 4)) != 0;) {
        if (strcmp(message_id, string_at(catalogue, ids, index - 1)) == 0) {
            if (ret_id)
                *ret_id = string_at(catalogue, ids, index - 1);
            *ret_length = word_at(catalogue, texts + (size_t)(index - 1) * 8);
            return string_at(catalogue, texts, index - 1);
        }
        at = at >= size - step ? at - (size - step) : at + step;
    }
    return NULL;
}

const char *catalogue_plural(const char *text, size_t length, long number)
{
    size_t first = strlen(text);
    return number == 1 || first >= length ? text : text + first + 1;
}
