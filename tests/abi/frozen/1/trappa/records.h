/* Service records/1: a plugin's own tables, the published views, and changes with their event.
 *
 * SQL is a literal with ?1 ?2 parameters. SQLite's authorizer holds it to tables named PLUGIN_* and views named v_*;
 * the views show only people whom the viewer of this request may see (a job sees what its scope says). Keep to what
 * PostgreSQL speaks too: ON CONFLICT, RETURNING, CTEs and window functions; no triggers, no JSON functions. */
#ifndef TRAPPA_RECORDS_H
#define TRAPPA_RECORDS_H

#include <stddef.h>
#include <stdint.h>

#define TRAPPA_RECORDS_1 "records/1"

enum trappa_value_kind { TRAPPA_NULL, TRAPPA_NUMBER, TRAPPA_TEXT, TRAPPA_BYTES };

struct trappa_value {
    int kind; /* enum trappa_value_kind */
    int64_t number;
    const void *bytes; /* TRAPPA_TEXT: ends with NUL, length not looked at */
    size_t length;
};

/* One row in reading; what it lends lives until the callback returns. */
struct trappa_row;

struct trappa_records_1 {
    uint32_t size;

    /* Calls `row` for each row; a return other than 0 from it ends the reading and is returned. */
    int (*select)(const char *sql, const struct trappa_value *values, size_t count,
                  int (*row)(void *context, const struct trappa_row *row), void *context);
    int64_t (*number)(const struct trappa_row *row, int column);   /* 0 for NULL */
    const char *(*text)(const struct trappa_row *row, int column); /* NULL for NULL */
    const void *(*bytes)(const struct trappa_row *row, int column, size_t *ret_length);

    /* One transaction with its event: calls `write`, in which execute() works, then appends the event `kind`
     * ("quiz.answered"; must begin with the plugin's id and a dot) about a person (rid, or NULL) with `data` (a JSON
     * object without personal data, or NULL). If `write` fails, nothing is kept. Inside a listener it joins the
     * transaction of the event that is heard. */
    int (*change)(const char *kind, const char *about, const char *data, int (*write)(void *context), void *context);

    /* Only inside change(): a statement that writes one of the plugin's tables and ends in RETURNING *, so that the
     * audit knows every row. *ret_key (may be NULL) is the first column of the first row written. */
    int (*execute)(const char *sql, const struct trappa_value *values, size_t count, int64_t *ret_key);
};

#endif
