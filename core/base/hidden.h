/* Hidden: characters that are not seen where they stand, or move what stands beside them: of Unicode's classes Cc, Cf
 * (but the zero width joiner, which makes one sign of two), Zl and Zp. Names have none; elsewhere they are shown as
 * what they are (docs/decisions/0025-unicode.md). */
#pragma once

#include "base/text.h"

bool hidden_is(uint32_t point); /* line ends and tabs are hidden too */

/* The first hidden character of a string but those in `but`; 0 if there is none. */
uint32_t hidden_in(const char *string, const char *but);

/* Appends the string with each hidden character but those in `but` as "<U+202E>". */
void hidden_add_shown(struct text *into, const char *string, size_t length, const char *but);
