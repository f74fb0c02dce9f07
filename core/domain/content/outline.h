/* Outline: a rendered text as blocks of words, read from the HTML that our own renderer wrote (io/markdown.h); what two
 * versions of a text are compared by. It never fails: what it does not know is passed over, and nothing of the HTML but
 * words, addresses of images and the shape of blocks comes out of it. */
#pragma once

#include "base/memory.h"

#include <stdbool.h>

enum outline_kind {
    OUTLINE_PARAGRAPH,
    OUTLINE_HEADING, /* level: 2..6 */
    OUTLINE_ITEM,    /* of a list; level: its depth, from 1 */
    OUTLINE_ROW,     /* of a table */
    OUTLINE_CODE,    /* its words are its lines */
    OUTLINE_QUESTION /* words that a plugin's block stands for */
};

enum outline_style {
    OUTLINE_STRONG = 1 << 0,
    OUTLINE_EMPHASIS = 1 << 1,
    OUTLINE_LITERAL = 1 << 2, /* code within a sentence */
    OUTLINE_IMAGE = 1 << 3,   /* the words are the image's alternative text, all in one */
};

struct outline_word {
    const char *bytes;
    const char *address; /* of an image; else NULL */
    unsigned style;      /* enum outline_style, or-ed, of its first letter */
    int cell;            /* of a row, from 0 */
};

struct outline_block {
    enum outline_kind kind;
    int level;
    int number;     /* of an item in a numbered list; 0 for one with a bullet */
    int cell_count; /* of a row */
    bool is_head;   /* a table's first row */
    bool is_quoted;
    size_t first, count; /* its words */
};

struct outline {
    struct outline_block *blocks; /* each has words */
    size_t block_count;
    struct outline_word *words;
    size_t word_count;
};

/* Words that stand in no HTML: those of a plugin's block, each line as a block of its own. */
struct outline_insert {
    size_t offset; /* in the HTML, rising */
    const char *words;
};

struct outline_text {
    const char *html; /* NULL: none, so an outline without blocks */
    const struct outline_insert *inserts;
    size_t insert_count;
};
void outline_read(const struct outline_text *text, struct arena *arena, struct outline *ret_outline);
