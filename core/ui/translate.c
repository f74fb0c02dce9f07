/* Looks message ids up in the compiled-in catalogue (GNU .mo, by the hash table in it); see translate.h. */
#include "ui/translate.h"

#include "base/fail.h"
#include "base/text.h"
#include "ui/embedded.h"

#include <stdint.h>
#include <string.h>

#define MO_MAGIC 0x950412deu /* in the byte order of the machine that made it, which is this one */

static uint32_t word_at(size_t offset)
{
    uint32_t word = 0;
    memcpy(&word, embedded_catalogue_sv + offset, sizeof word);
    return word;
}

static const char *string_at(size_t table, uint32_t index)
{
    return (const char *)embedded_catalogue_sv + word_at(table + (size_t)index * 8 + 4);
}

/* P. J. Weinberger's hash, by which msgfmt fills the catalogue's own table. */
static uint32_t hash_of(const char *string)
{
    uint32_t hash = 0;
    for (; *string; string++) {
        hash = (hash << 4) + (unsigned char)*string;
        hash = (hash ^ (hash & 0xf0000000u) >> 24) & ~0xf0000000u;
    }
    return hash;
}

/* The Swedish text and its length (of a plural: "one NUL many"); NULL if there is none. An id with a plural is stored
 * as "one NUL many" too, but hashed and compared by "one". */
static const char *find(const char *message_id, size_t *ret_length)
{
    uint32_t size = embedded_catalogue_sv_length < 28 || word_at(0) != MO_MAGIC ? 0 : word_at(20);
    uint32_t hash = hash_of(message_id);
    if (size < 3)
        return NULL;
    uint32_t at = hash % size, step = 1 + hash % (size - 2);
    for (uint32_t index = 0; (index = word_at(word_at(24) + (size_t)at * 4)) != 0;) {
        if (strcmp(message_id, string_at(word_at(12), index - 1)) == 0) {
            *ret_length = word_at(word_at(16) + (size_t)(index - 1) * 8);
            return string_at(word_at(16), index - 1);
        }
        at = at >= size - step ? at - (size - step) : at + step;
    }
    return NULL;
}

const char *translate(enum language language, const char *message_id)
{
    size_t length = 0;
    const char *text = language == LANGUAGE_SV && message_id[0] ? find(message_id, &length) : NULL;
    return text ? text : message_id;
}

const char *translate_plural(enum language language, const char *one, const char *many, long number)
{
    size_t length = 0;
    const char *text = language == LANGUAGE_SV ? find(one, &length) : NULL;
    if (!text)
        return number == 1 ? one : many;
    size_t first = strlen(text);
    return number == 1 || first >= length ? text : text + first + 1;
}

static const char *translate_with(const char *message_id, void *context)
{
    const enum language *language = context;
    return translate(*language, message_id);
}

const char *translate_failure(enum language language)
{
    return fail_sentence_in(translate_with, &language);
}

const char *language_code(enum language language)
{
    return language == LANGUAGE_SV ? "sv" : "en";
}

bool language_from_code(const char *code, enum language *ret)
{
    bool ends = code && code[0] && code[1] && (!code[2] || strchr("-_.;,", code[2]));
    if (ends && strncmp(code, "sv", 2) == 0)
        *ret = LANGUAGE_SV;
    else if (ends && strncmp(code, "en", 2) == 0)
        *ret = LANGUAGE_EN;
    else
        return false;
    return true;
}
