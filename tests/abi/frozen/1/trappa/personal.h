/* Offer personal/1: which of the plugin's tables hold rows about a person, so that `person export` gives them and
 * `person erase` erases them. One offer a table. */
#ifndef TRAPPA_PERSONAL_H
#define TRAPPA_PERSONAL_H

#include <stdint.h>

#define TRAPPA_PERSONAL_1 "personal/1"

struct trappa_personal_1 {
    uint32_t size;
    const char *table;  /* one of the plugin's */
    const char *person; /* its column with the person's rid */
    /* Columns that erasing makes NULL: free words, answers; NULL after the last. NULL for none: then nothing is erased,
     * since the rid alone tells nobody who it was. The column must allow NULL. The event log keeps a digest of every
     * row: where words are short enough to be guessed, keep a column of random bytes beside them, DEFAULT
     * (randomblob(16)), and name it here too. */
    const char *const *erased;
};

#endif
