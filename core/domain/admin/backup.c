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

#include <string.h>
#include <unistd.h>

static const struct query snapshot_events = {"backup.events", NULL, "SELECT coalesce(max(n), 0) FROM event"};
static const struct query snapshot_schema = {"backup.schema", NULL, "SELECT coalesce(max(n), 0) FROM migration"};

struct making {
    struct site *site;
    struct arena arena;
    struct archive_writer *writer;
    const char *snapshot; /* path of the copied records */
    struct backup backup;
};

static void making_finish(struct making *making)
{
    archive_discard(making->writer);
    if (making->snapshot)
        (void)file_remove_tree(making->snapshot);
    arena_finish(&making->arena);
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
static int records_add(struct making *making)
{
    struct database *copy CLEANUP(database_close_at) = NULL;
    const char *name = arena_format(&making->arena, "backups/.snapshot-%ld.db", (long)getpid());
    making->snapshot = file_join(&making->arena, making->site->folder, name);
    TRY(file_remove_tree(making->snapshot));
    TRY(database_backup(records_database(making->site->records), making->snapshot));
    TRY(database_open(making->snapshot, DATABASE_WRITE, &copy));
    TRY(snapshot_describe(copy, &making->backup));
    making->backup.files++;
    making->backup.bytes += (int64_t)file_size(making->snapshot);
    return archive_add_file(making->writer, "records.db", making->snapshot, false);
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

static int layer_file_add(struct making *making, const struct file_entry *entry)
{
    const char *name = arena_format(&making->arena, "layers/%s", entry->path);
    const char *path = file_join(&making->arena, making->site->folder, name);
    making->backup.files++;
    making->backup.bytes += (int64_t)entry->size;
    if (is_object(entry->path))
        return archive_add_file(making->writer, name, path, true);
    CLEANUP(text_finish) struct text bytes = TEXT(64UL * 1024 * 1024);
    TRY(file_read(path, &bytes));
    return archive_add_bytes(making->writer, name, text_string(&bytes), bytes.length);
}

/* Refs before objects: a repository only grows, so whatever a ref names is among the objects listed after it was
 * read. And both after the records, which name commits. */
static int layers_pass(struct making *making, bool objects)
{
    struct file_list list = {0};
    const char *layers = file_join(&making->arena, making->site->folder, "layers");
    if (!file_is_folder(layers))
        return 0;
    TRY(file_list(&making->arena, layers, BACKUP_FILES_MAX, &list));
    if (list.is_truncated)
        return fail(FAIL_LIMIT, "%s: more than %d files", layers, BACKUP_FILES_MAX);
    for (size_t i = 0; i < list.count; i++)
        if (list.entries[i].kind == FILE_REGULAR && is_object(list.entries[i].path) == objects &&
            !is_passing(list.entries[i].path))
            TRY(layer_file_add(making, &list.entries[i]));
    return 0;
}

/* ---- the whole ---- */

static int config_add(struct making *making)
{
    CLEANUP(text_finish) struct text bytes = TEXT(1024UL * 1024);
    const char *path = file_join(&making->arena, making->site->folder, "trappa.yaml");
    if (!file_exists(path))
        return 0;
    TRY(file_read(path, &bytes));
    making->backup.files++;
    making->backup.bytes += (int64_t)bytes.length;
    return archive_add_bytes(making->writer, "trappa.yaml", text_string(&bytes), bytes.length);
}

static int manifest_add(struct making *making)
{
    CLEANUP(text_finish) struct text manifest = TEXT(BACKUP_MANIFEST_BYTES_MAX);
    backup_manifest_write(&making->backup, &manifest);
    TRY(text_check(&manifest, BACKUP_MANIFEST));
    return archive_add_bytes(making->writer, BACKUP_MANIFEST, manifest.bytes, manifest.length);
}

static int archive_fill(struct making *making)
{
    making->backup.at = clock_now();
    TRY(records_add(making));
    TRY(config_add(making));
    TRY(layers_pass(making, false));
    TRY(layers_pass(making, true));
    TRY(manifest_add(making));
    struct archive_writer *writer = making->writer;
    making->writer = NULL;
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

int backup_make(struct site *site, const struct actor *actor, const char *path, struct backup *ret_backup)
{
    TRY(access_check_site(actor, SITE_RUN));
    CLEANUP(making_finish) struct making making = {.site = site};
    TRY(archive_create(path, &making.writer));
    TRY(archive_fill(&making));
    *ret_backup = making.backup;
    int result = backup_record(site->records, actor, "backup.made", &making.backup);
    if (result != 0)
        (void)file_remove_tree(path); /* one that the log knows nothing of, and in the way of another try */
    return result;
}
