/* Markdown table: finds a pipe table in the raw lines of a paragraph (the rules of GitHub's tables), without cmark.
 *
 * Used by markdown.c only. Linear in the bytes of the lines: each line is looked at once as a header, once as a
 * delimiter row and once as a row, and missing cells are counted, never made. */
#pragma once

#include "base/memory.h"

#include <stdbool.h>
#include <stddef.h>

/* A piece of the body, and the line of the body it stands on, from 0. */
struct markdown_slice {
    const char *bytes;
    size_t length, line;
};

enum markdown_alignment { ALIGN_NONE, ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };

struct markdown_row {
    struct markdown_slice *cells; /* trimmed, `\|` still in them; never more than the table has columns */
    size_t count;                 /* may be fewer */
};

struct markdown_table {
    size_t lead; /* lines of the paragraph before the header row */
    size_t columns;
    enum markdown_alignment *alignments;
    struct markdown_row *rows; /* the first is the header */
    size_t row_count;
};

/* True, with the table in the arena, if the lines have a row followed by a delimiter row of as many cells. */
bool markdown_table_find(struct arena *arena, const struct markdown_slice *lines, size_t count,
                         struct markdown_table *ret_table);
