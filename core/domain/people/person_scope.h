/* Person scope: the set of people that a reading covers, and cursors that read several tables in step, person by
 * person.
 *
 *     static const struct query plans_of = {
 *         "standing.plans", NULL, "SELECT plan.person_key, ... FROM plan WHERE plan.person_key IN " PERSON_SCOPE
 *         " ORDER BY plan.person_key, ..."};
 *     TRY(person_cursor_begin(&cursor, records, &plans_of, person_scope_bind(&scope, values)));
 *     TRY(person_cursor_at(&cursor, person_key, &is_at));       // for each person, by rising key
 *     while (is_at) {
 *         ...row_number(&cursor.rows, 1)...
 *         TRY(person_cursor_next(&cursor));
 *         TRY(person_cursor_at(&cursor, person_key, &is_at));
 *     }
 *
 * The key is the first column and gives the order, so that SQLite looks up each key and never sorts, whatever its table
 * statistics. */
#pragma once

#include "domain/people/person_row.h"
#include "domain/records/records.h"

#define PERSON_SCOPE_NO_UNIT (-1)

/* All zero: everybody. */
struct person_scope {
    int64_t unit_key;   /* those who work in it or below; 0: everybody; PERSON_SCOPE_NO_UNIT: none by unit */
    int64_t person_key; /* also this person; 0: nobody */
    int64_t mentor_key; /* also those whom this person mentors, has mentored or will; 0: nobody */
    int64_t signer_key; /* also those for whom this person has signed; 0: nobody */
    int runs_on;        /* of these, only those with a plan that runs on this day; 0: all */
};

/* The scope of that person alone. */
struct person_scope person_scope_of(int64_t person_key);

/* SQL: the keys of a scope, as a list. Parameters: ?1 unit, ?2 person, ?3 mentor, ?4 day. */
#define PERSON_SCOPE                                                                                                   \
    "(SELECT person.key FROM person WHERE (" PERSON_WORKS_IN(UNIT_AND_BELOW_OR_ALL(                                    \
        "?1")) " OR person.key = ?2 OR person.key IN (SELECT learner_key FROM mentorship WHERE mentor_key = ?3)"       \
               " OR person.key IN (SELECT person_key FROM signoff WHERE signer_key = ?5))"                             \
               " AND (?4 IS NULL OR EXISTS (SELECT 1 FROM plan AS running WHERE running.person_key = person.key"       \
               " AND (running.ended_on IS NULL OR running.ended_on > ?4))))"
#define PERSON_SCOPE_VALUES 5
struct binding person_scope_bind(const struct person_scope *scope, struct value values[PERSON_SCOPE_VALUES]);

/* A query whose first column is the person's key, in rising order. The caller ends `rows` (rows_end). */
struct person_cursor {
    struct rows rows;
    bool has_row;
};
int person_cursor_begin(struct person_cursor *cursor, struct records *records, const struct query *query,
                        struct binding binding);
int person_cursor_next(struct person_cursor *cursor);

/* Skips the rows of people with lower keys; *ret_is_at: the current row is this person's. */
int person_cursor_at(struct person_cursor *cursor, int64_t person_key, bool *ret_is_at);
