/* Finds and sweeps copies of the data of a site; see copies.h. */
#include "domain/admin/copies.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "io/file.h"
#include "io/leftover.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define COPIES_MAX 10000
#define DAY_SECONDS 86400

/* Absolute and without links, so that what is beside it can be named; as it is given if it is not there. */
static const char *folder_resolve(const char *folder, struct arena *arena)
{
    char *real = realpath(folder, NULL);
    const char *kept = arena_copy_string(arena, real ? real : folder);
    memory_free(real);
    return kept;
}

/* ---- sweeping ---- */

int copies_sweep(const char *folder, const char *file)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const char *real = folder_resolve(folder, &arena);
    int removed = 0;
    TRY(leftover_sweep(file_folder(&arena, real), &removed));
    TRY(leftover_sweep(real, &removed));
    TRY(leftover_sweep(file_join(&arena, real, "backups"), &removed));
    TRY(leftover_sweep(file_join(&arena, real, "imports"), &removed));
    return file ? leftover_sweep(file_folder(&arena, file), &removed) : 0;
}

/* ---- listing ---- */

struct listing {
    struct arena *arena;
    struct copy *copies;
    size_t count, capacity;
};

static int64_t changed_at(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0 ? (int64_t)status.st_mtime : clock_now();
}

static void copy_add(struct listing *listing, const char *path, bool is_left)
{
    if (listing->count == listing->capacity) {
        size_t capacity = listing->capacity ? 2 * listing->capacity : 16;
        struct copy *more = arena_zeroed(listing->arena, capacity * sizeof *more);
        if (listing->count)
            memcpy(more, listing->copies, listing->count * sizeof *more);
        listing->copies = more;
        listing->capacity = capacity;
    }
    int64_t days = (clock_now() - changed_at(path)) / DAY_SECONDS;
    listing->copies[listing->count++] = (struct copy){path, days > 0 ? (int)days : 0, is_left};
}

/* `is_copy` says of a name in `folder` whether it is one of the folder `site`; what is left is one anyway. */
static int folder_look(struct listing *listing, const char *folder, bool (*is_copy)(const char *name, const char *site),
                       const char *site)
{
    DIR *entries = opendir(*folder ? folder : ".");
    if (!entries)
        return errno == ENOENT ? 0 : fail(FAIL_SYSTEM, "%s: cannot be looked at: %s", folder, strerror(errno));
    const struct dirent *entry;
    while (listing->count < COPIES_MAX && (entry = readdir(entries))) {
        bool is_left = leftover_is_left(entry->d_name);
        if (is_left || (is_copy && is_copy(entry->d_name, site)))
            copy_add(listing, file_join(listing->arena, folder, entry->d_name), is_left);
    }
    closedir(entries);
    return 0;
}

/* DIR.replaced-TIME; an older Trappa also left .DIR.restoring-XXXXXX, which may be the old data or the new. */
static bool is_replaced(const char *name, const char *site)
{
    size_t length = strlen(site);
    if (strncmp(name, site, length) == 0)
        return text_starts(name + length, ".replaced-");
    return name[0] == '.' && strncmp(name + 1, site, length) == 0 && text_starts(name + 1 + length, ".restoring-");
}

/* before-schema-N.db and before-PLUGIN-N.db; an older Trappa, killed in a backup, left .snapshot-N.db. */
static bool is_of_records(const char *name, const char *site)
{
    (void)site;
    return (text_starts(name, "before-") || text_starts(name, ".snapshot-")) && text_ends(name, ".db");
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(((const struct copy *)a)->path, ((const struct copy *)b)->path);
}

int copies_list(const char *folder, struct arena *arena, struct copy **ret_copies, size_t *ret_count)
{
    struct listing listing = {.arena = arena};
    const char *real = folder_resolve(folder, arena);
    TRY(folder_look(&listing, file_folder(arena, real), is_replaced, file_name(real)));
    TRY(folder_look(&listing, real, NULL, NULL));
    TRY(folder_look(&listing, file_join(arena, real, "backups"), is_of_records, NULL));
    TRY(folder_look(&listing, file_join(arena, real, "imports"), NULL, NULL));
    if (listing.count)
        qsort(listing.copies, listing.count, sizeof *listing.copies, compare_paths);
    *ret_copies = listing.copies;
    *ret_count = listing.count;
    return 0;
}
