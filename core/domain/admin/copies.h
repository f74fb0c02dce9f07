/* Copies: what else holds the data of a site than its data directory: the data that a restore replaced, records from
 * before a migration, and what a process that was killed left on its way (io/leftover.h). */
#pragma once

#include "base/memory.h"

#include <stdbool.h>

#define COPIES_DAYS_MAX 30 /* then the doctor asks whether a copy is still needed */

struct copy {
    const char *path;
    int days;     /* since it was changed; 0: today */
    bool is_left; /* by a process that is gone: nobody needs it */
};

/* Removes what is left in the data directory and beside it, and beside `file`, a backup that is to be made (or NULL).
 * What a living process works on stays. FAIL_SYSTEM. */
int copies_sweep(const char *folder, const char *file);

/* The copies in and beside the data directory, by path; strings are in the arena. FAIL_SYSTEM. */
int copies_list(const char *folder, struct arena *arena, struct copy **ret_copies, size_t *ret_count);
