/* Opens, migrates and changes the records; see records.h. */
#include "domain/records/records.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/records/event.h"
#include "domain/records/form_mark.h"
#include "domain/records/table.h"
#include "io/lock.h"

#include <assert.h>
#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>

#define WHOLE_MAX 9007199254740992.0          /* up to here a double holds every whole number */
#define ROWS_MOST_BYTES (256UL * 1024 * 1024) /* the rows of one event; an import of 20,000 people has some 5 MB */

struct records {
    struct database *database;
    char *folder, *path;
    struct stat opened; /* the file that was opened, to notice when a restore has replaced it */
    struct write_lock write_lock;
    struct text rows;       /* what the open transaction wrote since its last event, as lines 'table key digest' */
    int depth;              /* of records_begin */
    bool is_failed;         /* something inside failed: nothing is kept */
    struct form_mark *mark; /* of the form that asks for the changes; NULL */
};

static const struct query schema_newest = {"schema.newest", NULL, "SELECT coalesce(max(n), 0) FROM migration"};
static const struct query schema_has_tables = {"schema.has_tables", NULL,
                                               "SELECT count(*) FROM sqlite_schema WHERE name = 'migration'"};
static const struct query migration_insert = {"migration.insert", "migration",
                                              "INSERT INTO migration (n, name, at) VALUES (?1, ?2, ?3) RETURNING *"};

const struct records_table *records_table_at(size_t index)
{
    for (const struct module *const *module = modules_all(); *module; module++)
        for (const struct records_table *table = (*module)->tables; table && table->name; table++)
            if (index-- == 0)
                return table;
    return NULL;
}

const struct records_table *records_table_of(const char *name)
{
    for (const struct module *const *module = modules_all(); *module; module++)
        for (const struct records_table *table = (*module)->tables; table && table->name; table++)
            if (strcmp(table->name, name) == 0)
                return table;
    return NULL;
}

/* ---- digests ---- */

/* A whole number in a REAL column is an integer to RETURNING and a decimal to SELECT (SQLite stores it as an integer),
 * so both are hashed as the same decimal digits. */
static bool is_whole(double decimal)
{
    if (!(decimal >= -WHOLE_MAX && decimal <= WHOLE_MAX))
        return false;
    double whole = (double)(int64_t)decimal;
    return !(whole < decimal || whole > decimal);
}

static void value_hash(struct secret_hash *hash, const struct rows *rows, int column)
{
    enum value_kind kind = row_kind(rows, column);
    bool is_number = kind == VALUE_DECIMAL && is_whole(row_decimal(rows, column));
    unsigned char tag = (unsigned char)(is_number ? VALUE_NUMBER : kind);
    secret_hash_add_string(hash, row_column_name(rows, column));
    secret_hash_add(hash, &tag, 1);
    if (kind == VALUE_DECIMAL) {
        CLEANUP(memory_free_at)
        char *decimal = is_number ? memory_format("%lld", (long long)row_decimal(rows, column))
                                  : memory_format("%.17g", row_decimal(rows, column));
        secret_hash_add_string(hash, decimal);
        return;
    }
    size_t length = 0;
    const void *bytes = row_bytes(rows, column, &length); /* a number as its decimal text */
    secret_hash_add(hash, bytes, length);
}

void records_row_digest(const struct rows *rows, char ret_digest[RECORDS_DIGEST_BYTES])
{
    unsigned char digest[SECRET_HASH_BYTES];
    struct secret_hash hash;
    secret_hash_begin(&hash);
    for (int column = 0; column < row_columns(rows); column++)
        if (!row_is_null(rows, column))
            value_hash(&hash, rows, column);
    secret_hash_end(&hash, digest);
    secret_to_hex(digest, (RECORDS_DIGEST_BYTES - 1) / 2, ret_digest);
}

void records_row_key(const struct rows *rows, const struct records_table *table, struct text *into)
{
    for (int column = 0; column < table->key_columns; column++) {
        text_add(into, column ? "/" : "");
        text_add(into, row_text(rows, column));
    }
}

static bool query_deletes(const struct query *query)
{
    return text_starts(query->sql, "DELETE");
}

void records_note_row(struct records *records, const struct records_table *table, bool is_deleted,
                      const struct rows *rows)
{
    char digest[RECORDS_DIGEST_BYTES] = "-";
    assert(table && records->depth > 0);
    if (table->is_unlogged)
        return;
    /* Before the key: reading a number as text converts it in place. */
    if (!is_deleted)
        records_row_digest(rows, digest);
    text_addf(&records->rows, "%s ", table->name);
    records_row_key(rows, table, &records->rows);
    text_addf(&records->rows, " %s\n", digest);
}

/* ---- transactions ---- */

bool records_is_current(const struct records *records)
{
    struct stat status;
    return stat(records->path, &status) == 0 && status.st_ino == records->opened.st_ino &&
           status.st_dev == records->opened.st_dev;
}

/* Restore swaps the folders while it holds the turnstile, so the answer holds until it is left. */
static int turn_take(struct records *records)
{
    if (records->write_lock.work < 0) {
        CLEANUP(memory_free_at) char *locks = memory_format("%s/locks", records->folder);
        TRY(write_lock_open(locks, "records", &records->write_lock));
    }
    TRY(write_lock_enter(&records->write_lock));
    int result = records_is_current(records)
                     ? database_begin_write(records->database)
                     : fail(FAIL_BUSY, "the records were just restored from a backup: try again");
    if (result != 0)
        write_lock_leave(&records->write_lock);
    return result;
}

static int transaction_close(struct records *records, int result)
{
    if (result != 0)
        records->is_failed = true;
    if (--records->depth > 0)
        return result;
    if (result == 0 && records->is_failed)
        result = fail(FAIL_SYSTEM, "a part of the change failed, so nothing was kept");
    if (result == 0)
        result = database_commit(records->database);
    if (result != 0)
        database_rollback(records->database);
    else if (records->mark)
        records->mark->is_kept = true;
    write_lock_leave(&records->write_lock);
    return result;
}

int records_begin(struct records *records)
{
    if (records->depth++ > 0)
        return 0;
    records->is_failed = false;
    text_clear(&records->rows);
    int result = turn_take(records);
    if (result != 0)
        records->depth = 0;
    else if (records->mark && !records->mark->is_kept && (result = form_mark_keep(records, records->mark)) != 0)
        result = transaction_close(records, result);
    return result;
}

void records_use_mark(struct records *records, struct form_mark *mark)
{
    assert(records->depth == 0);
    records->mark = mark;
}

static void (*listener)(struct records *records, int64_t n, const struct event *event);

void records_use_listener(void (*hear)(struct records *records, int64_t n, const struct event *event))
{
    listener = hear;
}

int records_attempt(struct records *records, int (*work)(void *context), void *context)
{
    CLEANUP(memory_free_at) char *noted = memory_copy_string(text_string(&records->rows));
    int depth = records->depth;
    bool was_failed = records->is_failed;
    assert(depth > 0);
    TRY(database_script(records->database, "SAVEPOINT attempt"));
    records->is_failed = false;
    int result = work(context);
    if (result == 0 && records->is_failed)
        result = fail(FAIL_SYSTEM, "a part of it failed");
    assert(records->depth == depth);
    if (result != 0) {
        /* The sentence is of `work`; if even this fails, so will the commit. */
        (void)database_script_quiet(records->database, "ROLLBACK TO attempt");
        text_clear(&records->rows); /* a change within it may have ended, and taken the notes with it */
        text_add(&records->rows, noted);
    }
    (void)database_script_quiet(records->database, "RELEASE attempt");
    records->is_failed = was_failed;
    return result;
}

int records_end(struct records *records, int result, const struct event *event)
{
    assert(records->depth > 0);
    if (result == 0)
        result = text_check(&records->rows, event->kind);
    if (result == 0)
        result = event_check(records->database, event);
    int64_t n = 0;
    if (result == 0)
        result = event_append(records->database, event, text_string(&records->rows), &n);
    text_clear(&records->rows);
    if (result == 0 && listener)
        listener(records, n, event);
    return transaction_close(records, result);
}

int records_end_unchanged(struct records *records, int result)
{
    assert(records->depth > 0);
    assert(result != 0 || records->depth > 1 || records->rows.length == 0);
    return transaction_close(records, result);
}

int records_read_begin(struct records *records)
{
    assert(records->depth == 0);
    return database_begin_read(records->database);
}

void records_read_end(struct records *records)
{
    database_end_read(records->database);
}

int records_select(struct records *records, const struct query *query, struct binding binding, struct rows *ret_rows)
{
    assert(!query->table);
    return database_select(records->database, query, binding, ret_rows);
}

int records_number(struct records *records, const struct query *query, struct binding binding, int64_t otherwise,
                   int64_t *ret_number)
{
    assert(!query->table);
    return database_number(records->database, query, binding, otherwise, ret_number);
}

int records_write(struct records *records, const struct query *query, struct binding binding, int64_t *ret_key)
{
    assert(records->depth > 0 && query->table);
    struct rows rows CLEANUP(rows_end) = {0};
    int64_t key = 0;
    TRY(database_select(records->database, query, binding, &rows));
    while (rows_next(&rows)) {
        if (!key)
            key = row_number(&rows, 0);
        records_note_row(records, records_table_of(query->table), query_deletes(query), &rows);
    }
    if (ret_key)
        *ret_key = key;
    return rows_result(&rows);
}

/* ---- opening ---- */

static int folder_make(const char *path)
{
    if (mkdir(path, 0700) != 0 && errno != EEXIST)
        return fail(FAIL_SYSTEM, "%s: cannot be made: %s", path, strerror(errno));
    return 0;
}

static int subfolders_make(const char *folder)
{
    static const char *const names[] = {"locks", "backups"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        CLEANUP(memory_free_at) char *path = memory_format("%s/%s", folder, names[i]);
        TRY(folder_make(path));
    }
    return 0;
}

/* Notes all rows of the tables, as removed or as they are, so that the log knows what the migration made of them. */
static int tables_note(struct records *records, const char *names, bool is_deleted)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    for (const char *at = names; at && *at; at += strspn(at, " ")) {
        struct rows rows CLEANUP(rows_end) = {0};
        const char *name = arena_copy_bytes(&arena, at, strcspn(at, " "));
        at += strlen(name);
        TRY(database_select_text(records->database, arena_format(&arena, "SELECT * FROM %s", name), &rows));
        while (rows_next(&rows))
            records_note_row(records, records_table_of(name), is_deleted, &rows);
        TRY(rows_result(&rows));
    }
    return 0;
}

/* NULL: it rewrites nothing. */
static const char *tables_rewritten(int migration)
{
    for (const struct module *const *module = modules_all(); *module; module++)
        for (const struct migration_rewrite *one = (*module)->rewrites; one && one->migration; one++)
            if (one->migration == migration)
                return one->tables;
    return NULL;
}

static int migration_run(struct records *records, const struct migration *migration)
{
    const char *rewritten = tables_rewritten(migration->row.place);
    TRY(tables_note(records, rewritten, true));
    TRY(database_script(records->database, migration->sql));
    return tables_note(records, rewritten, false);
}

static int migration_apply(struct records *records, const struct migration *migration)
{
    TRY(records_begin(records));
    int result = migration_run(records, migration);
    if (result == 0)
        result = records_write(
            records, &migration_insert,
            BIND(value_number(migration->row.place), value_text(migration->row.name), value_number(clock_now())), NULL);
    return records_end(records, result, &(struct event){.actor = &actor_trappa, .kind = "schema.migrated"});
}

static int schema_read(struct records *records, int64_t *ret_newest)
{
    int64_t has_tables = 0;
    *ret_newest = 0;
    TRY(records_number(records, &schema_has_tables, BIND_NOTHING, 0, &has_tables));
    return has_tables ? records_number(records, &schema_newest, BIND_NOTHING, 0, ret_newest) : 0;
}

int records_schema_newest(void)
{
    int newest = 0;
    for (const struct module *const *module = modules_all(); *module; module++)
        for (const struct migration *one = (*module)->migrations; one && one->row.name; one++)
            newest = one->row.place > newest ? one->row.place : newest;
    return newest;
}

static int migrations_apply(struct records *records, int64_t newest)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const struct module_row *const *row =
        modules_rows(offsetof(struct module, migrations), sizeof(struct migration), &arena);
    for (; *row; row++)
        if ((*row)->place > newest)
            TRY(migration_apply(records, (const void *)*row));
    return 0;
}

static int schema_update(struct records *records)
{
    int64_t newest = 0;
    int known = records_schema_newest();
    assert(known && "modules_use() comes first");
    TRY(schema_read(records, &newest));
    if (newest > known)
        return fail(FAIL_RULE, "%s/records.db: made by a newer Trappa (schema %d, this program knows %d)",
                    records->folder, (int)newest, known);
    if (newest > 0 && newest < known) {
        CLEANUP(memory_free_at)
        char *path =
            memory_format("%s/backups/before-schema-%d-%lld.db", records->folder, known, (long long)clock_now());
        TRY(database_backup(records->database, path));
    }
    return migrations_apply(records, newest);
}

static int records_start(const char *folder, enum database_mode mode, struct records **ret_records)
{
    CLEANUP(records_close_at) struct records *records = memory_zeroed(sizeof *records);
    records->folder = memory_copy_string(folder);
    records->path = memory_format("%s/records.db", folder);
    records->write_lock = (struct write_lock){-1, -1};
    records->rows = TEXT(ROWS_MOST_BYTES);
    TRY(database_open(records->path, mode, &records->database));
    if (stat(records->path, &records->opened) != 0)
        return fail(FAIL_SYSTEM, "%s: %s", records->path, strerror(errno));
    TRY(subfolders_make(folder));
    TRY(schema_update(records));
    *ret_records = TAKE(records);
    return 0;
}

int records_create(const char *folder, struct records **ret_records)
{
    CLEANUP(memory_free_at) char *path = memory_format("%s/records.db", folder);
    struct stat status;
    if (stat(path, &status) == 0)
        return fail(FAIL_RULE, "%s: exists already, nothing was changed", path);
    return records_start(folder, DATABASE_CREATE, ret_records);
}

int records_open(const char *folder, struct records **ret_records)
{
    return records_start(folder, DATABASE_WRITE, ret_records);
}

void records_close(struct records *records)
{
    if (!records)
        return;
    write_lock_close(&records->write_lock);
    database_close(records->database);
    text_finish(&records->rows);
    memory_free(records->path);
    memory_free(records->folder);
    memory_free(records);
}

void records_close_at(struct records **records)
{
    records_close(*records);
}

struct database *records_database(struct records *records)
{
    return records->database;
}

const char *records_folder(const struct records *records)
{
    return records->folder;
}
