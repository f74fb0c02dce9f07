/* Lookup in the compiled-in catalogue and in those of plugins; see ui/text/translate.h. */
#include "ui/text/translate.h"

#include "base/catalogue.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/text.h"
#include "ui/text/embedded.h"

#include <stdint.h>
#include <string.h>

static const char *(*more)(const char *language, const char *message_id, size_t *ret_length);

void translate_use(const char *(*find)(const char *language, const char *message_id, size_t *ret_length))
{
    more = find;
}

/* A cached lookup, by the message id's address; ids are compared too, since the address may be reused. */
struct translation_slot {
    const char *id, *text;
    size_t length;
};

static struct translation_slot *cache_slot(const char *message_id)
{
    static struct translation_slot slots[512];
    return &slots[((uint64_t)(uintptr_t)message_id * 0x9e3779b97f4a7c15U >> 32) % COUNT_OF(slots)];
}

/* Finds a text in the compiled-in catalogue, whose ids and texts live for ever. */
static const char *find_ours(const char *message_id, size_t *ret_length)
{
    struct catalogue ours = {embedded_catalogue_sv, embedded_catalogue_sv_length};
    struct translation_slot *slot = cache_slot(message_id);
    if (!slot->id || strcmp(slot->id, message_id) != 0) {
        struct translation_slot found = {NULL, NULL, 0};
        found.text = catalogue_find(&ours, message_id, &found.id, &found.length);
        if (!found.text)
            return NULL;
        *slot = found;
    }
    *ret_length = slot->length;
    return slot->text;
}

/* The text and its length (of a plural: "one NUL many"), Trappa's own first; NULL if there is none. */
static const char *find(enum language language, const char *message_id, size_t *ret_length)
{
    const char *text = NULL;
    if (!message_id[0])
        return NULL;
    if (language == LANGUAGE_SV)
        text = find_ours(message_id, ret_length);
    return text || !more ? text : more(language_code(language), message_id, ret_length);
}

const char *translate(enum language language, const char *message_id)
{
    size_t length = 0;
    const char *text = find(language, message_id, &length);
    return text ? text : message_id;
}

const char *translate_plural(enum language language, const char *one, const char *many, long number)
{
    size_t length = 0;
    const char *text = find(language, one, &length);
    if (!text)
        return number == 1 ? one : many;
    return catalogue_plural(text, length, number);
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
