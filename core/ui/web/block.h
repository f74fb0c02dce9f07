/* Block: a step's text with what plugins show in it, and the answers that are sent back (block.html). */
#pragma once

#include "host/block_render.h"
#include "ui/web/kernel/page.h"

/* A rendered text and its blocks. */
struct block_text_part {
    struct html html;
    const struct block_place *places; /* by offset in `html` */
    size_t count;
};

/* Writes the text, each block by its plugin; a block that cannot be shown leaves one sentence in its place. True if
 * some block named a control. */
bool block_text_write(struct page *page, const struct block_text_part *part, const struct block_view *viewing);

/* "this page knows no field 'x'" for a field of the form that belongs to none of the blocks. */
int block_fields_check(const struct page *page, const struct block_place *places, size_t count);

/* Gives the answers to the plugins; what they found wrong is in page->problems. */
int block_answers_take(struct page *page, const struct block_place *places, size_t count,
                       const struct block_view *viewing);

/* The templates. */
void block_words(struct template *into, const char *words);
void block_broken(struct template *into);
