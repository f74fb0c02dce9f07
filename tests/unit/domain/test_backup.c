/* Tests of backup and restore: what comes back, and what is refused with nothing lost. */
#include "domain/admin/backup.h"

#include "../io/scratch.h"
#include "base/clock.h"
#include "base/fail.h"
#include "domain/admin/backup_manifest.h"
#include "domain/admin/copies.h"
#include "domain/admin/modules.h"
#include "domain/records/audit.h"
#include "io/archive.h"
#include "io/leftover.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct query unit_insert = {"test.unit", "unit",
                                         "INSERT INTO unit (id, name) VALUES (?1, ?2) RETURNING *"};
static const struct query unit_count = {"test.units", NULL, "SELECT count(*) FROM unit"};

static void unit_put(struct site *site, const char *id)
{
    cr_assert_eq(records_begin(site->records), 0, "%s", fail_sentence());
    int result = records_write(site->records, &unit_insert, BIND(value_text(id), value_text(id)), NULL);
    struct event event = {.actor = &actor_operator, .kind = "unit.added"};
    cr_assert_eq(records_end(site->records, result, &event), 0, "%s", fail_sentence());
}

static int64_t units(struct site *site)
{
    int64_t count = -1;
    cr_assert_eq(records_number(site->records, &unit_count, BIND_NOTHING, 0, &count), 0);
    return count;
}

static struct site *site_of(const char *folder)
{
    struct site *site = NULL;
    cr_assert_eq(site_open(folder, &site), 0, "%s", fail_sentence());
    return site;
}

/* A site with one unit, a setting and what looks like a layer. */
static struct site *site_make(struct scratch *scratch, const char *name)
{
    struct records *records = NULL;
    const char *folder = scratch_path(scratch, name);
    modules_install();
    cr_assert_eq(secret_begin(), 0);
    cr_assert_eq(file_make_folders(folder, 0700), 0);
    cr_assert_eq(records_create(folder, &records), 0, "%s", fail_sentence());
    records_close(records);
    struct site *site = site_of(folder);
    unit_put(site, "first");
    scratch_put(scratch, arena_format(&scratch->arena, "%s/trappa.yaml", name), "workers: 3\n");
    scratch_put(scratch, arena_format(&scratch->arena, "%s/layers/base.git/HEAD", name), "ref: refs/heads/main\n");
    scratch_put(scratch, arena_format(&scratch->arena, "%s/layers/base.git/packed-refs", name), "# pack-refs\n");
    scratch_put(scratch, arena_format(&scratch->arena, "%s/layers/base.git/objects/ab/cd", name), "object");
    scratch_put(scratch, arena_format(&scratch->arena, "%s/layers/base.git/objects/ab/tmp_obj_x", name), "half");
    return site;
}

static int restore(struct scratch *scratch, const char *name, const char *file, struct backup_restored *ret_restored)
{
    return backup_restore(scratch_path(scratch, name), scratch_path(scratch, file), &(struct backup_trust){0},
                          &scratch->arena, ret_restored);
}

Test(backup, gives_back_records_layers_and_configuration)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(site_close_at) struct site *site = site_make(&scratch, "data");
    struct backup backup;
    struct backup_restored restored;
    struct stat status;
    const char *file = scratch_path(&scratch, "b.zip");
    cr_assert_eq(backup_make(site, &actor_operator, file, NULL, &backup), 0, "%s", fail_sentence());
    cr_assert_eq(stat(file, &status), 0);
    cr_assert_eq(status.st_mode & 0777, 0600);
    cr_assert_eq(backup.files, 5);

    cr_assert_eq(restore(&scratch, "there", "b.zip", &restored), 0, "%s", fail_sentence());
    cr_assert_null(restored.replaced);
    cr_assert_str_eq(restored.backup.head, backup.head);
    CLEANUP(site_close_at) struct site *there = site_of(scratch_path(&scratch, "there"));
    cr_assert_eq(units(there), 1);
    cr_assert_eq(there->config.workers, 3);
    cr_assert(file_exists(scratch_path(&scratch, "there/layers/base.git/objects/ab/cd")));
    cr_assert_not(file_exists(scratch_path(&scratch, "there/layers/base.git/objects/ab/tmp_obj_x")));
    cr_assert(file_is_folder(scratch_path(&scratch, "there/layers/base.git/refs/heads")));
}

Test(backup, leaves_its_head_in_the_log_that_goes_on)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(site_close_at) struct site *site = site_make(&scratch, "data");
    struct backup backup;
    struct audit audit;
    cr_assert_eq(backup_make(site, &actor_operator, scratch_path(&scratch, "b.zip"), NULL, &backup), 0);
    unit_put(site, "second");
    cr_assert_eq(audit_verify(site->records, backup.head, &scratch.arena, &audit), 0);
    cr_assert(audit.is_ok, "%s", audit.problem);
    cr_assert_eq(audit.events, backup.events + 2, "the backup's own event and the unit");
}

Test(backup, replaces_a_site_and_keeps_the_old_data)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(site_close_at) struct site *site = site_make(&scratch, "data");
    struct backup backup;
    struct backup_restored restored;
    cr_assert_eq(backup_make(site, &actor_operator, scratch_path(&scratch, "b.zip"), NULL, &backup), 0);
    unit_put(site, "second");
    cr_assert_eq(restore(&scratch, "data", "b.zip", &restored), 0, "%s", fail_sentence());

    CLEANUP(site_close_at) struct site *now = site_of(scratch_path(&scratch, "data"));
    CLEANUP(site_close_at) struct site *old = site_of(restored.replaced);
    cr_assert_eq(units(now), 1);
    cr_assert_eq(units(old), 2);
}

Test(backup, refuses_writes_to_records_that_were_replaced)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(site_close_at) struct site *site = site_make(&scratch, "data");
    struct backup backup;
    struct backup_restored restored;
    cr_assert_eq(backup_make(site, &actor_operator, scratch_path(&scratch, "b.zip"), NULL, &backup), 0);
    cr_assert(records_is_current(site->records));
    cr_assert_eq(restore(&scratch, "data", "b.zip", &restored), 0);
    cr_assert_not(records_is_current(site->records));
    cr_assert_eq(records_begin(site->records), FAIL_BUSY);
    cr_assert_str_eq(fail_sentence(), "the records were just restored from a backup: try again");
    cr_assert_eq(site_refresh(site), 0);
    unit_put(site, "third");
    cr_assert_eq(units(site), 2);
}

Test(backup, fills_an_empty_folder_but_no_other)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(site_close_at) struct site *site = site_make(&scratch, "data");
    struct backup backup;
    struct backup_restored restored;
    cr_assert_eq(backup_make(site, &actor_operator, scratch_path(&scratch, "b.zip"), NULL, &backup), 0);
    cr_assert_eq(file_make_folders(scratch_path(&scratch, "empty"), 0700), 0);
    cr_assert_eq(restore(&scratch, "empty", "b.zip", &restored), 0, "%s", fail_sentence());
    scratch_put(&scratch, "letters/dear.txt", "Dear");
    cr_assert_eq(restore(&scratch, "letters", "b.zip", &restored), FAIL_RULE);
    cr_assert(file_exists(scratch_path(&scratch, "letters/dear.txt")));
}

Test(backup, never_writes_over_a_file)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(site_close_at) struct site *site = site_make(&scratch, "data");
    struct backup backup;
    scratch_put(&scratch, "b.zip", "precious");
    cr_assert_eq(backup_make(site, &actor_operator, scratch_path(&scratch, "b.zip"), NULL, &backup), FAIL_RULE);
    cr_assert_eq(file_size(scratch_path(&scratch, "b.zip")), 8);
}

/* ---- what is no backup ---- */

#define ANY_FAILURE 1

static void refused(struct scratch *scratch, const char *file, int code, const char *part)
{
    struct backup_restored restored;
    struct file_list before, after;
    cr_assert_eq(file_list(&scratch->arena, scratch->root, 1000, &before), 0);
    int result = restore(scratch, "data", file, &restored);
    cr_assert(result == code || (code == ANY_FAILURE && result < 0), "%s: %d %s", file, result, fail_sentence());
    cr_assert_not_null(strstr(fail_sentence(), part), "%s", fail_sentence());
    cr_assert_eq(file_list(&scratch->arena, scratch->root, 1000, &after), 0);
    cr_assert_eq(before.count, after.count, "something was left behind or lost");
}

Test(restore, refuses_files_that_are_no_backup)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(site_close_at) struct site *site = site_make(&scratch, "data");
    scratch_put(&scratch, "text.zip", "this is no zip");
    scratch_put(&scratch, "nothing.zip", "");
    refused(&scratch, "absent.zip", FAIL_NOT_FOUND, "absent.zip: no such file");
    refused(&scratch, "text.zip", FAIL_CORRUPT, "not a whole zip file");
    refused(&scratch, "nothing.zip", ANY_FAILURE, "");
}

static void zip_put(struct scratch *scratch, const char *file, const char *const (*entries)[2])
{
    struct archive_writer *writer = NULL;
    cr_assert_eq(archive_create(scratch_path(scratch, file), &writer), 0, "%s", fail_sentence());
    for (; (*entries)[0]; entries++)
        cr_assert_eq(archive_add_bytes(writer, (*entries)[0], (*entries)[1], strlen((*entries)[1])), 0, "%s",
                     fail_sentence());
    cr_assert_eq(archive_finish(writer), 0, "%s", fail_sentence());
}

static const char *manifest(struct scratch *scratch, int schema)
{
    struct backup backup = {.schema = schema, .events = 1, .files = 1};
    struct text *text = arena_zeroed(&scratch->arena, sizeof *text);
    memset(backup.head, 'a', SECRET_HEX_BYTES - 1);
    *text = TEXT(4096);
    backup_manifest_write(&backup, text);
    const char *copy = arena_copy_string(&scratch->arena, text_string(text));
    text_finish(text);
    return copy;
}

Test(restore, refuses_somebody_elses_zip)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(site_close_at) struct site *site = site_make(&scratch, "data");
    const char *const entries[][2] = {{"word/document.xml", "<x/>"}, {NULL, NULL}};
    zip_put(&scratch, "other.zip", entries);
    refused(&scratch, "other.zip", FAIL_INPUT, "no backup of Trappa: 'manifest.yaml' is missing");
    const char *const odd[][2] = {{"manifest.yaml", "format: 9\n"}, {"records.db", ""}, {NULL, NULL}};
    zip_put(&scratch, "odd.zip", odd);
    refused(&scratch, "odd.zip", FAIL_INPUT, "its format is 9, this program knows 1");
    const char *const bare[][2] = {{"manifest.yaml", manifest(&scratch, 1)}, {NULL, NULL}};
    zip_put(&scratch, "bare.zip", bare);
    refused(&scratch, "bare.zip", FAIL_INPUT, "'records.db' is missing");
    const char *const newer[][2] = {{"manifest.yaml", manifest(&scratch, 999)}, {"records.db", ""}, {NULL, NULL}};
    zip_put(&scratch, "newer.zip", newer);
    refused(&scratch, "newer.zip", FAIL_RULE, "made by a newer Trappa (schema 999");
    const char *const junk[][2] = {{"manifest.yaml", manifest(&scratch, 1)}, {"records.db", "junk"}, {NULL, NULL}};
    zip_put(&scratch, "junk.zip", junk);
    refused(&scratch, "junk.zip", FAIL_CORRUPT, "records.db");
}

/* A zip of some hundred bytes can unpack to megabytes. */
Test(restore, refuses_what_is_more_than_its_manifest_says)
{
    enum { MEGABYTE = 1024 * 1024 };
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(site_close_at) struct site *site = site_make(&scratch, "data");
    char *zeros = arena_zeroed(&scratch.arena, MEGABYTE + 1);
    memset(zeros, '0', MEGABYTE);
    const char *const large[][2] = {{"records.db", zeros}, {"manifest.yaml", manifest(&scratch, 1)}, {NULL, NULL}};
    zip_put(&scratch, "large.zip", large);
    refused(&scratch, "large.zip", FAIL_INPUT, "is 1048576 bytes when it is unpacked, and its manifest says 0");
    const char *const many[][2] = {
        {"records.db", ""}, {"layers/base.git/HEAD", "ref"}, {"manifest.yaml", manifest(&scratch, 1)}, {NULL, NULL}};
    zip_put(&scratch, "many.zip", many);
    refused(&scratch, "many.zip", FAIL_INPUT, "holds 2 files, and its manifest says 1");
}

Test(restore, refuses_names_that_lead_elsewhere)
{
    static const char *const names[] = {"../evil",
                                        "/etc/evil",
                                        "layers/../../evil",
                                        "layers/base.git/../../evil",
                                        "layers/base.git/./HEAD",
                                        "layers/base.git//HEAD",
                                        "layers/BASE.git/HEAD",
                                        "layers/base/HEAD",
                                        "layers/base.git",
                                        "layers\\base.git\\HEAD",
                                        "records.db/x",
                                        "content.db",
                                        "locks/records.work"};
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(site_close_at) struct site *site = site_make(&scratch, "data");
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const char *const entries[][2] = {
            {names[i], "x"}, {"records.db", ""}, {"manifest.yaml", manifest(&scratch, 1)}, {NULL, NULL}};
        const char *file = arena_format(&scratch.arena, "%zu.zip", i);
        zip_put(&scratch, file, entries);
        refused(&scratch, file, FAIL_INPUT, "does not belong in one");
    }
}

static void bytes_change(const char *path, int64_t at, const char *bytes, size_t length, int64_t cut_to)
{
    int file = open(path, O_WRONLY | O_CLOEXEC);
    cr_assert_geq(file, 0);
    cr_assert_eq(pwrite(file, bytes, length, at), (ssize_t)length);
    if (cut_to >= 0)
        cr_assert_eq(ftruncate(file, cut_to), 0);
    close(file);
}

Test(restore, refuses_a_backup_that_is_cut_or_damaged_anywhere)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(site_close_at) struct site *site = site_make(&scratch, "data");
    struct backup backup;
    const char *file = scratch_path(&scratch, "b.zip"), *bad = scratch_path(&scratch, "bad.zip");
    cr_assert_eq(backup_make(site, &actor_operator, file, NULL, &backup), 0);
    int64_t size = (int64_t)file_size(file);
    for (int64_t at = 1; at < size; at += size / 23) {
        cr_assert_eq(file_copy(file, bad, 1 << 30), 0);
        bytes_change(bad, 0, "", 0, at);
        refused(&scratch, "bad.zip", ANY_FAILURE, "");
    }
    int refusals = 0;
    for (int64_t at = 40; at < size - 8; at += size / 23) {
        struct backup_restored restored;
        cr_assert_eq(file_copy(file, bad, 1 << 30), 0);
        bytes_change(bad, at, "\xA5\x5A\xA5\x5A", 4, -1);
        refusals += restore(&scratch, "data2", "bad.zip", &restored) != 0;
        if (file_exists(scratch_path(&scratch, "data2/records.db"))) {
            struct audit audit;
            CLEANUP(site_close_at) struct site *there = site_of(scratch_path(&scratch, "data2"));
            cr_assert_eq(audit_verify(there->records, backup.head, &scratch.arena, &audit), 0);
            cr_assert(audit.is_ok);
        }
        cr_assert_eq(file_remove_tree(scratch_path(&scratch, "data2")), 0);
    }
    cr_assert_gt(refusals, 18, "%d", refusals);
    cr_assert_eq(units(site), 1);
}

/* Somebody who changes a row and packs the backup again is found by the audit. */
Test(restore, refuses_records_that_were_changed)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(site_close_at) struct site *site = site_make(&scratch, "data");
    CLEANUP(archive_close_at) struct archive *archive = NULL;
    struct backup backup;
    struct database *database = NULL;
    const char *changed = scratch_path(&scratch, "changed.db");
    cr_assert_eq(backup_make(site, &actor_operator, scratch_path(&scratch, "b.zip"), NULL, &backup), 0);
    cr_assert_eq(database_backup(records_database(site->records), changed), 0);
    cr_assert_eq(database_open(changed, DATABASE_WRITE, &database), 0);
    cr_assert_eq(database_script(database, "UPDATE unit SET name = 'other'"), 0);
    database_close(database);

    struct archive_writer *writer = NULL;
    struct text text = TEXT(4096);
    backup.files = 1;
    backup_manifest_write(&backup, &text);
    cr_assert_eq(archive_create(scratch_path(&scratch, "forged.zip"), &writer), 0);
    cr_assert_eq(archive_add_file(writer, "records.db", changed, false), 0);
    cr_assert_eq(archive_add_bytes(writer, "manifest.yaml", text.bytes, text.length), 0);
    cr_assert_eq(archive_finish(writer), 0, "%s", fail_sentence());
    text_finish(&text);
    refused(&scratch, "forged.zip", FAIL_CORRUPT, "its records are not what they were: row 'unit 1': changed");
}

/* ---- killed between two renames ---- */

static int renames_left = -1; /* until this process is killed; -1: never */

/* In place of the C library's, for the whole program: it ends the process before or after the rename asked for. */
int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    if (renames_left >= 0 && renames_left-- == 0)
        _exit(9);
    return (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
}

int rename(const char *from, const char *to)
{
    return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0);
}

/* The units in a folder beside, by how many there are; -1: it is no site. */
static int64_t units_beside(struct scratch *scratch, const char *name)
{
    const char *path = scratch_path(scratch, name);
    if (!file_exists(file_join(&scratch->arena, path, "records.db")))
        return -1;
    CLEANUP(site_close_at) struct site *site = site_of(path);
    return units(site);
}

static bool is_killed_restoring(struct scratch *scratch, int renames)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        struct backup_restored restored;
        renames_left = renames;
        _exit(restore(scratch, "data", "b.zip", &restored) == 0 ? 0 : 1);
    }
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_assert(WIFEXITED(status) && WEXITSTATUS(status) != 1);
    return WEXITSTATUS(status) == 9;
}

/* Whether the folder or what lies beside it has so many units; every name there is tried, after a sweep. */
static bool is_somewhere(struct scratch *scratch, int64_t wanted)
{
    struct copy *copies = NULL;
    size_t count = 0;
    bool is_found = units_beside(scratch, "data") == wanted;
    cr_assert_eq(copies_list(scratch_path(scratch, "data"), &scratch->arena, &copies, &count), 0);
    for (size_t i = 0; i < count; i++)
        is_found = is_found || units_beside(scratch, file_name(copies[i].path)) == wanted;
    return is_found;
}

Test(restore, killed_before_any_rename_leaves_the_old_data_whole_and_unswept)
{
    for (int renames = 0;; renames++) {
        CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
        struct site *site = site_make(&scratch, "data");
        struct backup backup;
        cr_assert_eq(backup_make(site, &actor_operator, scratch_path(&scratch, "b.zip"), NULL, &backup), 0);
        unit_put(site, "second");
        site_close(site);
        bool is_killed = is_killed_restoring(&scratch, renames);
        cr_assert_eq(copies_sweep(scratch_path(&scratch, "data"), NULL), 0, "%s", fail_sentence());
        cr_expect_geq(units_beside(&scratch, "data"), 1, "killed before rename %d: a whole site", renames);
        cr_expect(is_somewhere(&scratch, 2), "killed before rename %d: the old data", renames);
        if (!is_killed) {
            cr_expect_geq(renames, 2);
            break;
        }
    }
}

/* ---- keys ---- */

Test(backup, with_a_key_is_restored_with_it_and_not_without)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(site_close_at) struct site *site = site_make(&scratch, "data");
    struct secret_file_key key, other;
    struct backup backup;
    struct backup_restored restored;
    const char *there = scratch_path(&scratch, "there"), *file = scratch_path(&scratch, "b.sealed");
    cr_assert_eq(secret_file_key_make(scratch_path(&scratch, "key")), 0);
    cr_assert_eq(secret_file_key_read(scratch_path(&scratch, "key"), &key), 0);
    other = key;
    other.bytes[0] ^= 1;
    cr_assert_eq(backup_make(site, &actor_operator, file, &key, &backup), 0, "%s", fail_sentence());
    cr_assert_eq(backup_make(site, &actor_operator, scratch_path(&scratch, "b.zip"), NULL, &backup), 0);
    cr_assert_eq(backup_make(site, &actor_operator, file, &key, &backup), FAIL_RULE);

    int result = restore(&scratch, "there", "b.sealed", &restored);
    cr_expect(fail_is(result, REASON_BACKUP_SECRET), "%s", fail_sentence());
    cr_expect_eq(backup_restore(there, file, &(struct backup_trust){.key = &other}, &scratch.arena, &restored),
                 FAIL_CORRUPT);
    cr_expect_eq(backup_restore(there, scratch_path(&scratch, "b.zip"), &(struct backup_trust){.key = &key},
                                &scratch.arena, &restored),
                 FAIL_RULE);
    cr_expect_not(file_exists(there));
    cr_assert_eq(backup_restore(there, file, &(struct backup_trust){.key = &key}, &scratch.arena, &restored), 0, "%s",
                 fail_sentence());
    cr_expect_eq(units_beside(&scratch, "there"), 1);
    struct file_list list;
    cr_assert_eq(file_list(&scratch.arena, scratch.root, 1000, &list), 0);
    for (size_t i = 0; i < list.count; i++)
        cr_expect_not(strstr(list.entries[i].path, LEFTOVER_MARK), "%s stays", list.entries[i].path);
}

Test(restore, asks_before_programs_run_that_did_not_run_here)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(site_close_at) struct site *site = site_make(&scratch, "data");
    struct backup backup;
    struct backup_restored restored;
    const char *settings = arena_format(&scratch.arena, "plugin-folder: %s\n", scratch.root);
    scratch_put(&scratch, "data/trappa.yaml", settings);
    cr_assert_eq(backup_make(site, &actor_operator, scratch_path(&scratch, "b.zip"), NULL, &backup), 0);
    int result = restore(&scratch, "there", "b.zip", &restored);
    cr_expect(fail_is(result, REASON_BACKUP_PLUGINS), "%s", fail_sentence());
    cr_expect_not(file_exists(scratch_path(&scratch, "there")));
    cr_expect_eq(restore(&scratch, "data", "b.zip", &restored), 0, "here it runs already: %s", fail_sentence());
    cr_expect_eq(backup_restore(scratch_path(&scratch, "there"), scratch_path(&scratch, "b.zip"),
                                &(struct backup_trust){.takes_plugin_folders = true}, &scratch.arena, &restored),
                 0, "%s", fail_sentence());
}
