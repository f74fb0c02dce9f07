/* Backup manifest: the file in a backup that says what it is; shared by making and restoring. */
#pragma once

#include "domain/admin/backup.h"

#define BACKUP_MANIFEST "manifest.yaml"
#define BACKUP_MANIFEST_BYTES_MAX 4096
#define BACKUP_FORMAT 1

void backup_manifest_write(const struct backup *backup, struct text *into);

/* FAIL_INPUT "%s: no backup of Trappa: ..." with `path` for what the text does not say. */
int backup_manifest_read(const char *path, const struct text *text, struct backup *ret_backup);

/* The event "backup.made" or "backup.restored". */
int backup_record(struct records *records, const struct actor *actor, const char *kind, const struct backup *backup);
