/* Inline: writes the inline Markdown of a question (code, emphasis, links) as HTML or plain text.
 *
 * Trappa renders the Markdown of steps; a block writes its own lines, and needs no more than this. */
#pragma once

#include "words.h"

/* Writes escaped HTML to the page; links become their words. */
void inline_write(struct span words);
/* The same for several lines: paragraphs, and lists of lines that begin with a dash or a number. */
void inline_write_lines(struct span lines);
/* Adds plain text. */
void inline_plain(struct span words, struct bytes *bytes);

/* Adds a line with every `[[...]]` as an ellipsis, and, of a matrix row, without its cells. *is_inside carries open
 * brackets from line to line. */
void inline_hide_keys(struct span line, bool is_row, bool *is_inside, struct bytes *bytes);
