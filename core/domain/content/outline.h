/* Outline: splits rendered HTML (io/markdown.h) into blocks of words, for comparing two versions of a text.
 *
 * It never fails: unknown HTML is skipped, and only words, image addresses and the shape of blocks are kept. */
#pragma once

#include "base/memory.h"

#include <stdbool.h>

enum outline_kind {
    OUTLINE_PARAGRAPH,
    OUTLINE_HEADING, /* level: 2..6 */
    OUTLINE_ITEM,    /* of a list; level: its depth, from 1 */
    OUTLINE_ROW,     /* of a table */
    OUTLINE_CODE,    /* each line is a word */
    OUTLINE_QUESTION /* the words of a plugin's block */
};

enum outline_style {
    OUTLINE_STRONG = 1 << 0,
    OUTLINE_EMPHASIS = 1 << 1,
    OUTLINE_LITERAL = 1 << 2, /* inline code */
    OUTLINE_IMAGE = 1 << 3,   /* one word: the image's alternative text */
};

struct outline_word {
    const char *bytes;
    const char *address; /* of an image; else NULL */
    unsigned style;      /* enum outline_style bits of its first letter */
    int cell;            /* in a row, from 0 */
};

struct outline_block {
    enum outline_kind kind;
    int level;
    int number;     /* of an item of a numbered list; 0: bullet */
    int cell_count; /* of a row */
    bool is_head;   /* a table's first row */
    bool is_quoted;
    size_t first, count; /* its words */
};

struct outline {
    struct outline_block *blocks; /* none is empty */
    size_t block_count;
    struct outline_word *words;
    size_t word_count;
};

/* Words to insert that are not in the HTML: those of a plugin's block; each line becomes a block. */
struct outline_insert {
    size_t offset; /* in the HTML, increasing */
    const char *words;
};

struct outline_text {
    const char *html; /* NULL: gives an outline without blocks */
    const struct outline_insert *inserts;
    size_t insert_count;
};

/* Makes the outline, in the arena. */
void outline_read(const struct outline_text *text, struct arena *arena, struct outline *ret_outline);
