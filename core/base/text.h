/* Text: a growing UTF-8 string with a fixed ceiling, and questions about strings.
 *
 * Appending does not report failure: beyond the ceiling it adds nothing and sets `is_over`, so that a whole text can be
 * built without a check at every line. Call text_check() once, before the text is used. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
    char *bytes; /* NUL-terminated; NULL until something is added */
    size_t length, capacity, ceiling;
    bool is_over;
};

/* What a macro stands for, as a literal: TEXT_OF(MENTOR_CEILING) is "5.0". */
#define TEXT_OF(macro) TEXT_OF_TOKEN(macro)
#define TEXT_OF_TOKEN(token) #token

/* `struct text page = TEXT(64 * 1024);` */
#define TEXT(most_bytes) ((struct text){.ceiling = (most_bytes)})

void text_finish(struct text *text);                  /* frees; an empty text is fine; for CLEANUP */
void text_reserve(struct text *text, size_t bytes);   /* makes room for so many more, within the ceiling */
void text_clear(struct text *text);                   /* empties it, keeping the memory */
void text_cut(struct text *text, size_t length);      /* shortens it to at most `length` bytes */
void text_add(struct text *text, const char *string); /* NULL adds nothing */
void text_add_bytes(struct text *text, const void *bytes, size_t length);
void text_add_char(struct text *text, char c);
void text_add_url_part(struct text *text, const char *string); /* all but letters, digits and -._~ as %XX */
void text_addf(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
const char *text_string(const struct text *text); /* lent until the text changes; never NULL */
char *text_take(struct text *text);               /* yours; the text is empty after */

/* 0, or FAIL_LIMIT: "`what`: larger than N bytes". */
int text_check(const struct text *text, const char *what);

/* Whether the bytes are UTF-8 by RFC 3629 (no surrogates, nothing overlong). *ret_bad (may be NULL) is the offset of
 * the first bad byte, set only when false. */
bool text_is_utf8(const char *bytes, size_t length, size_t *ret_bad);

/* Whether it is an id of the curriculum or of an installation: [a-z0-9-]{1,64} (docs/curriculum-format.md). */
bool text_is_id(const char *string);

/* The code point at the beginning of a string, and its bytes: 0 at the end. A byte that is not UTF-8 counts as
 * itself. */
size_t text_point(const char *string, uint32_t *ret_point);

/* The number of characters of a UTF-8 string: its width in a column. */
size_t text_width(const char *string);

bool text_equal(const char *a, const char *b); /* NULL equals NULL only */
bool text_starts(const char *string, const char *prefix);
bool text_ends(const char *string, const char *suffix);
bool text_is_white(const char *string); /* NULL, empty or only spaces, tabs and line ends, as formats mean it */

/* NULL, empty, or nothing that leaves ink: white space of every kind, and what Unicode says is not seen. For words of
 * people; a blank line of Markdown or YAML is text_is_white(). */
bool text_is_blank(const char *string);

/* Parses a decimal integer with optional '-' and nothing around it. False, and *ret untouched, if it is none or lies
 * outside [least, most]. */
bool text_to_number(const char *string, int64_t least, int64_t most, int64_t *ret);

/* For "did you mean": the one of `count` strings with the smallest edit distance to `word`; NULL if none is near enough
 * to be a typing error. */
const char *text_nearest(const char *word, const char *const *among, size_t count);

/* Appends an id made from free words: lower-case ASCII; å ä ö é ü become a a o e u; each run of anything else
 * becomes one '-', none at the ends. At most 64 bytes; nothing if no letter or digit is left. */
void text_add_id_from(struct text *text, const char *words);
