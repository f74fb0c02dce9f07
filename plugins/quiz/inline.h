/* Inline: the little Markdown that stands inside a question's words (code, emphasis, links), as HTML or as plain text.
 * The core renders Markdown for steps; a block writes its own lines, and these need no more. */
#pragma once

#include "words.h"

/* As HTML into the page, escaped; links become their words. */
void inline_write(struct span words);
/* Several lines: paragraphs, and lists where lines begin with a dash or a number. */
void inline_write_lines(struct span lines);
void inline_plain(struct span words, struct bytes *bytes);

/* A line with every `[[...]]` as an ellipsis, and without the cells that a matrix's row begins with. *is_inside says
 * whether brackets are open from the line before. */
void inline_hide_keys(struct span line, bool is_row, bool *is_inside, struct bytes *bytes);
