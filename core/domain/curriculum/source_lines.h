/* Source lines: splits a step's body into raw lines and marks those that are code in CommonMark.
 *
 * The check, the plugins and the compiler all use this, so that they cannot disagree. */
#pragma once

#include "base/memory.h"

#include <stddef.h>

/* The same numbers as enum trappa_code of the plugin ABI. */
enum line_code { LINE_IS_TEXT, LINE_IS_FENCED, LINE_IS_INDENTED };

struct source_lines {
    const char **lines; /* without line endings; in the arena, at least one */
    size_t count;
    unsigned char *is_code; /* enum line_code, one for each line */
};

/* Splits a NUL-terminated body. A line ends with \n, \r\n or \r (CommonMark 2.1). Finds fences in lists and quotes too.
 * Indented code is a guess, which considers the innermost list item but no lazy continuation. */
void source_lines_cut(struct arena *arena, const char *body, struct source_lines *ret_lines);

/* The lines with spaces in place of inline code and of characters that a backslash escapes, byte for byte, in the
 * arena. Lines in fences are left as they are. */
const char **source_lines_mask(struct arena *arena, const struct source_lines *lines);
