/* Markdown table: finds a pipe table (by GitHub's rules) in the raw lines of a paragraph, without cmark; for
 * markdown.c.
 *
 * Linear in the bytes: each line is tried once as a header, once as a delimiter row and once as a row; missing cells
 * are counted, not created. */
#pragma once

#include "base/memory.h"

#include <stdbool.h>
#include <stddef.h>

/* A piece of the body, and its line in the body, from 0. */
struct markdown_slice {
    const char *bytes;
    size_t length, line;
};

enum markdown_alignment { ALIGN_NONE, ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };

struct markdown_row {
    struct markdown_slice *cells; /* trimmed, `\|` not unescaped; at most `columns` */
    size_t count;                 /* may be fewer */
};

struct markdown_table {
    size_t lead; /* lines of the paragraph before the header row */
    size_t columns;
    enum markdown_alignment *alignments;
    struct markdown_row *rows; /* the first is the header */
    size_t row_count;
};

/* Finds a row that is followed by a delimiter row with as many cells; true, with the table in the arena, if there is
 * one. */
bool markdown_table_find(struct arena *arena, const struct markdown_slice *lines, size_t count,
                         struct markdown_table *ret_table);
