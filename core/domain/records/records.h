/* Records: the database of what people did. Named queries read it; every change is one transaction with its event.
 *
 *     TRY(records_begin(records));
 *     int result = unit_write(records, unit);       // reads, checks the rules, calls records_write()
 *     return records_end(records, result, &(struct event){.actor = actor, .kind = "unit.added", .data = json});
 *
 * A writing query names its one table and ends in RETURNING *, so that the transaction sees every row it changed; the
 * event stores the key and a digest of each, with which `audit verify` compares the tables (audit.h).
 *
 * Queries use only SQL that PostgreSQL has too. Days are day numbers, instants are seconds (base/clock.h). A table with
 * erasable words has a random `salt` column, so that a digest reveals nothing about erased words. */
#pragma once

#include "base/text.h"
#include "domain/records/actor.h"
#include "io/sqlite/database.h"

struct records;

#define REASON_RECORDS_NEWER FAIL_REASON("records-newer") /* a newer program has changed the tables */

/* One line of the event log. Strings are borrowed until the call returns. No personal data: people are random ids, free
 * words stay in `remark` rows. */
struct event {
    const struct actor *actor;
    const char *kind;  /* declared by a module (event.h): "signoff.given" */
    const char *about; /* random id of the person concerned; NULL: nobody */
    const char *data;  /* a JSON object with details; NULL is "{}" */
    bool is_of_plugin; /* the host has checked the kind, which no module declares */
};

/* Creates records.db and its tables in an existing folder; yours. FAIL_RULE if it exists. */
int records_create(const char *folder, struct records **ret_records);

/* Opens records.db; yours. Migrates an older schema, after a backup to folder/backups, one process at a time. FAIL_RULE
 * "made by a newer Trappa" (REASON_RECORDS_NEWER) for a newer schema. Open it after fork.
 *
 * When a newer program changes the tables meanwhile, records_begin() and records_read_begin() fail with the same reason
 * and FAIL_BUSY: this process must end. records_check_schema() asks without beginning anything. */
int records_open(const char *folder, struct records **ret_records);
void records_close(struct records *records);
void records_close_at(struct records **records);

struct database *records_database(struct records *records); /* for backup and audit */
const char *records_folder(const struct records *records);

/* False if a restore has replaced the open file: close it and open it again. */
bool records_is_current(const struct records *records);
int records_check_schema(struct records *records);

/* Runs `work` while no other process changes the tables of this site, as a migration does. Not inside
 * records_begin(). */
int records_migrate_alone(struct records *records, int (*work)(struct records *records, void *context), void *context);

/* Begins a write: takes the write lock, then BEGIN IMMEDIATE. Calls nest; the outermost one commits. FAIL_BUSY if these
 * records are no longer current, since nobody would see the change. */
int records_begin(struct records *records);

/* Ends a write: if `result` is 0, appends the event and (outermost) commits, else rolls everything back. Returns
 * `result`, or the failure to commit. FAIL_SYSTEM if no module declares the event. A failure inside makes the outer
 * ones fail too. */
int records_end(struct records *records, int result, const struct event *event);

/* The same without an event, for a write that changed nothing. */
int records_end_unchanged(struct records *records, int result);

/* Opens a snapshot for many reads, such as a page. Not nested, not inside records_begin(). */
int records_read_begin(struct records *records);
void records_read_end(struct records *records);

int records_select(struct records *records, const struct query *query, struct binding binding, struct rows *ret_rows);
int records_number(struct records *records, const struct query *query, struct binding binding, int64_t otherwise,
                   int64_t *ret_number);

/* Runs a writing query; only between begin and end. *ret_key (may be NULL) is the first column of the first written
 * row, 0 if there was none. */
int records_write(struct records *records, const struct query *query, struct binding binding, int64_t *ret_key);

/* Runs `work` in a savepoint, between begin and end, and returns its result. If it fails, only its own changes are
 * undone, and the transaction continues. */
int records_attempt(struct records *records, int (*work)(void *context), void *context);

/* Registers the process's only event listener (host/plugin_jobs.c). It runs inside the writer's transaction, right
 * after the event was appended; its failures are logged, not returned. */
void records_use_listener(void (*hear)(struct records *records, int64_t n, const struct event *event));

/* ---- SQL of plugins (records_confined.c); struct confinement is in io/sqlite/database.h ---- */

int records_select_confined(struct records *records, const char *sql, struct binding binding,
                            struct confinement *confinement, struct rows *ret_rows);

/* Like records_write(); only between begin and end. Checks that the statement writes one table and ends in RETURNING *,
 * and that text in a key has no space and no '/'. */
int records_write_confined(struct records *records, const char *sql, struct binding binding,
                           struct confinement *confinement, int64_t *ret_key);

/* ---- for audit.c and the migrations ---- */

/* Notes, for the event, that the transaction wrote the current row of `rows`. */
struct records_table;
void records_note_row(struct records *records, const struct records_table *table, bool is_deleted,
                      const struct rows *rows);

/* The digest of the current row of `rows`: half a BLAKE2b-256, in hexadecimal, over names and values of all columns
 * that are not NULL (so that a migration may add columns). And its key, columns joined by '/'. */
#define RECORDS_DIGEST_BYTES 33
void records_row_digest(const struct rows *rows, char ret_digest[RECORDS_DIGEST_BYTES]);
void records_row_key(const struct rows *rows, const struct records_table *table, struct text *into);

/* The number of this program's newest migration (table.h). */
int records_schema_newest(void);
