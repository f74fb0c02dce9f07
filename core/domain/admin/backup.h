/* Backup: one zip file with everything that cannot be made again: records, layer repositories, configuration.
 *
 * The content database is not in it, because it is rebuilt from the layers. */
#pragma once

#include "domain/site/site.h"

#define BACKUP_FILES_MAX 2000000
#define BACKUP_BYTES_MAX (256LL * 1024 * 1024 * 1024) /* unpacked */

struct backup {
    char head[SECRET_HEX_BYTES]; /* of the event log in it: what `audit verify --head` takes */
    int64_t events, at;
    int schema;
    int64_t files, bytes; /* unpacked, the manifest not counted */
};

/* Writes a backup to `path`, where nothing may be yet, while everybody goes on working. SITE_RUN. An event says that
 * it was made, and with which head. */
int backup_make(struct site *site, const struct actor *actor, const char *path, struct backup *ret_backup);

/* What restoring did; strings are in the arena. */
struct backup_restored {
    struct backup backup;
    const char *replaced;        /* the folder where the old data now is; NULL when there was none */
    const char *content_problem; /* why the texts could not be made again from the layers; NULL when they were */
};

/* Puts a backup in place of the data directory `folder`, which may be absent, empty or a site that is being served.
 * Everything is unpacked beside it and verified first, and then both change places in one step; the old data is kept
 * beside as FOLDER.replaced-TIME. Whatever fails, the folder stays as it was. FAIL_INPUT for a file that is no backup,
 * FAIL_CORRUPT for a damaged one, FAIL_LIMIT, FAIL_RULE for a folder that holds something else or a newer schema.
 * Processes that have the old data open are refused when they write, and notice by site_refresh(). */
int backup_restore(const char *folder, const char *path, struct arena *arena, struct backup_restored *ret_restored);
