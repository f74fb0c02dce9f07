/* Shapes: what one line of a step looks like, read as LiaScript reads it: an option, a hint, an answer alone. */
#pragma once

#include "words.h"

/* Columns of white space at the beginning; a tab goes to the next fourth. */
size_t line_shape_indent(struct span line);
/* Bytes of white space at the beginning. */
size_t line_shape_white(struct span line);
bool line_shape_is_blank(struct span line);

/* `- [( )] words`, also with `*`, `+` or nothing before the bracket, and at any indentation. */
enum mark { MARK_NONE, MARK_SINGLE, MARK_MULTIPLE, MARK_SURVEY };

struct option_shape {
    enum mark mark;
    bool is_right;
    bool has_bullet;
    size_t column; /* of the bracket */
    struct span words;
};

/* Reads a line from byte `from`. MARK_SURVEY is an option that is neither right nor wrong: `[(2)] words`. */
struct option_shape line_shape_option(struct span line, size_t from);

/* What stands alone on a line between [[ and ]]. */
enum alone {
    ALONE_NONE,
    ALONE_TEXT,      /* an answer to write */
    ALONE_EMPTY,     /* nothing between the brackets */
    ALONE_SELECTION, /* a | (b) | c */
    ALONE_GENERIC,   /* ! : a script decides */
    ALONE_SURVEY     /* ___ */
};
enum alone line_shape_alone(struct span line, size_t from, struct span *ret_inside);

/* `[[?]] words`, with or without a bullet. */
bool line_shape_hint(struct span line, struct span *ret_words);
/* Three stars or more and nothing else. */
bool line_shape_is_stars(struct span line);
/* `[[A] (B)]` or `[(1)(2)]`: a matrix's head. And a row of one: `[ (X) ( ) ] words`. */
bool line_shape_is_matrix_head(struct span line);
bool line_shape_is_matrix_row(struct span line);
/* What stands after a row's cells. */
struct span line_shape_row_words(struct span line);

/* Where the words of a list's item begin: past `- `, `1. `; 0: no item. */
size_t line_shape_item(struct span line);
bool line_shape_is_heading(struct span line);
/* A line that ends a paragraph and makes it a heading, or parts two. */
bool line_shape_is_rule(struct span line);
/* The line under a table's head. */
bool line_shape_is_table_rule(struct span line);

/* The first gap `[[words]]` in a text from *at on, which may have several lines; false: there is none more. *at is set
 * past it. Brackets in code, escaped ones, and those of a link are none. */
bool line_shape_gap(struct span text, size_t *at, struct span *ret_inside);
