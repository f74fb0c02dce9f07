/* Offer personal/1: declares a table with rows about people, for `person export` and `person erase`. One offer for each
 * table. */
#ifndef TRAPPA_PERSONAL_H
#define TRAPPA_PERSONAL_H

#include <stdint.h>

#define TRAPPA_PERSONAL_1 "personal/1"

struct trappa_personal_1 {
    uint32_t size;
    const char *table;  /* one of the plugin's own */
    const char *person; /* the column with the person's rid */
    /* Columns that erasure sets to NULL, such as free text and answers; each must allow NULL; NULL after the last.
     * NULL: nothing to erase, since a rid alone identifies nobody. The event log keeps a digest of every row: where the
     * text is short enough to guess, add a column of random bytes, DEFAULT (randomblob(16)), and list it here too. */
    const char *const *erased;
};

#endif
