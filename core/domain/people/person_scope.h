/* Person scope: whom a reading of many is about, and rows that lie by person, read side by side.
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
 * The list of keys comes first and in order, so that SQLite looks each of them up and need not sort, whatever it knows
 * of the sizes of tables. */
#pragma once

#include "domain/people/person_row.h"
#include "domain/records/records.h"

#define PERSON_SCOPE_NO_UNIT (-1)

/* Everybody, when all is zero. */
struct person_scope {
    int64_t unit_key;   /* who works in the unit or below it; 0: everybody; PERSON_SCOPE_NO_UNIT: nobody else than */
    int64_t person_key; /* this person too; 0: nobody */
    int64_t mentor_key; /* and those whom this person mentors, has mentored or will; 0: nobody */
    int64_t signer_key; /* and those for whom this person has signed; 0: nobody */
    int runs_on;        /* only those of them with a plan that runs on this day; 0: also without */
};

/* Only that person. */
struct person_scope person_scope_of(int64_t person_key);

/* The keys, as a list: ?1 unit, ?2 person, ?3 mentor, ?4 day, ?5 signer. */
#define PERSON_SCOPE                                                                                                   \
    "(SELECT person.key FROM person WHERE (" PERSON_WORKS_IN(UNIT_AND_BELOW_OR_ALL(                                    \
        "?1")) " OR person.key = ?2 OR person.key IN (SELECT learner_key FROM mentorship WHERE mentor_key = ?3)"       \
               " OR person.key IN (SELECT person_key FROM signoff WHERE signer_key = ?5))"                             \
               " AND (?4 IS NULL OR EXISTS (SELECT 1 FROM plan AS running WHERE running.person_key = person.key"       \
               " AND (running.ended_on IS NULL OR running.ended_on > ?4))))"
#define PERSON_SCOPE_VALUES 5
struct binding person_scope_bind(const struct person_scope *scope, struct value values[PERSON_SCOPE_VALUES]);

/* Rows whose first column is the person's key, rising. End `rows` (rows_end). */
struct person_cursor {
    struct rows rows;
    bool has_row;
};
int person_cursor_begin(struct person_cursor *cursor, struct records *records, const struct query *query,
                        struct binding binding);
int person_cursor_next(struct person_cursor *cursor);

/* Goes past the rows of people with lower keys; *ret_is_at: the row is this person's. */
int person_cursor_at(struct person_cursor *cursor, int64_t person_key, bool *ret_is_at);
