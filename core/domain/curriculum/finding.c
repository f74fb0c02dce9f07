/* A list of findings, and their sentences; see finding.h. */
#include "domain/curriculum/finding.h"

#include "base/hidden.h"
#include "domain/curriculum/finding_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define WORD_BYTES_MAX 120

static const struct finding_rows *const tables[] = {&finding_rows_files, &finding_rows_yaml, &finding_rows_ids,
                                                    &finding_rows_bodies, &finding_rows_layers};

void findings_finish(struct findings *findings)
{
    arena_finish(&findings->arena);
    memory_free(findings->items);
    *findings = (struct findings){0};
}

/* Words come from files: what is not seen there is shown as what it is. */
static const char *clean_copy(struct arena *arena, const char *string, size_t bytes_most)
{
    size_t length = strlen(string);
    bool is_cut = length > bytes_most;
    if (is_cut)
        for (length = bytes_most; length && ((unsigned char)string[length] & 0xc0) == 0x80;)
            length--;
    char *copy = arena_format(arena, "%.*s%s", (int)length, string, is_cut ? "..." : "");
    for (size_t bad = 0; !text_is_utf8(copy, length, &bad);)
        copy[bad] = '?';
    CLEANUP(text_finish) struct text shown = TEXT(10 * bytes_most + 100);
    hidden_add_shown(&shown, copy, strlen(copy), "");
    return arena_copy_string(arena, text_string(&shown));
}

static void finding_keep(struct findings *findings, struct finding finding)
{
    ARRAY_RESERVE(findings->items, findings->count, findings->capacity);
    struct arena *arena = &findings->arena;
    finding.place.path = clean_copy(arena, finding.place.path, 4096);
    for (size_t i = 0; i < FINDING_WORDS_MAX; i++)
        if (finding.words[i])
            finding.words[i] = clean_copy(arena, finding.words[i], WORD_BYTES_MAX);
    finding.suggestion = arena_copy_string(arena, finding.suggestion);
    findings->items[findings->count++] = finding;
}

void findings_add_guess(struct findings *findings, struct place place, struct finding_guess guess,
                        const char *const words[FINDING_WORDS_MAX])
{
    struct finding finding = {.place = place, .kind = finding_kind(guess.code), .suggestion = guess.suggestion};
    if (finding.kind->severity == FINDING_ERROR)
        findings->errors++;
    else
        findings->warnings++;
    if (findings->count >= FINDINGS_MAX) {
        findings->more++;
        return;
    }
    finding.place.line = place.line > 0 ? place.line : 1;
    finding.place.column = place.column > 0 ? place.column : 1;
    for (size_t i = 0; words && i < FINDING_WORDS_MAX; i++)
        finding.words[i] = words[i];
    finding_keep(findings, finding);
}

void findings_add(struct findings *findings, struct place place, enum finding_code code,
                  const char *const words[FINDING_WORDS_MAX])
{
    findings_add_guess(findings, place, (struct finding_guess){.code = code}, words);
}

static int finding_compare(const void *left, const void *right)
{
    const struct finding *a = left, *b = right;
    int by_path = strcmp(a->place.path, b->place.path);
    if (by_path)
        return by_path;
    if (a->place.line != b->place.line)
        return a->place.line < b->place.line ? -1 : 1;
    if (a->place.column != b->place.column)
        return a->place.column < b->place.column ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind->code < b->kind->code ? -1 : 1;
    for (size_t i = 0; i < FINDING_WORDS_MAX; i++) {
        int by_word = strcmp(a->words[i] ? a->words[i] : "", b->words[i] ? b->words[i] : "");
        if (by_word)
            return by_word;
    }
    return 0;
}

void findings_sort(struct findings *findings)
{
    if (findings->count)
        qsort(findings->items, findings->count, sizeof *findings->items, finding_compare);
}

static const struct finding_kind *more;
static const char *const *more_names;
static size_t more_count;

void findings_use_kinds(const struct finding_kind *kinds, const char *const *names, size_t count)
{
    more = kinds;
    more_names = names;
    more_count = count;
}

const struct finding_kind *finding_kind_at(size_t index)
{
    for (size_t i = 0; i < COUNT_OF(tables); i++) {
        if (index < tables[i]->count)
            return &tables[i]->rows[index];
        index -= tables[i]->count;
    }
    return index < more_count ? &more[index] : NULL;
}

const struct finding_kind *finding_kind(enum finding_code code)
{
    const struct finding_kind *kind = NULL;
    for (size_t i = 0; (kind = finding_kind_at(i)); i++)
        if (kind->code == code)
            return kind;
    return NULL;
}

const struct finding_kind *finding_kind_named(const char *string)
{
    int64_t number = 0;
    for (size_t i = 0; i < more_count; i++)
        if (strcasecmp(more_names[i], string) == 0)
            return &more[i];
    if (strncasecmp(string, "TR", 2) != 0 || !text_to_number(string + 2, 1, 9999, &number))
        return NULL;
    return finding_kind((enum finding_code)number);
}

const char *finding_code_text(enum finding_code code, char buffer[8])
{
    size_t index = (unsigned)code >= FINDING_MORE ? (unsigned)code - FINDING_MORE : more_count;
    if (index < more_count)
        snprintf(buffer, 8, "%s", more_names[index]);
    else
        snprintf(buffer, 8, "TR%u", (unsigned)code % 10000);
    return buffer;
}

/* Appends `format` with its %s and %N$s replaced by words. */
static void words_put(struct text *text, const char *format, const struct finding *finding)
{
    size_t next = 0;
    while (*format) {
        size_t plain = strcspn(format, "%");
        text_add_bytes(text, format, plain);
        format += plain;
        if (!*format)
            break;
        bool is_numbered = format[1] >= '1' && format[1] <= '4' && format[2] == '$';
        size_t index = is_numbered ? (size_t)(format[1] - '1') : next;
        const char *letter = format + (is_numbered ? 3 : 1);
        if (*letter == 's') {
            text_add(text, index < FINDING_WORDS_MAX ? finding->words[index] : NULL);
            next = index + 1;
        } else if (*letter)
            text_add_char(text, *letter);
        format = *letter ? letter + 1 : letter;
    }
}

static const char *sentence_translate(const char *message_id, const struct finding_language *language)
{
    const char *translated = language ? language->translate(message_id, language->context) : NULL;
    return translated ? translated : message_id;
}

void finding_add_sentence(struct text *text, const struct finding *finding, const struct finding_language *language)
{
    words_put(text, sentence_translate(finding->kind->sentence, language), finding);
}

void finding_add_hint(struct text *text, const struct finding *finding, const struct finding_language *language)
{
    if (!finding->suggestion) {
        words_put(text, sentence_translate(finding->kind->hint, language), finding);
        return;
    }
    struct finding only = {.words = {finding->suggestion}};
    words_put(text, sentence_translate(N_("did you mean '%s'?"), language), &only);
}
