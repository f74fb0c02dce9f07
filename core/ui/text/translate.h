/* Translate: message ids are English sentences; what people read comes from the catalogues in po/, compiled in.
 *
 * Mark a text where it is born and translate it where it is shown: N_("Today") in a table, translate(language,
 * row->title) on the page. Templates do both at once: {_ "Today" _}. fail(..., "sentence") needs no mark. */
#pragma once

#include "base/fail.h" /* N_() */

#include <stdbool.h>
#include <stddef.h>

enum language { LANGUAGE_SV, LANGUAGE_EN };
#define LANGUAGE_COUNT 2

/* The text in that language; the message id itself where none is known. Lent for ever. */
const char *translate(enum language language, const char *message_id);

/* The form for `number`: "one" for 1, else "many", in Swedish as in English. Lent for ever. */
const char *translate_plural(enum language language, const char *one, const char *many, long number);

/* The last failure's sentence in that language. Lent until the next failure. */
const char *translate_failure(enum language language);

/* "sv", "en"; "sv-SE" and "en_US.UTF-8" are read too. Anything else leaves *ret untouched and answers false. */
const char *language_code(enum language language);
bool language_from_code(const char *code, enum language *ret);

/* Where texts are looked for that the compiled-in catalogue lacks: those of plugins. NULL: nowhere. */
void translate_use(const char *(*find)(const char *language, const char *message_id, size_t *ret_length));
