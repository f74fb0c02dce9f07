/* Backup manifest: the file in a backup that describes it; shared by backup and restore. */
#pragma once

#include "domain/admin/backup.h"

#define BACKUP_MANIFEST "manifest.yaml"
#define BACKUP_MANIFEST_BYTES_MAX 4096
#define BACKUP_FORMAT 1

void backup_manifest_write(const struct backup *backup, struct text *into);

/* Parses a manifest. FAIL_INPUT "%s: no backup of Trappa: ...", with `path`, if something is missing. */
int backup_manifest_read(const char *path, const struct text *text, struct backup *ret_backup);

/* Appends the event "backup.made" or "backup.restored". */
int backup_record(struct records *records, const struct actor *actor, const char *kind, const struct backup *backup);
