/* Text: a growing UTF-8 string born with its ceiling, and questions about strings.
 *
 * Appending never fails on the spot: past the ceiling nothing more is added and `is_over` is set, so that a whole text
 * can be built without a check at every line; whoever hands it on asks text_check() once. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
    char *bytes; /* NUL-terminated once anything was added; else NULL */
    size_t length, capacity, ceiling;
    bool is_over;
};

/* What a macro stands for, as a literal: TEXT_OF(MENTOR_CEILING) is "5.0". */
#define TEXT_OF(macro) TEXT_OF_TOKEN(macro)
#define TEXT_OF_TOKEN(token) #token

/* `struct text page = TEXT(64 * 1024);` */
#define TEXT(most_bytes) ((struct text){.ceiling = (most_bytes)})

void text_finish(struct text *text);                  /* frees; safe on an empty one; for CLEANUP */
void text_reserve(struct text *text, size_t bytes);   /* room for so many at once, within the ceiling */
void text_clear(struct text *text);                   /* empties and keeps the room */
void text_cut(struct text *text, size_t length);      /* keeps at most so many bytes */
void text_add(struct text *text, const char *string); /* NULL adds nothing */
void text_add_bytes(struct text *text, const void *bytes, size_t length);
void text_add_char(struct text *text, char c);
void text_add_url_part(struct text *text, const char *string); /* all but letters, digits and -._~ as %XX */
void text_addf(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
const char *text_string(const struct text *text); /* lent until the text changes; never NULL */
char *text_take(struct text *text);               /* yours; the text is empty after */

/* 0, or FAIL_LIMIT: "`what`: larger than N bytes". */
int text_check(const struct text *text, const char *what);

/* True if the bytes are UTF-8 by RFC 3629 (no surrogates, nothing overlong). *ret_bad is the offset of the first bad
 * byte, set only when false; may be NULL. */
bool text_is_utf8(const char *bytes, size_t length, size_t *ret_bad);

/* An id of the curriculum or of an installation: [a-z0-9-]{1,64} (docs/curriculum-format.md). */
bool text_is_id(const char *string);

/* How many characters a UTF-8 string has: what a column of a table is wide. */
size_t text_width(const char *string);

bool text_equal(const char *a, const char *b); /* NULL equals NULL only */
bool text_starts(const char *string, const char *prefix);
bool text_ends(const char *string, const char *suffix);
bool text_is_blank(const char *string); /* NULL, empty or only white space */

/* A whole decimal number with optional '-', nothing around it, within [least, most]; false leaves *ret untouched. */
bool text_to_number(const char *string, int64_t least, int64_t most, int64_t *ret);

/* The one of `count` strings that is nearest to `word` in edit distance, if near enough to be a typing error; else
 * NULL. For "did you mean". */
const char *text_nearest(const char *word, const char *const *among, size_t count);

/* Lowers ASCII, maps å ä ö é ü to a a o e u, everything else to single '-', trimmed: an id from free words. Appends at
 * most 64 bytes; nothing at all if no letter or digit is left. */
void text_add_id_from(struct text *text, const char *words);
