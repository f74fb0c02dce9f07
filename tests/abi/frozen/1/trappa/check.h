/* Offer check/1: findings of the plugin's own in `trappa check`, in the editor, and at each publish. */
#ifndef TRAPPA_CHECK_H
#define TRAPPA_CHECK_H

#include <stdint.h>
#include <trappa/block.h>

#define TRAPPA_CHECK_1 "check/1"

struct trappa_check_code_1 {
    const char *code;     /* "QZ101": two letters of the plugin's, three digits */
    int32_t is_error;     /* else a warning */
    const char *sentence; /* with one %s for the detail */
    const char *hint;
    const char *explain; /* what it means, with an example */
};

struct trappa_check_1 {
    uint32_t size;
    const struct trappa_check_code_1 *codes; /* a row with code NULL after the last */
    /* Called for every step's body; may be NULL where blocks report all there is. */
    int (*step)(const struct trappa_source_1 *source, const struct trappa_finder_1 *finder);
};

#endif
