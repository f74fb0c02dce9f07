/* Comparison: the differences between two versions of a text, by block and by word, merged so that they read as one
 * text. */
#pragma once

#include "domain/content/outline.h"

enum comparison_mark { COMPARISON_SAME, COMPARISON_REMOVED, COMPARISON_ADDED, COMPARISON_REWORDED };

/* Consecutive words of the same cell, mark and style. */
struct comparison_run {
    enum comparison_mark what; /* never COMPARISON_REWORDED */
    const char *words;
    unsigned style; /* enum outline_style */
    int cell;
};

struct comparison_block {
    enum comparison_mark what;
    const struct outline_block *block; /* its shape: the new one, or the old one of a removed block */
    struct comparison_run *runs;       /* a reworded block has removed and added ones */
    size_t run_count;
};

struct comparison {
    struct comparison_block *items;
    size_t count;
    size_t added, removed; /* words */
    bool is_coarse;        /* too much has changed for a comparison by word */
};

/* Compares two outlines; the result is in the arena. Blocks with the same words are the same, even if a paragraph
 * became a list item; of the others, two that share many words become one reworded block. Moved text is removed in one
 * place and added in another. Without added words the result is the old text in order, without removed words the new
 * one. Fails only if the library does. */
int comparison_make(const struct outline *old, const struct outline *new, struct arena *arena,
                    struct comparison *ret_comparison);

/* The number of blocks from `at` on that may be folded into one line: unchanged, more than one, not next to a change,
 * and not the heading above one. 0 for none. */
size_t comparison_fold(const struct comparison *comparison, size_t at);

bool comparison_is_same(const struct comparison *comparison);
