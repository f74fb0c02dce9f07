/* Makes backups; backup_restore.c puts them back. See backup.h. */
#include "domain/admin/backup.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/json.h"
#include "base/text.h"
#include "domain/admin/backup_manifest.h"
#include "domain/people/access.h"
#include "domain/records/event.h"
#include "io/archive.h"
#include "io/file.h"
#include "io/leftover.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

static const struct query snapshot_events = {"backup.events", NULL, "SELECT coalesce(max(n), 0) FROM event"};
static const struct query snapshot_schema = {"backup.schema", NULL, "SELECT coalesce(max(n), 0) FROM migration"};

struct snapshot_work {
    struct site *site;
    struct arena arena;
    struct archive_writer *writer;
    const char *snapshot; /* path of the copied records */
    const char *plain;    /* of the archive that is to be sealed; NULL */
    const char *sealed;   /* of the sealed one, before it has its name; NULL */
    struct backup backup;
};

static void snapshot_work_finish(struct snapshot_work *snapshot_work)
{
    archive_discard(snapshot_work->writer);
    if (snapshot_work->snapshot)
        (void)file_remove_tree(snapshot_work->snapshot);
    if (snapshot_work->plain)
        (void)file_remove_tree(snapshot_work->plain);
    if (snapshot_work->sealed)
        (void)file_remove_tree(snapshot_work->sealed);
    arena_finish(&snapshot_work->arena);
}

/* ---- records ---- */

static int snapshot_describe(struct database *database, struct backup *backup)
{
    int64_t schema = 0;
    TRY(database_check(database));
    TRY(event_head(database, backup->head));
    TRY(database_number(database, &snapshot_events, BIND_NOTHING, 0, &backup->events));
    TRY(database_number(database, &snapshot_schema, BIND_NOTHING, 0, &schema));
    backup->schema = (int)schema;
    return 0;
}

/* A copy of one moment, described from the copy itself: the original goes on changing. */
static int records_add(struct snapshot_work *snapshot_work)
{
    struct database *copy CLEANUP(database_close_at) = NULL;
    snapshot_work->snapshot = leftover_path(
        &snapshot_work->arena, file_join(&snapshot_work->arena, snapshot_work->site->folder, "backups/records.db"));
    TRY(database_backup(records_database(snapshot_work->site->records), snapshot_work->snapshot));
    TRY(database_open(snapshot_work->snapshot, DATABASE_WRITE, &copy));
    TRY(snapshot_describe(copy, &snapshot_work->backup));
    snapshot_work->backup.files++;
    snapshot_work->backup.bytes += (int64_t)file_size(snapshot_work->snapshot);
    return archive_add_file(snapshot_work->writer, "records.db", snapshot_work->snapshot, false);
}

/* ---- layers ---- */

/* What git itself makes for a moment only, and would be gone when the archive is written. */
static bool is_passing(const char *path)
{
    return text_starts(file_name(path), "tmp_") || text_ends(path, ".lock") || strstr(path, "/objects/incoming-");
}

static bool is_object(const char *path)
{
    return strstr(path, ".git/objects/") != NULL;
}

static int layer_file_add(struct snapshot_work *snapshot_work, const struct file_entry *entry)
{
    const char *name = arena_format(&snapshot_work->arena, "layers/%s", entry->path);
    const char *path = file_join(&snapshot_work->arena, snapshot_work->site->folder, name);
    snapshot_work->backup.files++;
    if (is_object(entry->path)) {
        snapshot_work->backup.bytes += (int64_t)entry->size;
        return archive_add_file(snapshot_work->writer, name, path, true);
    }
    CLEANUP(text_finish) struct text bytes = TEXT(64UL * 1024 * 1024);
    TRY(file_read(path, &bytes));
    snapshot_work->backup.bytes += (int64_t)bytes.length;
    return archive_add_bytes(snapshot_work->writer, name, text_string(&bytes), bytes.length);
}

/* Refs before objects: a repository only grows, so whatever a ref names is among the objects listed after it was
 * read. And both after the records, which name commits. */
static int layers_pass(struct snapshot_work *snapshot_work, bool objects)
{
    struct file_list list = {0};
    const char *layers = file_join(&snapshot_work->arena, snapshot_work->site->folder, "layers");
    if (!file_is_folder(layers))
        return 0;
    TRY(file_list(&snapshot_work->arena, layers, BACKUP_FILES_MAX, &list));
    if (list.is_truncated)
        return fail(FAIL_LIMIT, "%s: more than %d files", layers, BACKUP_FILES_MAX);
    for (size_t i = 0; i < list.count; i++)
        if (list.entries[i].kind == FILE_REGULAR && is_object(list.entries[i].path) == objects &&
            !is_passing(list.entries[i].path))
            TRY(layer_file_add(snapshot_work, &list.entries[i]));
    return 0;
}

/* ---- the whole ---- */

static int config_add(struct snapshot_work *snapshot_work)
{
    CLEANUP(text_finish) struct text bytes = TEXT(1024UL * 1024);
    const char *path = file_join(&snapshot_work->arena, snapshot_work->site->folder, "trappa.yaml");
    if (!file_exists(path))
        return 0;
    TRY(file_read(path, &bytes));
    snapshot_work->backup.files++;
    snapshot_work->backup.bytes += (int64_t)bytes.length;
    return archive_add_bytes(snapshot_work->writer, "trappa.yaml", text_string(&bytes), bytes.length);
}

static int manifest_add(struct snapshot_work *snapshot_work)
{
    CLEANUP(text_finish) struct text manifest = TEXT(BACKUP_MANIFEST_BYTES_MAX);
    backup_manifest_write(&snapshot_work->backup, &manifest);
    TRY(text_check(&manifest, BACKUP_MANIFEST));
    return archive_add_bytes(snapshot_work->writer, BACKUP_MANIFEST, manifest.bytes, manifest.length);
}

static int archive_fill(struct snapshot_work *snapshot_work)
{
    snapshot_work->backup.at = clock_now();
    TRY(records_add(snapshot_work));
    TRY(config_add(snapshot_work));
    TRY(layers_pass(snapshot_work, false));
    TRY(layers_pass(snapshot_work, true));
    TRY(manifest_add(snapshot_work));
    struct archive_writer *writer = snapshot_work->writer;
    snapshot_work->writer = NULL;
    return archive_finish(writer);
}

int backup_record(struct records *records, const struct actor *actor, const char *kind, const struct backup *backup)
{
    CLEANUP(text_finish) struct text data = TEXT(1024);
    struct json json = JSON(&data);
    json_object(&json);
    json_put_string(&json, "head", backup->head);
    json_put_number(&json, "events", backup->events);
    json_end(&json);
    TRY(records_begin(records));
    return records_end(records, 0, &(struct event){.actor = actor, .kind = kind, .data = text_string(&data)});
}

/* In the data directory, where the same is readable anyway: the place for backups never has it in the clear. */
static int sealed_make(struct snapshot_work *snapshot_work, const char *path, const struct secret_file_key *key)
{
    struct arena *arena = &snapshot_work->arena;
    if (file_exists(path))
        return fail(FAIL_RULE, "%s: exists already, nothing was written", path);
    snapshot_work->plain = leftover_path(arena, file_join(arena, snapshot_work->site->folder, "backups/backup.zip"));
    TRY(archive_create(snapshot_work->plain, &snapshot_work->writer));
    TRY(archive_fill(snapshot_work));
    snapshot_work->sealed = leftover_path(arena, path);
    TRY(secret_file_seal(snapshot_work->plain, snapshot_work->sealed, key));
    if (renameat2(AT_FDCWD, snapshot_work->sealed, AT_FDCWD, path, RENAME_NOREPLACE) != 0)
        return fail(FAIL_SYSTEM, "%s: cannot be written: %s", path, strerror(errno));
    snapshot_work->sealed = NULL;
    return file_sync_folder(file_folder(arena, path));
}

static int archive_make(struct snapshot_work *snapshot_work, const char *path)
{
    TRY(archive_create(path, &snapshot_work->writer));
    return archive_fill(snapshot_work);
}

int backup_make(struct site *site, const struct actor *actor, const char *path, const struct secret_file_key *key,
                struct backup *ret_backup)
{
    TRY(access_check_site(actor, SITE_RUN));
    CLEANUP(snapshot_work_finish) struct snapshot_work snapshot_work = {.site = site};
    TRY(key ? sealed_make(&snapshot_work, path, key) : archive_make(&snapshot_work, path));
    *ret_backup = snapshot_work.backup;
    int result = backup_record(site->records, actor, "backup.made", &snapshot_work.backup);
    if (result != 0)
        (void)file_remove_tree(path); /* one that the log knows nothing of, and in the way of another try */
    return result;
}
