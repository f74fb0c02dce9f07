/* Block: a step's text with the plugins' blocks in it, and the answers sent back (block.html). */
#pragma once

#include "host/block_render.h"
#include "ui/web/kernel/page.h"

/* A rendered text and its blocks. */
struct block_text_part {
    struct html html;
    const struct block_place *places; /* by offset in `html` */
    size_t count;
};

/* Writes the text, with each block by its plugin, or one sentence in place of a block that cannot be shown. True if a
 * block has a form control. */
bool block_text_write(struct page *page, const struct block_text_part *part, const struct block_view *viewing);

/* FAIL_INPUT "this page knows no field 'x'" for a form field that belongs to none of the blocks. */
int block_fields_check(const struct page *page, const struct block_place *places, size_t count);

/* Whether anything was filled in that belongs to a block. */
bool block_fields_are_filled(const struct page *page);

/* Passes the answers to the plugins; the faults they find are in page->problems. */
int block_answers_submit(struct page *page, const struct block_place *places, size_t count,
                         const struct block_view *viewing);

/* Templates of block.html. */
void block_words(struct template *into, const char *words);
void block_broken(struct template *into);
