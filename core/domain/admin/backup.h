/* Backup: one zip file with everything that cannot be recreated: records, layer repositories, configuration.
 *
 * It does not contain content.db, which is rebuilt from the layers. */
#pragma once

#include "domain/site/site.h"
#include "io/secret_file.h"

#define REASON_BACKUP_SECRET FAIL_REASON("backup-secret")   /* it was made with a key, and none was given */
#define REASON_BACKUP_PLUGINS FAIL_REASON("backup-plugins") /* its settings name folders of programs */

#define BACKUP_FILES_MAX 2000000
#define BACKUP_BYTES_MAX (256LL * 1024 * 1024 * 1024) /* unpacked */

struct backup {
    char head[SECRET_HEX_BYTES]; /* of the event log, for `audit verify --head` */
    int64_t events, at;
    int schema;
    int64_t files, bytes; /* unpacked, without the manifest */
};

/* Writes a backup to `path`, which must not exist, while others continue to work; sealed with `key` if it is not NULL.
 * SITE_RUN. Appends an event with its head. */
int backup_make(struct site *site, const struct actor *actor, const char *path, const struct secret_file_key *key,
                struct backup *ret_backup);

/* What the owner says of a backup that is to be restored. */
struct backup_trust {
    const struct secret_file_key *key; /* it was made with; NULL: with none */
    bool takes_plugin_folders;         /* programs of the folders that its settings name may run here */
};

/* The result of a restore; strings are in the arena. */
struct backup_restored {
    struct backup backup;
    const char *replaced;        /* the folder with the old data; NULL: there was none */
    const char *content_problem; /* why the texts could not be rebuilt from the layers; NULL: they were */
};

/* Replaces the data directory `folder`, which may be absent, empty or a site that is being served, by a backup. Unpacks
 * and verifies everything beside it first, then exchanges both in one step; the old data stays beside it as
 * FOLDER.replaced-TIME. A failure leaves the folder as it was: FAIL_INPUT if the file is no backup, FAIL_CORRUPT for a
 * damaged one or another key, FAIL_LIMIT, FAIL_RULE for a folder with other contents, a newer schema or what `trust`
 * does not cover: REASON_BACKUP_SECRET, REASON_BACKUP_PLUGINS (not for folders that the settings here name already).
 * Processes with the old data open cannot write any more, and notice in site_refresh(). Killed at any moment, it leaves
 * the old data or the new as `folder`, whole, and never the old where leftovers are swept. */
int backup_restore(const char *folder, const char *path, const struct backup_trust *trust, struct arena *arena,
                   struct backup_restored *ret_restored);
