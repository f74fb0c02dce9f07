/* Comparison: what differs between two versions of a text, block by block and word by word, put together so that it can
 * be read as one text. */
#pragma once

#include "domain/content/outline.h"

enum compared { COMPARED_SAME, COMPARED_REMOVED, COMPARED_ADDED, COMPARED_REWORDED };

/* Words that follow each other, stand in the same cell and have the same fate and style. */
struct compared_run {
    enum compared what; /* never COMPARED_REWORDED */
    const char *words;
    unsigned style; /* enum outline_style */
    int cell;
};

struct compared_block {
    enum compared what;
    const struct outline_block *block; /* its shape: as it is now, or as it was if it is gone */
    struct compared_run *runs;         /* a reworded block has those that went and those that came */
    size_t run_count;
};

struct comparison {
    struct compared_block *items;
    size_t count;
    size_t added, removed; /* words */
    bool is_coarse;        /* so much was changed that blocks were not compared word by word */
};

/* Blocks that say the same stay, also when a paragraph has become an item of a list; of the others those that share
 * many words are one block that was reworded. Text that was moved goes in one place and comes in another. Leaving out
 * what was added gives the old words in order, leaving out what was removed the new ones. Fails only if the library
 * does. */
int comparison_make(const struct outline *old, const struct outline *new, struct arena *arena,
                    struct comparison *ret_comparison);

/* How many blocks from `at` on can be folded into one line: unchanged, more than one, and neither the block beside a
 * change nor the heading that a change stands under. 0 for none. */
size_t comparison_fold(const struct comparison *comparison, size_t at);

bool comparison_is_same(const struct comparison *comparison);
