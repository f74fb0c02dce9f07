/* Offer block/1: a piece of a step's text, such as a question, that the plugin recognises in the raw source, checks,
 * compiles into the edition, shows with the person's state, and takes answers to.
 *
 * The lines of a block never reach Markdown, search or a reader: in their place stands what show() writes, and, where
 * the plugin is not loaded, its `words`. */
#ifndef TRAPPA_BLOCK_H
#define TRAPPA_BLOCK_H

#include <stddef.h>
#include <stdint.h>

#define TRAPPA_BLOCK_1 "block/1"

/* What a line is to CommonMark: inside a fence (the fence itself too), or code because it is indented. The second is a
 * guess about one line: four spaces after an empty line or another such. */
enum trappa_code { TRAPPA_CODE_NONE = 0, TRAPPA_CODE_FENCED = 1, TRAPPA_CODE_INDENTED = 2 };

/* The raw lines of a step's body, without the lines' ends. */
struct trappa_source_1 {
    const char *step; /* id */
    const char *const *lines;
    size_t line_count;
    const uint8_t *is_code; /* enum trappa_code, one a line */
};

/* What the plugin tells of each block that it finds, from above, none within another. */
struct trappa_found_1 {
    size_t first, last;   /* lines, both included, from 0 */
    size_t column;        /* where it begins in its first line: in a list item, past the item's indentation. What stands
                         * before it there (a list's mark, spaces) stays in the text */
    const char *id;       /* stable name within the text: [a-z0-9-]{1,64} */
    const char *words;    /* what a reader may see of it as plain text, never the key: for search and for differences */
    const void *compiled; /* the plugin's own bytes: kept in the edition, given back when the block is shown */
    size_t compiled_length;
};

struct trappa_finder_1 {
    void (*found)(const struct trappa_found_1 *block);
    /* A finding of `trappa check` at a line (from 0) and column (from 0); `code` is one of the plugin's check codes. */
    void (*finding)(const char *code, size_t line, size_t column, const char *detail);
};

/* A block when it is shown or answered. */
struct trappa_shown_1 {
    const char *step;
    const char *block;  /* its id; in a local addition "LAYER/ID", so that it is stable and unique within the step */
    const char *blob;   /* of the text that it stands in, in the layer's own language */
    int32_t revision;   /* of that text */
    const char *person; /* rid of whose state it shows; NULL: nobody's, as in the curriculum */
    int32_t may_answer; /* 1 when the viewer is that person */
    const void *compiled;
    size_t compiled_length;
};

struct trappa_block_1 {
    uint32_t size;
    const char *name; /* [a-z-]{1,32} */
    /* Called by `trappa check` and, in a process of its own with limits, when an edition is made; knows no people and
     * no time. What it tells depends on the source and the plugin's version alone. */
    int (*find)(const struct trappa_source_1 *source, const struct trappa_finder_1 *finder);
    /* Writes by web/1, inside the form of the step's page: controls named by block_name(), no <form>, no button. The
     * page has one button for all its blocks, if some block named a control. */
    int (*show)(const struct trappa_shown_1 *shown);
    /* The button was pressed: all blocks of this offer in the step, in their order, those not touched too; fields by
     * block_field(). One change() for all. After block_problem() the page comes again with what was chosen. NULL: the
     * block takes no answers. */
    int (*answer)(const struct trappa_shown_1 *blocks, size_t count);
    /* *ret_is_passed = 1 if the person may mark the step done as far as this block is concerned, else 0. NULL: always.
     */
    int (*is_passed)(const struct trappa_shown_1 *shown, int32_t *ret_is_passed);
};

#endif
