/* Archive: zip files written and read; the only file that knows libzip, whose own names begin with zip_. */
#pragma once

#include "base/memory.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- writing ---- */

struct archive_writer;

/* Begins an archive at `path`, where nothing may be yet: FAIL_RULE. Nothing is there before archive_finish(). */
int archive_create(const char *path, struct archive_writer **ret_writer);

/* The bytes are copied. FAIL_SYSTEM for a name that is there already. */
int archive_add_bytes(struct archive_writer *writer, const char *name, const void *bytes, size_t length);

/* The file is read by archive_finish() and must be there until then. `is_packed` says that its bytes are compressed
 * already, so that nobody tries again. */
int archive_add_file(struct archive_writer *writer, const char *name, const char *path, bool is_packed);

/* Writes everything, synced, with mode 0600, and only then gives it its name. FAIL_SYSTEM; then there is no file. The
 * writer is gone in both cases. */
int archive_finish(struct archive_writer *writer);
void archive_discard(struct archive_writer *writer);     /* NULL is fine */
void archive_discard_at(struct archive_writer **writer); /* for CLEANUP, with TAKE in archive_finish() */

/* ---- reading ---- */

struct archive;

struct archive_entry {
    const char *name; /* as it is written in the archive, checked by nobody */
    uint64_t size;    /* what the archive says; reading stops there */
    int64_t index;
};

/* FAIL_NOT_FOUND; FAIL_CORRUPT "%s: not a whole zip file". */
int archive_open(const char *path, struct archive **ret_archive);
void archive_close(struct archive *archive);     /* NULL is fine */
void archive_close_at(struct archive **archive); /* for CLEANUP */

int64_t archive_count(const struct archive *archive);

/* The entry at 0 <= index < count; its name lives as long as the archive. FAIL_CORRUPT. */
int archive_entry_at(struct archive *archive, int64_t index, struct archive_entry *ret_entry);

/* Appends an entry; the ceiling of `into` is the limit. FAIL_CORRUPT when its checksum is wrong or it is cut. */
int archive_read(struct archive *archive, const struct archive_entry *entry, struct text *into);

/* Writes an entry to a file that must not be there, mode 0600, not synced. FAIL_CORRUPT, FAIL_SYSTEM. */
int archive_extract(struct archive *archive, const struct archive_entry *entry, const char *path);
