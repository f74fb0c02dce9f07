/* Puts a backup in place of a data directory: unpack beside, verify, swap. See backup.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/admin/backup.h"
#include "domain/admin/backup_manifest.h"
#include "domain/publish/layer.h"
#include "domain/publish/publish.h"
#include "domain/records/audit.h"
#include "io/archive.h"
#include "io/file.h"
#include "io/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

struct restoring {
    struct arena *arena;
    struct archive *archive;
    const char *path;    /* of the backup */
    const char *folder;  /* the data directory, absolute */
    const char *staging; /* where it is unpacked; NULL before that and after the swap */
    const char *newest_folder;
    const char *content_problem;
    struct backup backup;
};

static void restoring_finish(struct restoring *restoring)
{
    archive_close(restoring->archive);
    if (restoring->staging)
        (void)file_remove_tree(restoring->staging);
}

/* ---- what is in the archive ---- */

/* "a/b" with no part that is empty, "." or "..": it stays below where it is unpacked. */
static bool is_plain_path(const char *name)
{
    for (const char *part = name;;) {
        size_t length = strcspn(part, "/");
        if (length == 0 || (length == 1 && part[0] == '.') || (length == 2 && part[0] == '.' && part[1] == '.'))
            return false;
        if (!part[length])
            return true;
        part += length + 1;
    }
}

/* "layers/NAME.git/..." with an id as the name. */
static bool is_of_layer(const char *name)
{
    if (!text_starts(name, "layers/"))
        return false;
    const char *layer = name + strlen("layers/");
    size_t length = strcspn(layer, "/");
    if (!layer[length] || length < 5 || length > 68 || strncmp(layer + length - 4, ".git", 4) != 0)
        return false;
    char id[72];
    memcpy(id, layer, length - 4);
    id[length - 4] = '\0';
    return text_is_id(id);
}

static bool is_expected(const char *name)
{
    size_t length = strlen(name);
    if (length > 1024 || strchr(name, '\\') || !text_is_utf8(name, length, NULL))
        return false;
    return text_equal(name, BACKUP_MANIFEST) || text_equal(name, "records.db") || text_equal(name, "trappa.yaml") ||
           (is_plain_path(name) && is_of_layer(name));
}

static int entries_check(struct restoring *restoring, bool *ret_has_records)
{
    int64_t count = archive_count(restoring->archive);
    uint64_t bytes = 0;
    if (count > BACKUP_FILES_MAX)
        return fail(FAIL_LIMIT, "%s: more than %d files", restoring->path, BACKUP_FILES_MAX);
    for (int64_t i = 0; i < count; i++) {
        struct archive_entry entry;
        TRY(archive_entry_at(restoring->archive, i, &entry));
        if (!is_expected(entry.name))
            return fail(FAIL_INPUT, "%s: no backup of Trappa: '%s' does not belong in one", restoring->path,
                        entry.name);
        if (entry.size > (uint64_t)BACKUP_BYTES_MAX || (bytes += entry.size) > (uint64_t)BACKUP_BYTES_MAX)
            return fail(FAIL_LIMIT, "%s: larger than %lld bytes when it is unpacked", restoring->path,
                        (long long)BACKUP_BYTES_MAX);
        *ret_has_records = *ret_has_records || text_equal(entry.name, "records.db");
    }
    struct statvfs disk;
    const char *parent = file_folder(restoring->arena, restoring->folder);
    if (statvfs(*parent ? parent : "/", &disk) == 0 && bytes / disk.f_frsize >= disk.f_bavail)
        return fail(FAIL_LIMIT, "%s: needs %llu bytes, and the disk of %s has %llu left", restoring->path,
                    (unsigned long long)bytes, restoring->folder,
                    (unsigned long long)disk.f_bavail * (unsigned long long)disk.f_frsize);
    return 0;
}

static int manifest_find(struct restoring *restoring)
{
    CLEANUP(text_finish) struct text manifest = TEXT(BACKUP_MANIFEST_BYTES_MAX);
    int known = records_schema_newest();
    for (int64_t i = archive_count(restoring->archive) - 1; i >= 0; i--) {
        struct archive_entry entry;
        TRY(archive_entry_at(restoring->archive, i, &entry));
        if (!text_equal(entry.name, BACKUP_MANIFEST))
            continue;
        TRY(archive_read(restoring->archive, &entry, &manifest));
        TRY(backup_manifest_read(restoring->path, &manifest, &restoring->backup));
        if (restoring->backup.schema > known)
            return fail(FAIL_RULE, "%s: made by a newer Trappa (schema %d, this program knows %d)", restoring->path,
                        restoring->backup.schema, known);
        return 0;
    }
    return fail(FAIL_INPUT, "%s: a zip file, but no backup of Trappa: '%s' is missing", restoring->path,
                BACKUP_MANIFEST);
}

static int archive_examine(struct restoring *restoring)
{
    bool has_records = false;
    TRY(archive_open(restoring->path, &restoring->archive));
    TRY(manifest_find(restoring));
    TRY(entries_check(restoring, &has_records));
    if (!has_records)
        return fail(FAIL_INPUT, "%s: no whole backup of Trappa: '%s' is missing", restoring->path, "records.db");
    return 0;
}

/* ---- unpacking ---- */

static int entry_unpack(struct restoring *restoring, const struct archive_entry *entry)
{
    const char *path = file_join(restoring->arena, restoring->staging, entry->name);
    const char *folder = file_folder(restoring->arena, path);
    if (!text_equal(folder, restoring->newest_folder))
        TRY(file_make_folders(folder, 0700));
    restoring->newest_folder = folder;
    return archive_extract(restoring->archive, entry, path);
}

/* Folders that git wants to see even when nothing is in them, which a zip of files does not keep. */
static int repository_complete(struct restoring *restoring, const char *name)
{
    static const char *const folders[] = {"objects/info", "objects/pack", "refs/heads", "refs/tags"};
    const char *end = strstr(name, ".git/");
    const char *repository = arena_copy_bytes(restoring->arena, name, (size_t)(end - name) + strlen(".git"));
    for (size_t i = 0; i < COUNT_OF(folders); i++)
        TRY(file_make_folders(arena_format(restoring->arena, "%s/%s/%s", restoring->staging, repository, folders[i]),
                              0700));
    return 0;
}

static int staging_make(struct restoring *restoring)
{
    const char *parent = file_folder(restoring->arena, restoring->folder);
    char *staging = arena_format(restoring->arena, "%s/.%s.restoring-XXXXXX", parent, file_name(restoring->folder));
    TRY(file_make_folders(*parent ? parent : "/", 0700));
    if (!mkdtemp(staging))
        return fail(FAIL_SYSTEM, "%s: nothing can be unpacked beside it: %s", restoring->folder, strerror(errno));
    restoring->staging = staging;
    return 0;
}

static int archive_unpack(struct restoring *restoring)
{
    TRY(staging_make(restoring));
    for (int64_t i = 0; i < archive_count(restoring->archive); i++) {
        struct archive_entry entry;
        TRY(archive_entry_at(restoring->archive, i, &entry));
        if (text_equal(entry.name, BACKUP_MANIFEST))
            continue;
        TRY(entry_unpack(restoring, &entry));
        if (text_ends(entry.name, ".git/HEAD"))
            TRY(repository_complete(restoring, entry.name));
    }
    return 0;
}

/* ---- verifying ---- */

/* A failure inside the staging folder, whose name says nothing to anybody. */
static int say_path(struct restoring *restoring, int result)
{
    if (result == 0)
        return 0;
    const char *problem = arena_copy_string(restoring->arena, fail_sentence());
    return fail((enum fail_code)result, "%s: cannot be restored: %s", restoring->path, problem);
}

static int records_verify(struct restoring *restoring, struct records *records)
{
    struct audit audit;
    TRY(say_path(restoring, database_check(records_database(records))));
    TRY(audit_verify(records, restoring->backup.head, restoring->arena, &audit));
    if (!audit.is_ok)
        return fail(FAIL_CORRUPT, "%s: its records are not what they were: %s", restoring->path, audit.problem);
    if (audit.events < restoring->backup.events)
        return fail(FAIL_CORRUPT, "%s: its records have %lld events, its manifest says %lld", restoring->path,
                    (long long)audit.events, (long long)restoring->backup.events);
    return 0;
}

/* Whatever layer the records name and the backup holds is a repository that can be opened. */
static int layers_verify(struct restoring *restoring, struct records *records)
{
    struct layer_source *layers = NULL;
    size_t count = 0;
    TRY(layer_list(records, restoring->arena, &layers, &count));
    for (size_t i = 0; i < count; i++) {
        struct git *git CLEANUP(git_store_close_at) = NULL;
        const char *path = arena_format(restoring->arena, "%s/layers/%s.git", restoring->staging, layers[i].name);
        if (file_exists(path)) /* it has none before it is first published */
            TRY(say_path(restoring, layer_open(records, layers[i].name, &git)));
    }
    return 0;
}

static int contents_verify(struct restoring *restoring)
{
    CLEANUP(records_close_at) struct records *records = NULL;
    TRY(say_path(restoring, records_open(restoring->staging, &records)));
    TRY(records_verify(restoring, records));
    TRY(layers_verify(restoring, records));
    TRY(backup_record(records, &actor_operator, "backup.restored", &restoring->backup));
    /* Texts that cannot be made again must not keep the records away: the jobs will try again, and doctor says so. */
    if (content_edition_rebuild(records) != 0)
        restoring->content_problem = arena_copy_string(restoring->arena, fail_sentence());
    return 0;
}

static int staging_verify(struct restoring *restoring)
{
    struct site_config config;
    TRY(say_path(restoring, site_config_read(restoring->staging, restoring->arena, &config)));
    TRY(contents_verify(restoring));
    int folder = open(restoring->staging, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0 || syncfs(folder) != 0)
        return fail(FAIL_SYSTEM, "%s: cannot be synced: %s", restoring->staging, strerror(errno));
    close(folder);
    return 0;
}

/* ---- swapping ---- */

static bool is_site(struct arena *arena, const char *folder)
{
    return file_exists(file_join(arena, folder, "records.db")) || file_exists(file_join(arena, folder, "trappa.yaml"));
}

static int target_check(struct restoring *restoring)
{
    if (!file_exists(restoring->folder) || is_site(restoring->arena, restoring->folder))
        return 0;
    if (file_is_empty_folder(restoring->folder))
        return 0;
    return fail(FAIL_RULE, "%s: holds something else than a Trappa site, so nothing was changed", restoring->folder);
}

static const char *replaced_name(struct restoring *restoring)
{
    time_t now = (time_t)clock_now();
    struct tm parts;
    char stamp[32] = "";
    if (localtime_r(&now, &parts))
        strftime(stamp, sizeof stamp, "%Y-%m-%dT%H-%M-%S", &parts);
    const char *name = arena_format(restoring->arena, "%s.replaced-%s", restoring->folder, stamp);
    for (int n = 2; file_exists(name); n++)
        name = arena_format(restoring->arena, "%s.replaced-%s-%d", restoring->folder, stamp, n);
    return name;
}

/* In one step; whoever writes just now is waited for, and whoever writes next is told (records_begin). */
static int folders_exchange(struct restoring *restoring, const char **ret_replaced)
{
    struct write_lock write_lock;
    const char *locks = file_join(restoring->arena, restoring->folder, "locks");
    const char *replaced = replaced_name(restoring);
    TRY(file_make_folders(locks, 0700));
    TRY(write_lock_open(locks, "records", &write_lock));
    int result = write_lock_enter(&write_lock);
    if (result == 0 && renameat2(AT_FDCWD, restoring->staging, AT_FDCWD, restoring->folder, RENAME_EXCHANGE) != 0)
        result = fail(FAIL_SYSTEM, "%s: cannot change places with the backup, so nothing was changed: %s",
                      restoring->folder, strerror(errno));
    if (result == 0) {
        const char *old = restoring->staging;
        restoring->staging = NULL; /* it is the old data now: never to be removed */
        *ret_replaced = rename(old, replaced) == 0 ? replaced : old;
    }
    write_lock_close(&write_lock);
    return result;
}

/* rename() replaces an empty folder and no other. */
static int folder_place(struct restoring *restoring)
{
    if (rename(restoring->staging, restoring->folder) != 0)
        return fail(FAIL_SYSTEM, "%s: cannot be made: %s", restoring->folder, strerror(errno));
    restoring->staging = NULL;
    return 0;
}

static int swap(struct restoring *restoring, const char **ret_replaced)
{
    *ret_replaced = NULL;
    TRY(target_check(restoring));
    if (is_site(restoring->arena, restoring->folder))
        TRY(folders_exchange(restoring, ret_replaced));
    else
        TRY(folder_place(restoring));
    const char *parent = file_folder(restoring->arena, restoring->folder);
    int folder = open(*parent ? parent : "/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        (void)fsync(folder);
        close(folder);
    }
    return 0;
}

/* Absolute and without links, also for a folder that is not there yet. */
static int folder_resolve(struct restoring *restoring, const char *folder)
{
    char *real = realpath(folder, NULL);
    if (real) {
        restoring->folder = arena_copy_string(restoring->arena, real);
        memory_free(real);
        return 0;
    }
    if (errno != ENOENT)
        return fail(FAIL_SYSTEM, "%s: %s", folder, strerror(errno));
    const char *bare = arena_copy_string(restoring->arena, folder);
    char *end = strrchr(bare, '\0');
    while (end > bare + 1 && end[-1] == '/')
        *--end = '\0';
    if (*bare == '/') {
        restoring->folder = bare;
        return 0;
    }
    char *here = getcwd(NULL, 0);
    restoring->folder = file_join(restoring->arena, here, bare);
    memory_free(here);
    return 0;
}

int backup_restore(const char *folder, const char *path, struct arena *arena, struct backup_restored *ret_restored)
{
    CLEANUP(restoring_finish) struct restoring restoring = {.arena = arena, .path = path};
    struct backup_restored restored = {0};
    TRY(folder_resolve(&restoring, folder));
    TRY(archive_examine(&restoring));
    TRY(target_check(&restoring));
    TRY(archive_unpack(&restoring));
    TRY(staging_verify(&restoring));
    TRY(swap(&restoring, &restored.replaced));
    restored.backup = restoring.backup;
    restored.content_problem = restoring.content_problem;
    *ret_restored = restored;
    return 0;
}
