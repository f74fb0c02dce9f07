/* Offer check/1: the plugin's own checks of a curriculum, run by `trappa check`, in the editor and at each publish. */
#ifndef TRAPPA_CHECK_H
#define TRAPPA_CHECK_H

#include <stdint.h>
#include <trappa/block.h>

#define TRAPPA_CHECK_1 "check/1"

struct trappa_check_code_1 {
    const char *code;     /* "QZ101": two letters of the plugin, three digits */
    int32_t is_error;     /* 1: an error; 0: a warning */
    const char *sentence; /* with one %s for the detail */
    const char *hint;
    const char *explain; /* what it means, with an example */
};

struct trappa_check_1 {
    uint32_t size;
    const struct trappa_check_code_1 *codes; /* a row with code NULL after the last */
    /* Checks the body of one step; called for every step. NULL if block/1's find() reports everything. */
    int (*step)(const struct trappa_source_1 *source, const struct trappa_finder_1 *finder);
};

#endif
