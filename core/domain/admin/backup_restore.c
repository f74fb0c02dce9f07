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
#include "io/leftover.h"
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

#define REFS_BYTES_SLACK (64 * 1024)

struct restore {
    struct arena *arena;
    struct archive *archive;
    const struct backup_trust *trust;
    const char *path;    /* of the backup */
    const char *plain;   /* of the backup when it is no longer sealed; NULL: it never was */
    const char *folder;  /* the data directory, absolute */
    const char *staging; /* where it is unpacked; NULL before that and after the swap */
    const char *newest_folder;
    const char *content_problem;
    struct backup backup;
};

static void restore_finish(struct restore *restore)
{
    archive_close(restore->archive);
    if (restore->staging)
        (void)file_remove_tree(restore->staging);
    if (restore->plain)
        (void)file_remove_tree(restore->plain);
}

static const char *parent_of(const struct restore *restore)
{
    const char *parent = file_folder(restore->arena, restore->folder);
    return *parent ? parent : "/";
}

static int parent_make(const struct restore *restore)
{
    return file_make_folders(parent_of(restore), 0700);
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

/* The manifest's totals are the ceiling: an archive that unpacks to more is no backup, however small it is packed. In
 * older backups a ref could change its length between being listed and being read. */
static int totals_check(const struct restore *restore, int64_t files, uint64_t bytes)
{
    if (files != restore->backup.files)
        return fail(FAIL_INPUT, "%s: holds %lld files, and its manifest says %lld", restore->path, (long long)files,
                    (long long)restore->backup.files);
    if (bytes > (uint64_t)restore->backup.bytes + REFS_BYTES_SLACK)
        return fail(FAIL_INPUT, "%s: is %llu bytes when it is unpacked, and its manifest says %lld", restore->path,
                    (unsigned long long)bytes, (long long)restore->backup.bytes);
    return 0;
}

static int entries_check(struct restore *restore, bool *ret_has_records)
{
    int64_t count = archive_count(restore->archive);
    uint64_t bytes = 0, manifest_bytes = 0;
    if (count > BACKUP_FILES_MAX)
        return fail(FAIL_LIMIT, "%s: more than %d files", restore->path, BACKUP_FILES_MAX);
    for (int64_t i = 0; i < count; i++) {
        struct archive_entry entry;
        TRY(archive_entry_at(restore->archive, i, &entry));
        if (!is_expected(entry.name))
            return fail(FAIL_INPUT, "%s: no backup of Trappa: '%s' does not belong in one", restore->path, entry.name);
        if (entry.size > (uint64_t)BACKUP_BYTES_MAX || (bytes += entry.size) > (uint64_t)BACKUP_BYTES_MAX)
            return fail(FAIL_LIMIT, "%s: larger than %lld bytes when it is unpacked", restore->path,
                        (long long)BACKUP_BYTES_MAX);
        if (text_equal(entry.name, BACKUP_MANIFEST))
            manifest_bytes += entry.size;
        *ret_has_records = *ret_has_records || text_equal(entry.name, "records.db");
    }
    if (*ret_has_records)
        TRY(totals_check(restore, count - 1, bytes - manifest_bytes));
    struct statvfs disk;
    if (statvfs(parent_of(restore), &disk) == 0 && bytes / disk.f_frsize >= disk.f_bavail)
        return fail(FAIL_LIMIT, "%s: needs %llu bytes, and the disk of %s has %llu left", restore->path,
                    (unsigned long long)bytes, restore->folder,
                    (unsigned long long)disk.f_bavail * (unsigned long long)disk.f_frsize);
    return 0;
}

static int manifest_find(struct restore *restore)
{
    CLEANUP(text_finish) struct text manifest = TEXT(BACKUP_MANIFEST_BYTES_MAX);
    int known = records_schema_newest();
    for (int64_t i = archive_count(restore->archive) - 1; i >= 0; i--) {
        struct archive_entry entry;
        TRY(archive_entry_at(restore->archive, i, &entry));
        if (!text_equal(entry.name, BACKUP_MANIFEST))
            continue;
        TRY(archive_read(restore->archive, &entry, &manifest));
        TRY(backup_manifest_read(restore->path, &manifest, &restore->backup));
        if (restore->backup.schema > known)
            return fail(FAIL_RULE, "%s: made by a newer Trappa (schema %d, this program knows %d)", restore->path,
                        restore->backup.schema, known);
        return 0;
    }
    return fail(FAIL_INPUT, "%s: a zip file, but no backup of Trappa: '%s' is missing", restore->path, BACKUP_MANIFEST);
}

/* Beside the data directory, its owner's alone; everything is read once, so nothing that was changed is used. */
static int seal_open(struct restore *restore)
{
    bool is_sealed = secret_file_is_sealed(restore->path);
    if (is_sealed && !restore->trust->key)
        return fail_at(FAIL_RULE, REASON_BACKUP_SECRET, "key", "%s: was made with a key", restore->path);
    if (!is_sealed && restore->trust->key && file_exists(restore->path))
        return fail_at(FAIL_RULE, REASON_NONE, "key", "%s: was made without a key, so anybody may have changed it",
                       restore->path);
    if (!is_sealed)
        return 0;
    TRY(parent_make(restore));
    restore->plain = leftover_path(restore->arena, restore->folder);
    return secret_file_unseal(restore->path, restore->plain, restore->trust->key);
}

static int archive_examine(struct restore *restore)
{
    bool has_records = false;
    TRY(archive_open(restore->plain ? restore->plain : restore->path, &restore->archive));
    TRY(manifest_find(restore));
    TRY(entries_check(restore, &has_records));
    if (!has_records)
        return fail(FAIL_INPUT, "%s: no whole backup of Trappa: '%s' is missing", restore->path, "records.db");
    return 0;
}

/* ---- unpacking ---- */

static int entry_unpack(struct restore *restore, const struct archive_entry *entry)
{
    const char *path = file_join(restore->arena, restore->staging, entry->name);
    const char *folder = file_folder(restore->arena, path);
    if (!text_equal(folder, restore->newest_folder))
        TRY(file_make_folders(folder, 0700));
    restore->newest_folder = folder;
    return archive_extract(restore->archive, entry, path);
}

/* Folders that git wants to see even when nothing is in them, which a zip of files does not keep. */
static int repository_complete(struct restore *restore, const char *name)
{
    static const char *const folders[] = {"objects/info", "objects/pack", "refs/heads", "refs/tags"};
    const char *end = strstr(name, ".git/");
    const char *repository = arena_copy_bytes(restore->arena, name, (size_t)(end - name) + strlen(".git"));
    for (size_t i = 0; i < COUNT_OF(folders); i++)
        TRY(file_make_folders(arena_format(restore->arena, "%s/%s/%s", restore->staging, repository, folders[i]),
                              0700));
    return 0;
}

static int staging_make(struct restore *restore)
{
    const char *staging = leftover_path(restore->arena, restore->folder);
    TRY(parent_make(restore));
    if (mkdir(staging, 0700) != 0)
        return fail(FAIL_SYSTEM, "%s: nothing can be unpacked beside it: %s", restore->folder, strerror(errno));
    restore->staging = staging;
    return 0;
}

static int archive_unpack(struct restore *restore)
{
    TRY(staging_make(restore));
    for (int64_t i = 0; i < archive_count(restore->archive); i++) {
        struct archive_entry entry;
        TRY(archive_entry_at(restore->archive, i, &entry));
        if (text_equal(entry.name, BACKUP_MANIFEST))
            continue;
        TRY(entry_unpack(restore, &entry));
        if (text_ends(entry.name, ".git/HEAD"))
            TRY(repository_complete(restore, entry.name));
    }
    return 0;
}

/* ---- verifying ---- */

/* A failure inside the staging folder, whose name says nothing to anybody. */
static int say_path(struct restore *restore, int result)
{
    if (result == 0)
        return 0;
    const char *problem = arena_copy_string(restore->arena, fail_sentence());
    return fail((enum fail_code)result, "%s: cannot be restored: %s", restore->path, problem);
}

static int records_verify(struct restore *restore, struct records *records)
{
    struct audit audit;
    TRY(say_path(restore, database_check(records_database(records))));
    TRY(audit_verify(records, restore->backup.head, restore->arena, &audit));
    if (!audit.is_ok)
        return fail(FAIL_CORRUPT, "%s: its records are not what they were: %s", restore->path, audit.problem);
    if (audit.events < restore->backup.events)
        return fail(FAIL_CORRUPT, "%s: its records have %lld events, its manifest says %lld", restore->path,
                    (long long)audit.events, (long long)restore->backup.events);
    return 0;
}

/* Whatever layer the records name and the backup holds is a repository that can be opened. */
static int layers_verify(struct restore *restore, struct records *records)
{
    struct layer_source *layers = NULL;
    size_t count = 0;
    TRY(layer_list(records, restore->arena, &layers, &count));
    for (size_t i = 0; i < count; i++) {
        struct git *git CLEANUP(git_store_close_at) = NULL;
        const char *path = arena_format(restore->arena, "%s/layers/%s.git", restore->staging, layers[i].name);
        if (file_exists(path)) /* it has none before it is first published */
            TRY(say_path(restore, layer_open(records, layers[i].name, &git)));
    }
    return 0;
}

static int contents_verify(struct restore *restore)
{
    CLEANUP(records_close_at) struct records *records = NULL;
    TRY(say_path(restore, records_open(restore->staging, &records)));
    TRY(records_verify(restore, records));
    TRY(layers_verify(restore, records));
    TRY(backup_record(records, &actor_operator, "backup.restored", &restore->backup));
    /* Texts that cannot be made again must not keep the records away: the jobs will try again, and doctor says so. */
    if (content_edition_rebuild(records) != 0)
        restore->content_problem = arena_copy_string(restore->arena, fail_sentence());
    return 0;
}

/* A backup is data; the plugins of a folder are programs. What runs here already is no news. */
static int plugin_folders_check(struct restore *restore, const struct site_config *now)
{
    struct site_config config;
    CLEANUP(text_finish) struct text text = TEXT(1024UL * 1024);
    const char *path = file_join(restore->arena, restore->staging, "trappa.yaml");
    if (restore->trust->takes_plugin_folders || !file_exists(path))
        return 0;
    TRY(file_read(path, &text));
    TRY(say_path(restore, site_config_parse("trappa.yaml", &text, restore->arena, &config)));
    for (size_t i = 0; config.plugin_folders[i]; i++) {
        bool is_known = false;
        for (size_t j = 0; now->plugin_folders[j]; j++)
            is_known = is_known || text_equal(now->plugin_folders[j], config.plugin_folders[i]);
        if (!is_known)
            return fail_at(FAIL_RULE, REASON_BACKUP_PLUGINS, "plugin-folder",
                           "%s: its settings name %s, and whatever plugin lies there would run here", restore->path,
                           config.plugin_folders[i]);
    }
    return 0;
}

static int plugins_check(struct restore *restore)
{
    struct site_config now = {0};
    if (site_config_read(restore->folder, restore->arena, &now) != 0)
        now = (struct site_config){0}; /* then nothing is known of it */
    return plugin_folders_check(restore, &now);
}

static int staging_verify(struct restore *restore)
{
    struct site_config config;
    TRY(plugins_check(restore));
    TRY(say_path(restore, site_config_read(restore->staging, restore->arena, &config)));
    TRY(contents_verify(restore));
    int folder = open(restore->staging, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0 || syncfs(folder) != 0)
        return fail(FAIL_SYSTEM, "%s: cannot be synced: %s", restore->staging, strerror(errno));
    close(folder);
    return 0;
}

/* ---- swapping ---- */

static bool is_site(struct arena *arena, const char *folder)
{
    return file_exists(file_join(arena, folder, "records.db")) || file_exists(file_join(arena, folder, "trappa.yaml"));
}

static int target_check(struct restore *restore)
{
    if (!file_exists(restore->folder) || is_site(restore->arena, restore->folder))
        return 0;
    if (file_is_empty_folder(restore->folder))
        return 0;
    return fail(FAIL_RULE, "%s: holds something else than a Trappa site, so nothing was changed", restore->folder);
}

static const char *replaced_name(struct restore *restore)
{
    time_t now = (time_t)clock_now();
    struct tm parts;
    char stamp[32] = "";
    if (localtime_r(&now, &parts))
        strftime(stamp, sizeof stamp, "%Y-%m-%dT%H-%M-%S", &parts);
    const char *name = arena_format(restore->arena, "%s.replaced-%s", restore->folder, stamp);
    for (int n = 2; file_exists(name); n++)
        name = arena_format(restore->arena, "%s.replaced-%s-%d", restore->folder, stamp, n);
    return name;
}

/* Before it changes places with the old data, it gets the name that the old data will have, which no sweep touches. */
static int staging_rename(struct restore *restore, const char *replaced)
{
    if (renameat2(AT_FDCWD, restore->staging, AT_FDCWD, replaced, RENAME_NOREPLACE) != 0)
        return fail(FAIL_SYSTEM, "%s: cannot be made, so nothing was changed: %s", replaced, strerror(errno));
    restore->staging = replaced;
    return 0;
}

static int exchange(struct restore *restore, const char *replaced)
{
    TRY(staging_rename(restore, replaced));
    if (renameat2(AT_FDCWD, replaced, AT_FDCWD, restore->folder, RENAME_EXCHANGE) != 0)
        return fail(FAIL_SYSTEM, "%s: cannot change places with the backup, so nothing was changed: %s",
                    restore->folder, strerror(errno));
    restore->staging = NULL; /* it is the old data now: never to be removed */
    return 0;
}

/* In one step; whoever writes just now is waited for, and whoever writes next is told (records_begin). */
static int folders_exchange(struct restore *restore, const char **ret_replaced)
{
    struct write_lock write_lock;
    const char *locks = file_join(restore->arena, restore->folder, "locks");
    const char *replaced = replaced_name(restore);
    TRY(file_make_folders(locks, 0700));
    TRY(write_lock_open(locks, "records", &write_lock));
    int result = write_lock_enter(&write_lock);
    if (result == 0)
        result = exchange(restore, replaced);
    if (result == 0)
        *ret_replaced = replaced;
    write_lock_close(&write_lock);
    return result;
}

/* rename() replaces an empty folder and no other. */
static int folder_place(struct restore *restore)
{
    if (rename(restore->staging, restore->folder) != 0)
        return fail(FAIL_SYSTEM, "%s: cannot be made: %s", restore->folder, strerror(errno));
    restore->staging = NULL;
    return 0;
}

static int swap(struct restore *restore, const char **ret_replaced)
{
    *ret_replaced = NULL;
    TRY(target_check(restore));
    if (is_site(restore->arena, restore->folder))
        TRY(folders_exchange(restore, ret_replaced));
    else
        TRY(folder_place(restore));
    int folder = open(parent_of(restore), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        (void)fsync(folder);
        close(folder);
    }
    return 0;
}

/* Absolute and without links, also for a folder that is not there yet. */
static int folder_resolve(struct restore *restore, const char *folder)
{
    char *real = realpath(folder, NULL);
    if (real) {
        restore->folder = arena_copy_string(restore->arena, real);
        memory_free(real);
        return 0;
    }
    if (errno != ENOENT)
        return fail(FAIL_SYSTEM, "%s: %s", folder, strerror(errno));
    const char *bare = arena_copy_string(restore->arena, folder);
    char *end = strrchr(bare, '\0');
    while (end > bare + 1 && end[-1] == '/')
        *--end = '\0';
    if (*bare == '/') {
        restore->folder = bare;
        return 0;
    }
    char *here = getcwd(NULL, 0);
    restore->folder = file_join(restore->arena, here, bare);
    memory_free(here);
    return 0;
}

int backup_restore(const char *folder, const char *path, const struct backup_trust *trust, struct arena *arena,
                   struct backup_restored *ret_restored)
{
    CLEANUP(restore_finish) struct restore restore = {.arena = arena, .path = path, .trust = trust};
    struct backup_restored restored = {0};
    TRY(folder_resolve(&restore, folder));
    TRY(file_enter_own(restore.folder));
    TRY(seal_open(&restore));
    TRY(archive_examine(&restore));
    TRY(target_check(&restore));
    TRY(archive_unpack(&restore));
    TRY(staging_verify(&restore));
    TRY(swap(&restore, &restored.replaced));
    restored.backup = restore.backup;
    restored.content_problem = restore.content_problem;
    *ret_restored = restored;
    return 0;
}
