/* Archive: reads and writes zip files; the only file that uses libzip, whose own names begin with zip_. */
#pragma once

#include "base/memory.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- writing ---- */

struct archive_writer;

/* Begins an archive at `path`; FAIL_RULE if something is there. archive_finish() creates the file, not this. */
int archive_create(const char *path, struct archive_writer **ret_writer);

/* Adds an entry with a copy of the bytes. FAIL_SYSTEM if the name exists already. */
int archive_add_bytes(struct archive_writer *writer, const char *name, const void *bytes, size_t length);

/* Adds an entry with the bytes of a file, which archive_finish() reads and which must exist until then. `is_packed`:
 * the bytes are compressed already, store them as they are. */
int archive_add_file(struct archive_writer *writer, const char *name, const char *path, bool is_packed);

/* Writes and syncs everything, mode 0600, and only then gives the file its name. FAIL_SYSTEM leaves no file. Frees the
 * writer in both cases. */
int archive_finish(struct archive_writer *writer);
void archive_discard(struct archive_writer *writer);     /* NULL is fine */
void archive_discard_at(struct archive_writer **writer); /* for CLEANUP, with TAKE in archive_finish() */

/* ---- reading ---- */

struct archive;

struct archive_entry {
    const char *name; /* as in the archive, unchecked */
    uint64_t size;    /* as in the archive; reading stops there */
    int64_t index;
};

/* Opens an archive; yours. FAIL_NOT_FOUND; FAIL_CORRUPT "%s: not a whole zip file". */
int archive_open(const char *path, struct archive **ret_archive);
void archive_close(struct archive *archive);     /* NULL is fine */
void archive_close_at(struct archive **archive); /* for CLEANUP */

int64_t archive_count(const struct archive *archive);

/* The entry at 0 <= index < count; its name lives as long as the archive. FAIL_CORRUPT. */
int archive_entry_at(struct archive *archive, int64_t index, struct archive_entry *ret_entry);

/* Appends the bytes of an entry, limited by the ceiling of `into`. FAIL_CORRUPT if it is cut short or its checksum is
 * wrong. */
int archive_read(struct archive *archive, const struct archive_entry *entry, struct text *into);

/* Writes an entry to a new file, mode 0600, not synced. FAIL_CORRUPT; FAIL_SYSTEM, also if the file exists. */
int archive_extract(struct archive *archive, const struct archive_entry *entry, const char *path);
