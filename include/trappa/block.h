/* Offer block/1: an interactive piece of a step's text, such as a question.
 *
 * The plugin finds blocks in the raw source, checks them, compiles them into the edition, shows them with the person's
 * state and receives the answers. The lines of a block never reach Markdown, search or a reader: in their place stands
 * what show() writes or, where the plugin is not loaded, the block's `words`. */
#ifndef TRAPPA_BLOCK_H
#define TRAPPA_BLOCK_H

#include <stddef.h>
#include <stdint.h>

#define TRAPPA_BLOCK_1 "block/1"

/* Whether CommonMark reads a line as code: fenced (the fence itself too) or indented. "Indented" is a guess about one
 * line: four spaces after an empty line or after another indented line. */
enum trappa_code { TRAPPA_CODE_NONE = 0, TRAPPA_CODE_FENCED = 1, TRAPPA_CODE_INDENTED = 2 };

/* The raw lines of a step's body, without line endings. */
struct trappa_source_1 {
    const char *step; /* id */
    const char *const *lines;
    size_t line_count;
    const uint8_t *is_code; /* enum trappa_code, one for each line */
};

/* One block, as the plugin reports it: in the order of the text, never one within another. */
struct trappa_found_1 {
    size_t first, last;   /* lines, from 0, both included */
    size_t column;        /* where it begins in its first line: in a list item, after the item's indentation. What is
                           * before it (a list marker, spaces) stays in the text */
    const char *id;       /* stable name within the text: [a-z0-9-]{1,64} */
    const char *words;    /* plain text that a reader may see, never the answer key: for search and revision diffs */
    const void *compiled; /* the plugin's own bytes: stored in the edition, passed back when the block is shown */
    size_t compiled_length;
};

/* Where find() reports. */
struct trappa_finder_1 {
    void (*found)(const struct trappa_found_1 *block);
    /* Adds a finding to `trappa check`. `line` and `column` count from 0; `code` is one of the plugin's check codes. */
    void (*finding)(const char *code, size_t line, size_t column, const char *detail);
};

/* A block that is being shown or answered. */
struct trappa_shown_1 {
    const char *step;
    const char *block;  /* its id; in a local addition "LAYER/ID", so that it is stable and unique within the step */
    const char *blob;   /* blob id of the text that contains it, in the layer's own language */
    int32_t revision;   /* of that text */
    const char *person; /* rid of the person whose state to show; NULL: nobody, as in the curriculum */
    int32_t may_answer; /* 1 if the viewer is that person */
    const void *compiled;
    size_t compiled_length;
};

struct trappa_block_1 {
    uint32_t size;
    const char *name; /* [a-z-]{1,32} */
    /* Reports every block of the source. Called by `trappa check` and, in a separate process with limits, when an
     * edition is compiled. No people and no time are available; the result must depend on the source and the plugin's
     * version alone. */
    int (*find)(const struct trappa_source_1 *source, const struct trappa_finder_1 *finder);
    /* Writes the block through web/1, inside the form of the step's page: controls named by block_name(), no <form>, no
     * button. The page adds one button for all blocks if any of them named a control. */
    int (*show)(const struct trappa_shown_1 *shown);
    /* Receives the submitted answers: all blocks of this offer in the step, in their order, also untouched ones. Read
     * fields with block_field(); make one change() for all. After block_problem() the page is shown again with what the
     * person chose. NULL: the block takes no answers. */
    int (*answer)(const struct trappa_shown_1 *blocks, size_t count);
    /* Sets *ret_is_passed to 1 if this block lets the person mark the step done, else to 0. NULL: always 1. */
    int (*is_passed)(const struct trappa_shown_1 *shown, int32_t *ret_is_passed);
};

#endif
