/* Unicode: composed text (NFC), folded words, and characters that are not seen; the only file that uses libunistring.
 *
 * All text is composed where it enters (files, forms, commands, answers), so that what looks the same is the same;
 * docs/decisions/0025-unicode.md. */
#pragma once

#include "base/memory.h"
#include "base/text.h"

/* The string in composed form: itself if it is that already or is not UTF-8, else a copy in the arena. */
const char *unicode_compose(struct arena *arena, const char *string);

/* The same for bytes, which may hold NUL: true, with *ret_bytes in the arena, if composing changes them. */
bool unicode_compose_bytes(struct arena *arena, const char *bytes, size_t length, const char **ret_bytes,
                           size_t *ret_length);

/* A copy in the arena for comparing words regardless of capitals: folded, and composed. */
char *unicode_fold(struct arena *arena, const char *string);

/* Whether a character is not seen where it stands: of class Cc, Cf (but the zero width joiner, which makes one sign of
 * two), Zl or Zp; line ends and tabs are among them. */
bool unicode_is_hidden(uint32_t point);

/* The first such character of a string but those in `but`; 0 if there is none. */
uint32_t unicode_hidden_in(const char *string, const char *but);

/* Appends the string with such characters but those in `but` shown as what they are: "U+202E" in angle brackets. */
void unicode_add_shown(struct text *into, const char *string, const char *but);
