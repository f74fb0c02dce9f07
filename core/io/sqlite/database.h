/* Database: SQLite, and the only file that knows it. Statements are prepared once per connection and kept.
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

/* A named query: SQL is a literal with ?1 ?2 parameters, never put together at run time. Lives as long as the program.
 */
struct query {
    const char *name;  /* for messages, such as "unit.by_id" */
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
    DATABASE_READ,   /* must exist, is only read, memory-mapped */
    DATABASE_WRITE,  /* must exist */
    DATABASE_CREATE, /* made if absent, mode 0600 */
};

/* Opens with WAL, synchronous=FULL, foreign keys on, a busy timeout, and our search tokenizer "trappa". Yours.
 * FAIL_NOT_FOUND, FAIL_CORRUPT or FAIL_SYSTEM, each naming the path. */
int database_open(const char *path, enum database_mode mode, struct database **ret_database);
void database_close(struct database *database); /* NULL is fine; for CLEANUP use database_close_at */
void database_close_at(struct database **database);

/* A script of literal statements without parameters, such as a migration. */
int database_script(struct database *database, const char *sql);

/* The same, but a failure leaves the last sentence as it was. */
bool database_script_quiet(struct database *database, const char *sql);

int database_begin_write(struct database *database); /* BEGIN IMMEDIATE; FAIL_BUSY if another writer stays too long */
int database_commit(struct database *database);
void database_rollback(struct database *database); /* also when no transaction is open */

/* One snapshot until database_end_read(). Not inside a transaction. */
int database_begin_read(struct database *database);
void database_end_read(struct database *database);

/* From now on readings are cheaper: what queries say is kept, within that many bytes, and said again for as long as
 * nobody, in whatever process, has committed anything; and the snapshot of a reading that has ended stays open for the
 * next one, which uses it only if it is still the newest. Whoever asks for this calls database_idle() before waiting
 * for anything, because the log cannot be emptied under an open snapshot. */
int database_cache_queries(struct database *database, size_t most_bytes);
void database_idle(struct database *database);

/* The number of the state that is being read: as long as it is the same, every query says the same. 0: not known. For
 * whoever keeps what was worked out from answers. It is another in every connection and after every change. */
uint64_t database_state(const struct database *database);

/* The number of the reading that is under way, another in every reading of the process; 0: none is, or answers are not
 * kept. */
uint64_t database_reading(const struct database *database);

/* Calls `watcher` with every query that is asked from now on, also when a kept answer serves; NULL ends it. For tests
 * and measurements: what a piece of work asks of the database, by name. */
typedef void database_watcher(void *context, const struct query *query);
void database_watch(struct database *database, database_watcher *watcher, void *context);

/* Runs a query that gives no rows or whose rows do not matter. */
int database_execute(struct database *database, const struct query *query, struct binding binding);

/* Rows in reading: zero-initialise, declare with CLEANUP(rows_end). What row_text and row_bytes lend lives until the
 * next rows_next or rows_end. */
struct rows {
    void *statement;
    int result;
    bool is_done;
    bool is_owned; /* the statement is not kept: rows_end() ends it */
    struct database *database;
    struct confinement *confinement;
    struct answer *answer; /* these are kept rows, and `row` of them were read */
    size_t row;
    struct recording *recording; /* these will be */
};
int database_select(struct database *database, const struct query *query, struct binding binding,
                    struct rows *ret_rows);
bool rows_next(struct rows *rows); /* false at the end and at a failure */
int rows_result(const struct rows *rows);
void rows_end(struct rows *rows);

/* ---- SQL that is not ours: a plugin's ---- */

/* What such SQL may touch, enforced by SQLite's authorizer: it reads and, where it may, writes tables in whose name
 * `prefix` stands first; it reads views of the temporary schema that begin with `view_prefix`, which reach what they
 * stand on through inner views that begin with `inner_prefix`: a name that nobody outside can know, since SQLite tells
 * only the name of the innermost view, and a table expression may be called anything. */
struct confinement {
    const char *prefix, *view_prefix, *inner_prefix;
    bool may_write, may_define; /* rows; tables and indexes */

    char written[64]; /* the table that the statement writes; "" for none, "?" for several */
    bool deletes;
    char refused[160]; /* what it wanted and may not; "" */
    bool only_reads;   /* may not because of may_write: the table is its own */
};

/* One statement, prepared for this time only. FAIL_SYSTEM for what it may not, for wrong SQL, and for a count of values
 * that differs from its parameters: whoever opened a page is not to blame. `confinement` must live until rows_end(). */
int database_select_confined(struct database *database, const char *sql, struct binding binding,
                             struct confinement *confinement, struct rows *ret_rows);

/* A script without rows and parameters, such as a migration. */
int database_script_confined(struct database *database, const char *sql, struct confinement *confinement);

/* A reading statement of our own whose text is put together at run time from names that the schema itself gave: for the
 * audit only. */
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
char *row_copy(const struct rows *rows, int column, struct arena *arena); /* text copied; NULL for NULL */

/* The first column of the first row; `otherwise` when there is none or it is NULL. */
int database_number(struct database *database, const struct query *query, struct binding binding, int64_t otherwise,
                    int64_t *ret_number);

int64_t database_last_key(struct database *database); /* rowid of the last insert */

/* A copy that is consistent although others write meanwhile; the target must not exist and is 0600. */
int database_backup(struct database *database, const char *target);

/* After something was deleted for good: moves the write-ahead log into the file and empties it. Deleted rows are
 * overwritten with zeros anyway. FAIL_BUSY while somebody still reads an older state. */
int database_forget(struct database *database);

/* PRAGMA integrity_check and foreign_key_check: 0, or FAIL_CORRUPT with what it said. */
int database_check(struct database *database);

/* What SQLite's tokenizer calls for every word when text is indexed or searched, set once at start by whoever owns the
 * stemmer: writes the stem of `word` (lower-cased UTF-8) into `stem` and returns its length. Without it words stay
 * whole. */
void database_use_stemmer(int (*stem)(const char *word, int length, char *stem, int room));
