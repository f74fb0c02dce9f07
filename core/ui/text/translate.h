/* Translate: translates message ids, which are English sentences, with the catalogues of po/, compiled in.
 *
 * Mark a text where it is written and translate it where it is shown: N_("Today") in a table, translate(language,
 * row->title) on the page. Templates do both: {_ "Today" _}. fail(..., "sentence") needs no mark. */
#pragma once

#include "base/fail.h" /* N_() */

#include <stdbool.h>
#include <stddef.h>

enum language { LANGUAGE_SV, LANGUAGE_EN };
#define LANGUAGE_COUNT 2

/* The text in that language; the message id itself if there is none. Lent for ever. */
const char *translate(enum language language, const char *message_id);

/* The plural form for `number`: "one" for 1, else "many", in both languages. Lent for ever. */
const char *translate_plural(enum language language, const char *one, const char *many, long number);

/* The last failure's sentence in that language. Lent until the next failure. */
const char *translate_failure(enum language language);

/* "sv", "en". Parsing also accepts "sv-SE" and "en_US.UTF-8"; false, and *ret untouched, for anything else. */
const char *language_code(enum language language);
bool language_from_code(const char *code, enum language *ret);

/* Sets the lookup for texts that the compiled-in catalogue lacks: those of plugins. NULL: none. */
void translate_use(const char *(*find)(const char *language, const char *message_id, size_t *ret_length));
