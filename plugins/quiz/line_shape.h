/* Line shape: recognises lines by LiaScript's syntax: an option, a hint, an answer. */
#pragma once

#include "words.h"

/* Columns of leading white space; a tab moves to the next multiple of four. */
size_t line_shape_indent(struct span line);
/* Bytes of leading white space. */
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

/* The kind of answer alone on a line between [[ and ]]. */
enum alone {
    ALONE_NONE,
    ALONE_TEXT,      /* a text answer */
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
/* A matrix's head, `[[A] (B)]` or `[(1)(2)]`; and its row, `[ (X) ( ) ] words`. */
bool line_shape_is_matrix_head(struct span line);
bool line_shape_is_matrix_row(struct span line);
/* The words after a row's cells. */
struct span line_shape_row_words(struct span line);

/* The offset of the words of a list item, after `- ` or `1. `; 0: no item. */
size_t line_shape_item(struct span line);
bool line_shape_is_heading(struct span line);
/* An underline that makes the paragraph a heading, or a thematic break. */
bool line_shape_is_rule(struct span line);
/* The delimiter row of a table. */
bool line_shape_is_table_rule(struct span line);

/* The next gap `[[words]]` from *at on, in a text of one or more lines; false after the last. Moves *at past it.
 * Ignores brackets in code, escaped ones, and those of a link. */
bool line_shape_gap(struct span text, size_t *at, struct span *ret_inside);
