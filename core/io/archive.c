/* Zip files by libzip; see archive.h. */
#include "io/archive.h"

#include "base/fail.h"
#include "io/fault.h"
#include "io/file.h"
#include "io/leftover.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#define COPY_BYTES 65536

struct archive_writer {
    zip_t *zip;
    char *path, *temporary;
};

struct archive {
    zip_t *zip;
    char *path;
};

/* ---- writing ---- */

int archive_create(const char *path, struct archive_writer **ret_writer)
{
    if (file_exists(path))
        return fail(FAIL_RULE, "%s: exists already, nothing was written", path);
    CLEANUP(archive_discard_at) struct archive_writer *writer = memory_zeroed(sizeof *writer);
    writer->path = memory_copy_string(path);
    CLEANUP(arena_finish) struct arena arena = {0};
    writer->temporary = memory_copy_string(leftover_path(&arena, path));
    int code = 0;
    writer->zip = zip_open(writer->temporary, ZIP_CREATE | ZIP_TRUNCATE, &code);
    if (!writer->zip) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        int result = fail(FAIL_SYSTEM, "%s: cannot be written: %s", path, zip_error_strerror(&error));
        zip_error_fini(&error);
        return result;
    }
    *ret_writer = TAKE(writer);
    return 0;
}

static int source_add(struct archive_writer *writer, const char *name, zip_source_t *source, bool is_packed)
{
    zip_int64_t index = source ? zip_file_add(writer->zip, name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) {
        int result = fail(FAIL_SYSTEM, "%s: '%s': %s", writer->path, name, zip_strerror(writer->zip));
        zip_source_free(source);
        return result;
    }
    int method = is_packed ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
    if (zip_set_file_compression(writer->zip, (zip_uint64_t)index, method, 0) != 0)
        return fail(FAIL_SYSTEM, "%s: '%s': %s", writer->path, name, zip_strerror(writer->zip));
    return 0;
}

int archive_add_bytes(struct archive_writer *writer, const char *name, const void *bytes, size_t length)
{
    char *copy = length ? memory_copy_bytes(bytes, length) : NULL;          /* libzip would not free an empty copy */
    zip_source_t *source = zip_source_buffer(writer->zip, copy, length, 1); /* frees the copy */
    if (!source)
        memory_free(copy);
    return source_add(writer, name, source, false);
}

int archive_add_file(struct archive_writer *writer, const char *name, const char *path, bool is_packed)
{
    return source_add(writer, name, zip_source_file(writer->zip, path, 0, -1), is_packed);
}

static int file_sync(const char *path)
{
    int file = fault_here(FAULT_UNREADABLE, "an archive's sync") ? -1 : open(path, O_RDONLY | O_CLOEXEC);
    int result = file < 0 ? -1 : fsync(file);
    int cause = errno;
    if (file >= 0)
        close(file);
    errno = cause;
    return result;
}

/* The rename must not replace a file that somebody else has made meanwhile. */
static int writer_settle(struct archive_writer *writer)
{
    if (chmod(writer->temporary, 0600) != 0 || file_sync(writer->temporary) != 0 ||
        fault_here(FAULT_FULL, "an archive's rename") ||
        renameat2(AT_FDCWD, writer->temporary, AT_FDCWD, writer->path, RENAME_NOREPLACE) != 0)
        return fail(FAIL_SYSTEM, "%s: cannot be written: %s", writer->path, strerror(errno));
    CLEANUP(arena_finish) struct arena arena = {0};
    const char *folder = file_folder(&arena, writer->path);
    if (file_sync(*folder ? folder : ".") != 0) {
        int cause = errno;
        unlink(writer->path); /* it may be gone after a power cut, and must not block another attempt */
        return fail(FAIL_SYSTEM, "%s: cannot be synced: %s", writer->path, strerror(cause));
    }
    return 0;
}

/* Like zip_close() on a full disk: the archive stays open. */
static int fail_to_close(zip_t *zip)
{
    zip_error_set(zip_get_error(zip), ZIP_ER_WRITE, ENOSPC);
    return -1;
}

int archive_finish(struct archive_writer *given)
{
    CLEANUP(archive_discard_at) struct archive_writer *writer = given;
    mode_t before = umask(0077);
    int closed = fault_here(FAULT_SHORT_WRITE, "an archive") ? fail_to_close(writer->zip) : zip_close(writer->zip);
    umask(before);
    if (closed != 0)
        return fail(FAIL_SYSTEM, "%s: cannot be written: %s", writer->path, zip_strerror(writer->zip));
    writer->zip = NULL;
    return writer_settle(writer);
}

void archive_discard(struct archive_writer *writer)
{
    if (!writer)
        return;
    if (writer->zip)
        zip_discard(writer->zip);
    if (writer->temporary)
        unlink(writer->temporary);
    memory_free(writer->temporary);
    memory_free(writer->path);
    memory_free(writer);
}

void archive_discard_at(struct archive_writer **writer)
{
    archive_discard(*writer);
}

/* ---- reading ---- */

int archive_open(const char *path, struct archive **ret_archive)
{
    if (!file_exists(path))
        return fail(FAIL_NOT_FOUND, "%s: no such file", path);
    int code = 0;
    bool is_unreadable = fault_here(FAULT_UNREADABLE, "an archive");
    zip_t *zip = is_unreadable ? NULL : zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &code);
    if (!zip)
        return fail(FAIL_CORRUPT, "%s: not a whole zip file", path);
    struct archive *archive = memory_zeroed(sizeof *archive);
    archive->zip = zip;
    archive->path = memory_copy_string(path);
    *ret_archive = archive;
    return 0;
}

void archive_close(struct archive *archive)
{
    if (!archive)
        return;
    zip_discard(archive->zip);
    memory_free(archive->path);
    memory_free(archive);
}

void archive_close_at(struct archive **archive)
{
    archive_close(*archive);
}

int64_t archive_count(const struct archive *archive)
{
    return zip_get_num_entries(archive->zip, 0);
}

int archive_entry_at(struct archive *archive, int64_t index, struct archive_entry *ret_entry)
{
    zip_stat_t status;
    if (zip_stat_index(archive->zip, (zip_uint64_t)index, 0, &status) != 0 || !(status.valid & ZIP_STAT_NAME) ||
        !(status.valid & ZIP_STAT_SIZE))
        return fail(FAIL_CORRUPT, "%s: entry %lld cannot be read", archive->path, (long long)index);
    *ret_entry = (struct archive_entry){.name = status.name, .size = status.size, .index = index};
    return 0;
}

/* Reads an entry piece by piece into `take`; its failure stops the reading. libzip checks the checksum at the end. */
static int entry_read(struct archive *archive, const struct archive_entry *entry,
                      int (*take)(void *context, const char *bytes, size_t length), void *context)
{
    zip_file_t *file = zip_fopen_index(archive->zip, (zip_uint64_t)entry->index, 0);
    if (!file)
        return fail(FAIL_CORRUPT, "%s: '%s' cannot be read: %s", archive->path, entry->name,
                    zip_strerror(archive->zip));
    char buffer[COPY_BYTES];
    uint64_t total = 0;
    zip_int64_t got = fault_here(FAULT_UNREADABLE, "an entry of an archive") ? -1 : 0;
    int result = 0;
    while (result == 0 && got >= 0 && (got = zip_fread(file, buffer, sizeof buffer)) > 0) {
        total += (uint64_t)got;
        result = total > entry->size ? fail(FAIL_CORRUPT, "%s: '%s' is larger than it says", archive->path, entry->name)
                                     : take(context, buffer, (size_t)got);
    }
    if (result == 0 && (got < 0 || total != entry->size))
        result = fail(FAIL_CORRUPT, "%s: '%s' is damaged", archive->path, entry->name);
    zip_fclose(file);
    return result;
}

static int take_text(void *context, const char *bytes, size_t length)
{
    struct text *into = context;
    text_add_bytes(into, bytes, length);
    return text_check(into, "an entry of the archive");
}

int archive_read(struct archive *archive, const struct archive_entry *entry, struct text *into)
{
    return entry_read(archive, entry, take_text, into);
}

struct extraction {
    int file;
    const char *path;
};

static int take_file(void *context, const char *bytes, size_t length)
{
    const struct extraction *extraction = context;
    while (length) {
        bool is_short = fault_here(FAULT_SHORT_WRITE, "an extracted file");
        ssize_t written = is_short ? -1 : write(extraction->file, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return fail(FAIL_SYSTEM, "%s: cannot be written: %s", extraction->path, strerror(errno));
        bytes += written;
        length -= (size_t)written;
    }
    return 0;
}

int archive_extract(struct archive *archive, const struct archive_entry *entry, const char *path)
{
    struct extraction extraction = {open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600), path};
    if (extraction.file < 0)
        return fail(FAIL_SYSTEM, "%s: cannot be written: %s", path, strerror(errno));
    int result = entry_read(archive, entry, take_file, &extraction);
    if (close(extraction.file) != 0 && result == 0)
        result = fail(FAIL_SYSTEM, "%s: cannot be written: %s", path, strerror(errno));
    return result;
}
