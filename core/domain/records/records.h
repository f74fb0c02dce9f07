/* Records: what people did, in SQL, behind named queries; every change is one transaction with its event.
 *
 *     TRY(records_begin(records));
 *     int result = unit_write(records, unit);       // reads what it must know, checks the rules, calls records_write()
 *     return records_end(records, result, &(struct event){.actor = actor, .kind = "unit.added", .data = json});
 *
 * A writing query names its one table and ends in RETURNING *, so that the transaction sees every row it changed; the
 * event keeps the key and a digest of each, which is what `audit verify` compares the tables with (audit.h).
 *
 * The queries keep to what PostgreSQL speaks too. Days are day numbers, instants are seconds (base/clock.h). A table
 * with words that can be erased has a random `salt` column, so that a digest says nothing about words that are gone. */
#pragma once

#include "base/text.h"
#include "domain/records/actor.h"
#include "io/sqlite/database.h"

struct records;

/* One line of the event log. All strings are borrowed until the call returns and hold no personal data: people appear
 * by random id, free words stay in `remark` rows. */
struct event {
    const struct actor *actor;
    const char *kind;  /* "signoff.given": noun, dot, past participle */
    const char *about; /* random id of the person concerned; NULL when nobody is */
    const char *data;  /* a JSON object with what happened; NULL is "{}" */
};

/* Makes records.db in `folder` (which exists) and its first tables. FAIL_RULE if there is one. */
int records_create(const char *folder, struct records **ret_records);

/* Opens it and brings an older schema up to date, after a backup to folder/backups. FAIL_RULE "made by a newer Trappa"
 * for a newer schema. Open after fork. */
int records_open(const char *folder, struct records **ret_records);
void records_close(struct records *records);
void records_close_at(struct records **records);

struct database *records_database(struct records *records); /* for backup and audit */
const char *records_folder(const struct records *records);

/* False once a restore has put another file in place of the one that is open: close and open again. */
bool records_is_current(const struct records *records);

/* Takes turns with other writers, then BEGIN IMMEDIATE. Calls nest: the outermost one commits. FAIL_BUSY when the
 * records are no longer the current ones, so that nothing is written where nobody will look. */
int records_begin(struct records *records);

/* Ends what records_begin began: with `result` 0 appends the event and (outermost) commits, else rolls everything back.
 * Returns `result`, or why it could not be kept. A failure inside makes the outer ones fail too. */
int records_end(struct records *records, int result, const struct event *event);

/* The same without an event, for a change that turned out to change nothing. */
int records_end_unchanged(struct records *records, int result);

/* A consistent view for many reads, such as a page. Not nested, not inside records_begin. */
int records_read_begin(struct records *records);
void records_read_end(struct records *records);

int records_select(struct records *records, const struct query *query, struct binding binding, struct rows *ret_rows);
int records_number(struct records *records, const struct query *query, struct binding binding, int64_t otherwise,
                   int64_t *ret_number);

/* Runs a writing query; only between begin and end. *ret_key (may be NULL) is the first column of the first row that
 * was written, 0 when no row was. */
int records_write(struct records *records, const struct query *query, struct binding binding, int64_t *ret_key);

/* Runs `work` in a savepoint, between begin and end: when it fails, only what it did is undone, and the transaction
 * goes on as if it had not been called. Returns what `work` returned. */
int records_attempt(struct records *records, int (*work)(void *context), void *context);

/* Registers the process's only event listener (host/plugin_jobs.c). It runs inside the writer's transaction, right
 * after the event was appended; its failures are logged, not returned. */
void records_use_listener(void (*hear)(struct records *records, int64_t n, const struct event *event));

/* ---- SQL of plugins (records_confined.c); struct confinement is in io/sqlite/database.h ---- */

int records_select_confined(struct records *records, const char *sql, struct binding binding,
                            struct confinement *confinement, struct rows *ret_rows);

/* Only between begin and end; like records_write(). The statement writes one table and ends in RETURNING *, which is
 * checked, as is that the words of a key have no space and no '/'. */
int records_write_confined(struct records *records, const char *sql, struct binding binding,
                           struct confinement *confinement, int64_t *ret_key);

/* ---- for audit.c and the migrations ---- */

/* Writes down that the transaction wrote the row that `rows` stands on. */
struct records_table;
void records_note_row(struct records *records, const struct records_table *table, bool is_deleted,
                      const struct rows *rows);

/* A table of records: its name and how many of its leading columns are its key. */
struct records_table {
    const char *name;
    int key_columns;
};
extern const struct records_table records_tables[];
extern const int records_tables_count;
const struct records_table *records_table_of(const char *name); /* NULL if unknown */

/* The digest of the row that `rows` stands on: hexadecimal of half a BLAKE2b-256 over names and values of every column
 * that is not NULL (so that a migration may add columns). And its key, columns joined by '/'. */
#define RECORDS_DIGEST_BYTES 33
void records_row_digest(const struct rows *rows, char ret_digest[RECORDS_DIGEST_BYTES]);
void records_row_key(const struct rows *rows, const struct records_table *table, struct text *into);

/* Numbered migrations, oldest first; migration 1 makes the first tables. */
struct migration {
    int n;
    const char *name;
    const char *sql;
};
extern const struct migration records_migrations[];
extern const int records_migrations_count;
