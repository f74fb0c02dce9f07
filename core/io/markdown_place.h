/* Markdown place: where the links of a paragraph stand in its raw lines; for markdown_tree.c.
 *
 * cmark's own places are wrong behind a line end within an inline, an escaped line end and a removed definition. So the
 * inlines and the raw lines are walked through together, each inline taking the bytes that it was made of. */
#pragma once

#include "io/markdown_tree.h"

/* The raw lines of a block, without the marks of what it stands in. */
struct markdown_raw {
    const struct markdown_slice *lines;
    size_t count;
    bool is_open_end; /* something may follow the inlines, as the number signs after a heading */

    /* Called for each "<!--" that is text to cmark, with its place. */
    void (*comment)(const char *begin, void *context);
    void *context;
};

/* Sets `begin` and `line` (from 0, in the body) of the links and images within `block`. *ret_definitions is the number
 * of first lines that are link definitions. False if the lines are not those of the block. */
bool markdown_place_find(struct markdown_node *block, const struct markdown_raw *raw, size_t *ret_definitions);
