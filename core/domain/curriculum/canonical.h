/* Canonical: a text without the white space that Markdown does not show, to tell whether two texts say the same. */
#pragma once

#include "base/text.h"

/* How long lines are, which a reader sees nothing of: as written, or as if each paragraph were one line. */
enum canonical_lines { CANONICAL_AS_WRITTEN, CANONICAL_JOINED };

/* Appends a step's text, of which `body_at` bytes are front matter, with line feeds between lines; without white space
 * at the ends of lines (two spaces that break a line stay two), without empty lines beyond one, and with one space for
 * several between words. Of front matter and code only line ends, and what stands at the ends of lines, are put
 * aside. */
void canonical_add(struct text *into, const char *text, size_t body_at, enum canonical_lines lines);

/* The same without front matter, of two. */
bool canonical_is_same(const char *before, const char *after);
