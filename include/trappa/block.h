/* Not taken by this Trappa yet. Offer block/1: a piece of a step's text, such as a question, that the plugin
 * recognises in the raw source, checks,
 * compiles into the edition, shows with the person's state, and takes answers to. */
#ifndef TRAPPA_BLOCK_H
#define TRAPPA_BLOCK_H

#include <stddef.h>
#include <stdint.h>

#define TRAPPA_BLOCK_1 "block/1"

/* Where a block begins in the Markdown tree: the raw lines of a step's body, without the lines' ends, and which of
 * them are
 * code, so that a block inside a code fence stays code. */
struct trappa_source_1 {
    const char *step; /* id */
    const char *const *lines;
    size_t line_count;
    const uint8_t *is_code; /* one a line */
};

/* What the plugin tells of each block that it finds. `compiled` is the plugin's own bytes: kept in the edition,
 * given back
 * when the block is shown and answered. */
struct trappa_found_1 {
    size_t first, last; /* lines, both included, from 0 */
    const char *id;     /* stable name within the step: [a-z0-9-]{1,64} */
    const void *compiled;
    size_t compiled_length;
};

struct trappa_finder_1 {
    void (*found)(const struct trappa_found_1 *block);
    /* A finding of `trappa check` at a line (from 0) and column (from 0); `code` is one of the plugin's check codes. */
    void (*finding)(const char *code, size_t line, size_t column, const char *detail);
};

/* A block when it is shown or answered. */
struct trappa_shown_1 {
    const char *step, *block; /* ids */
    const char *blob;         /* of the text that it stands in */
    int32_t revision;
    const char *person; /* rid of whose state it shows; NULL: nobody's, as in the curriculum */
    int32_t may_answer; /* 1 when the viewer is that person */
    const void *compiled;
    size_t compiled_length;
};

struct trappa_block_1 {
    uint32_t size;
    const char *name; /* [a-z-]{1,32} */
    int (*find)(const struct trappa_source_1 *source, const struct trappa_finder_1 *finder);
    int (*show)(const struct trappa_shown_1 *shown);   /* writes by web/1, inside the step's page */
    int (*answer)(const struct trappa_shown_1 *shown); /* reads fields by web/1; 0 shows the step again */
    /* 1 if the person may mark the step done as far as this block is concerned, else 0. NULL: always. */
    int (*is_passed)(const struct trappa_shown_1 *shown, int32_t *ret_is_passed);
};

#endif
