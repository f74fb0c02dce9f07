/* Source lines: the raw lines of a step's body, and which of them are code to CommonMark.
 *
 * One reading for the check, for plugins and for compiling, so that they cannot disagree. */
#pragma once

#include "base/memory.h"

#include <stddef.h>

/* The same numbers as enum trappa_code of the plugin ABI. */
enum line_code { LINE_IS_TEXT, LINE_IS_FENCED, LINE_IS_INDENTED };

struct source_lines {
    const char **lines; /* without their ends; in the arena, at least one */
    size_t count;
    unsigned char *is_code; /* enum line_code, one a line */
};

/* `body` is NUL-terminated. A line ends with \n, \r\n or \r, as CommonMark 2.1 says. Fences are found in lists and
 * quotes too; that a line is code by its indentation is a guess, which knows the innermost list item and nothing of
 * lazy continuation. */
void source_lines_cut(struct arena *arena, const char *body, struct source_lines *ret_lines);
