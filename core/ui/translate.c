/* Looks message ids up in the compiled-in catalogue (GNU .mo, whose ids are sorted); see translate.h. */
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

/* The Swedish text and its length (of a plural: "one NUL many"); NULL if there is none. An id with a plural is stored
 * as "one NUL many" too, so comparing by "one" finds it. */
static const char *find(const char *message_id, size_t *ret_length)
{
    if (embedded_catalogue_sv_length < 28 || word_at(0) != MO_MAGIC)
        return NULL;
    uint32_t low = 0, high = word_at(8);
    size_t ids = word_at(12), texts = word_at(16);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(message_id, string_at(ids, middle));
        if (order == 0) {
            *ret_length = word_at(texts + (size_t)middle * 8);
            return string_at(texts, middle);
        }
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
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
