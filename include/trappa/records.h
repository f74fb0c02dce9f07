/* Service records/1: reads the plugin's own tables and the published views, and makes changes, each with its event.
 *
 * SQL is a literal with ?1 ?2 parameters. SQLite's authorizer allows only tables named PLUGIN_* and views named v_*.
 * The views contain only people whom the viewer of this request may see (in a job: as its scope says). Write SQL that
 * PostgreSQL accepts too: ON CONFLICT, RETURNING, CTEs, window functions; no triggers, no JSON functions. */
#ifndef TRAPPA_RECORDS_H
#define TRAPPA_RECORDS_H

#include <stddef.h>
#include <stdint.h>

#define TRAPPA_RECORDS_1 "records/1"

enum trappa_value_kind { TRAPPA_NULL, TRAPPA_NUMBER, TRAPPA_TEXT, TRAPPA_BYTES };

struct trappa_value {
    int kind; /* enum trappa_value_kind */
    int64_t number;
    const void *bytes; /* TRAPPA_TEXT: ends with NUL, `length` is ignored */
    size_t length;
};

/* The current row of a select(). Its values are lent until the callback returns. */
struct trappa_row;

struct trappa_records_1 {
    uint32_t size;

    /* Calls `row` for each row. A return other than 0 stops the reading and becomes the result. */
    int (*select)(const char *sql, const struct trappa_value *values, size_t count,
                  int (*row)(void *context, const struct trappa_row *row), void *context);
    int64_t (*number)(const struct trappa_row *row, int column);   /* 0 for NULL */
    const char *(*text)(const struct trappa_row *row, int column); /* NULL for NULL */
    const void *(*bytes)(const struct trappa_row *row, int column, size_t *ret_length);

    /* Makes one transaction with its event: calls `write`, which may call execute(), then appends the event `kind`
     * ("quiz.answered"; must begin with the plugin's id and a dot) about a person (rid, or NULL) with `data` (a JSON
     * object without personal data, or NULL). If `write` fails, everything is rolled back. Inside a listener it joins
     * the transaction of the received event. */
    int (*change)(const char *kind, const char *about, const char *data, int (*write)(void *context), void *context);

    /* Only inside change(). Runs a statement that writes one of the plugin's tables and ends in RETURNING *, so that
     * the audit covers every row. *ret_key (may be NULL) becomes the first column of the first written row. */
    int (*execute)(const char *sql, const struct trappa_value *values, size_t count, int64_t *ret_key);
};

#endif
