/* Database: runs named queries and scripts on SQLite. Only core/io/sqlite/ uses the library.
 *
 * Each query is prepared once per connection.
 *
 *     static const struct query unit_by_id = {"unit.by_id", NULL, "SELECT key, name FROM unit WHERE id = ?1"};
 *     struct rows rows CLEANUP(rows_end) = {0};
 *     TRY(database_select(db, &unit_by_id, BIND(value_text(id)), &rows));
 *     if (rows_next(&rows))
 *         key = row_number(&rows, 0);
 *     return rows_result(&rows);
 */
#pragma once

#include "base/memory.h"

#include <stdbool.h>
#include <stdint.h>

struct database;

#define REASON_NO_DATABASE FAIL_REASON("no-database") /* there is no such file */
#define REASON_FILE_EXISTS FAIL_REASON("file-exists") /* a copy never replaces a file */

/* A named query. Its SQL is a literal with ?1 ?2 parameters, never composed at run time. Must live as long as the
 * program. */
struct query {
    const char *name;  /* for failures, such as "unit.by_id" */
    const char *table; /* the one table it writes; NULL for a query that only reads */
    const char *sql;
};

/* A parameter. Pointers are borrowed until the call returns. */
enum value_kind { VALUE_NULL, VALUE_NUMBER, VALUE_DECIMAL, VALUE_TEXT, VALUE_BYTES };
struct value {
    enum value_kind kind;
    int64_t number;
    double decimal;
    const void *bytes;
    size_t length;
};
struct value value_null(void);
struct value value_number(int64_t number);
struct value value_key(int64_t key); /* 0 becomes NULL: "no such row" */
struct value value_day(int day);     /* DAY_NONE becomes NULL */
struct value value_decimal(double decimal);
struct value value_text(const char *string); /* NULL becomes NULL */
struct value value_bytes(const void *bytes, size_t length);

struct binding {
    const struct value *values;
    int count;
};
#define BIND(...)                                                                                                      \
    ((struct binding){(const struct value[]){__VA_ARGS__}, (int)COUNT_OF(((const struct value[]){__VA_ARGS__}))})
#define BIND_NOTHING ((struct binding){NULL, 0})

enum database_mode {
    DATABASE_READ,   /* must exist; read-only, memory-mapped */
    DATABASE_WRITE,  /* must exist */
    DATABASE_CREATE, /* created if absent, mode 0600 */
    DATABASE_MEMORY, /* new, empty and gone when it is closed; the path is only its name */
};

/* Opens a database with WAL, synchronous=FULL, foreign keys on, a busy timeout, and our search tokenizer "trappa";
 * yours. FAIL_NOT_FOUND, FAIL_CORRUPT or FAIL_SYSTEM, each naming the path. */
int database_open(const char *path, enum database_mode mode, struct database **ret_database);
void database_close(struct database *database); /* NULL is fine; for CLEANUP use database_close_at */
void database_close_at(struct database **database);

/* Runs a script of literal statements without parameters, such as a migration. */
int database_script(struct database *database, const char *sql);

/* The same; false on failure, which leaves the last failure's sentence unchanged. */
bool database_script_quiet(struct database *database, const char *sql);

/* Whether a commit waits until it is on the disk, as it does unless this says otherwise. Outside a transaction. */
int database_use_sync(struct database *database, bool waits);

int database_begin_write(struct database *database); /* BEGIN IMMEDIATE; FAIL_BUSY if another writer takes too long */
int database_commit(struct database *database);
void database_rollback(struct database *database); /* does nothing if no transaction is open */

/* Opens a snapshot: until database_end_read() all queries see the same state. Not inside a transaction. */
int database_begin_read(struct database *database);
void database_end_read(struct database *database);

/* Caches query results, up to `most_bytes`. A cached result is returned until any process commits. The snapshot of an
 * ended reading also stays open for the next reading, which uses it only if it is still the newest. The caller must
 * call database_idle() before it waits for anything, because an open snapshot keeps SQLite from emptying the log. */
int database_cache_queries(struct database *database, size_t most_bytes);
void database_idle(struct database *database);

/* A number for the state of the current snapshot, for caches of computed values: while it is the same, every query
 * returns the same. It differs between connections and after every change. 0: unknown. */
uint64_t database_state(const struct database *database);

/* The number of the current reading, unique in the process; 0 outside a reading, or if queries are not cached. */
uint64_t database_reading(const struct database *database);

/* Calls `watcher` with every query that is asked from now on, also those that the cache answers; NULL ends it. For
 * tests and measurements: what a piece of work asks of the database, by name. */
typedef void database_watcher(void *context, const struct query *query);
void database_watch(struct database *database, database_watcher *watcher, void *context);

/* Runs a query without rows, or whose rows do not matter. */
int database_execute(struct database *database, const struct query *query, struct binding binding);

/* The rows of a running query. Zero-initialise; declare with CLEANUP(rows_end). row_text() and row_bytes() lend until
 * the next rows_next() or rows_end(). */
struct rows {
    void *statement;
    int result;
    bool is_done;
    bool is_owned; /* the statement is not of a named query: rows_end() frees it */
    struct database *database;
    struct confinement *confinement;
    struct query_cache_entry *cached; /* rows of the query cache, of which `row` have been read; else NULL */
    size_t row;
    struct recording *recording; /* collects the rows for the query cache; else NULL */
};
int database_select(struct database *database, const struct query *query, struct binding binding,
                    struct rows *ret_rows);
bool rows_next(struct rows *rows);        /* false at the end and on failure */
int rows_result(const struct rows *rows); /* 0, or the failure that ended the rows */
void rows_end(struct rows *rows);

/* Reads one row into an item, which is zeroed. 0: the item counts; ROW_SKIP: this row is left out; or a failure, which
 * ends the reading. What the item points at lies in `arena`; `context` is what the caller handed in. */
#define ROW_SKIP 1
typedef int row_reader(const struct rows *rows, struct arena *arena, void *context, void *ret_item);

/* Reads the rest of the rows into an array of items of `size` bytes in the arena, in the order of the rows; never NULL,
 * also without rows. FAIL_LIMIT beyond ROWS_COLLECT_MAX items. The results are untouched on failure.
 *
 *     static int unit_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
 *     {
 *         (void)context;
 *         *(struct unit *)ret_item = (struct unit){.key = row_number(rows, 0), .name = row_copy(rows, 1, arena)};
 *         return 0;
 *     }
 *     struct unit *units;
 *     TRY(ROWS_COLLECT(&rows, unit_read, NULL, arena, &units, &count)); */
#define ROWS_COLLECT_MAX 1000000
#define ROWS_COLLECT(rows, read, context, arena, ret_items, ret_count)                                                 \
    rows_collect((rows), sizeof **(ret_items), (read), (context), (arena), (ret_items), (ret_count))
int rows_collect(struct rows *rows, size_t size, row_reader *read, void *context, struct arena *arena,
                 void *ret_items, /* the address of a pointer to items */
                 size_t *ret_count);

/* Readers of the first column alone, into `const char *` and into int64_t. */
int row_read_text(const struct rows *rows, struct arena *arena, void *context, void *ret_item);
int row_read_number(const struct rows *rows, struct arena *arena, void *context, void *ret_item);

/* ---- SQL of plugins ---- */

/* What a plugin's SQL may access, enforced by SQLite's authorizer: it reads and, if allowed, writes tables whose names
 * begin with `prefix`; it reads views of the temporary schema that begin with `view_prefix`. Those views read our
 * tables through inner views that begin with `inner_prefix`, a secret name: SQLite reports only the innermost view, and
 * a plugin may give a table expression any name. So no SQL with that name in it is run, and none that explains a
 * statement, which would tell the name. NULL: there are no such views. */
struct confinement {
    const char *prefix, *view_prefix, *inner_prefix;
    bool may_write, may_define; /* may it change rows; create tables and indexes */
    int (*fill)(void *context); /* makes what the views read, before a statement that reads one begins; may be NULL */
    void *fill_context;

    char written[64]; /* output: the table that the statement writes; "" none, "?" several */
    bool deletes, reads_views, alters;
    char refused[160]; /* output: the refused access; "" none */
    bool only_reads;   /* output: refused only because of may_write; the table is the plugin's own */
};

/* Runs one statement, prepared for this call only. FAIL_SYSTEM for a refused access, wrong SQL, or a wrong number of
 * values: the plugin's fault, not the viewer's. `confinement` must live until rows_end(). */
int database_select_confined(struct database *database, const char *sql, struct binding binding,
                             struct confinement *confinement, struct rows *ret_rows);

/* Runs a script without rows and parameters, such as a migration. */
int database_script_confined(struct database *database, const char *sql, struct confinement *confinement);

/* Runs a read-only statement of ours, composed at run time from names in the schema. For the audit only. */
int database_select_text(struct database *database, const char *sql, struct rows *ret_rows);

int row_columns(const struct rows *rows);
const char *row_column_name(const struct rows *rows, int column);
enum value_kind row_kind(const struct rows *rows, int column);
bool row_is_null(const struct rows *rows, int column);
int64_t row_number(const struct rows *rows, int column); /* 0 for NULL */
int row_day(const struct rows *rows, int column);        /* DAY_NONE for NULL */
double row_decimal(const struct rows *rows, int column);
const char *row_text(const struct rows *rows, int column); /* NULL for NULL */
const void *row_bytes(const struct rows *rows, int column, size_t *ret_length);
char *row_copy(const struct rows *rows, int column, struct arena *arena); /* the text, in the arena; NULL for NULL */

/* Runs a query for one number: the first column of the first row; `otherwise` if there is no row or it is NULL. */
int database_number(struct database *database, const struct query *query, struct binding binding, int64_t otherwise,
                    int64_t *ret_number);

int64_t database_last_key(struct database *database); /* rowid of the last insert */

/* Makes a consistent copy, even while others write. The target must not exist; it gets mode 0600. */
int database_backup(struct database *database, const char *target);

/* Removes deleted data from disk: moves the write-ahead log into the file and empties it (deleted rows are zeroed in
 * any case). FAIL_BUSY while somebody reads an older state. */
int database_forget(struct database *database);

/* Runs PRAGMA integrity_check and foreign_key_check: 0, or FAIL_CORRUPT with their message. */
int database_check(struct database *database);

/* Sets the stemmer for indexing and searching; call it once, at start. `stem` writes the stem of `word` (lower-case
 * UTF-8) into a buffer of `room` bytes and returns its length. Without one, words are not stemmed. */
void database_use_stemmer(int (*stem)(const char *word, int length, char *stem, int room));
