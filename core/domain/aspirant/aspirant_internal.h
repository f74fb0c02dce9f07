/* Aspirant, internal: shared by the files of this folder. */
#pragma once

#include "domain/aspirant/aspirant.h"
#include "domain/plan/plan_change.h"
#include "io/sqlite/columns.h"

/* The columns of table aspirant after key and salt; and what aspirant_row_read() reads: the consent, and these. */
#define ASPIRANT_LIST(COLUMN)                                                                                          \
    COLUMN(TEXT, university, "university")                                                                             \
    COLUMN(TEXT, term, "term")                                                                                         \
    COLUMN(DAY, graduates, "graduates")                                                                                \
    COLUMN(DAY, placed_on, "placed_on")                                                                                \
    COLUMN(DAY, began_on, "began_on")                                                                                  \
    COLUMN(DAY, hired_on, "hired_on")                                                                                  \
    COLUMN(DAY, left_on, "left_on")                                                                                    \
    COLUMN(TEXT, left_why, "left_why")                                                                                 \
    COLUMN(INT, minimum, "minimum")                                                                                    \
    COLUMN(TEXT, programme, "programme")
#define ASPIRANT_NEXT(kind, member, name) ", aspirant." name
#define ASPIRANT_COLUMNS                                                                                               \
    "(SELECT max(c.given_at) FROM aspirant_consent AS c WHERE c.person_key = aspirant.person_key"                      \
    " AND c.ended_at IS NULL)" ASPIRANT_LIST(ASPIRANT_NEXT)

/* Reads the row alone. FAIL_NOT_FOUND "person 'anna': is no aspirant". Checks no right. */
int aspirant_row_of(struct records *records, const struct person *person, struct arena *arena,
                    struct aspirant *ret_aspirant);
int aspirant_row_find(struct records *records, const struct person *person, struct arena *arena,
                      struct aspirant *ret_aspirant, bool *ret_is_there); /* no failure without one */
void aspirant_row_read(const struct rows *rows, int first_column, struct arena *arena, struct aspirant *aspirant);

/* Writes the whole row, inside a transaction. */
int aspirant_row_put(struct records *records, const struct aspirant *aspirant);

/* Ends the running plan of the programme beside the studies on that day, inside a transaction. */
int aspirant_end_plan(struct plan_change *act, const struct aspirant *aspirant, int day);

/* Fills in the months and commitments of everybody in the list, with as many queries as for one. */
int aspirants_complete(struct records *records, struct arena *arena, struct aspirants *aspirants);

/* Ends the consent, if there is one, inside a transaction. */
int aspirant_consent_end(struct records *records, int64_t person_key);

/* Reminders and calendar days of this subject, for aspirant_module.c. */
struct calendar_collection;
struct reminder_collection;
int remind_of_commitments(struct reminder_collection *reminder_collection);
int remind_of_hours(struct reminder_collection *reminder_collection);
int calendar_of_commitments(struct calendar_collection *gathering);

/* Computes the months of an aspirant from the hours that count and the pauses (months.c). */
struct hours_sum {
    int day, seconds;
};
struct month_inputs {
    const struct hours_sum *sums;
    size_t sum_count;
    const struct pause *pauses;
    size_t pause_count;
};
void months_compute(struct aspirant *aspirant, const struct month_inputs *facts, struct arena *arena);

/* Reads a commitment from a row with COMMITMENT_COLUMNS from `first_column` on. */
#define COMMITMENT_COLUMNS "promise.key, promise.kind, what.words, promise.due, promise.state, promise.since"
void commitment_read(const struct rows *rows, int first_column, struct arena *arena,
                     struct commitment *ret_commitments);

/* Marks the open commitment of employment as kept on that day, by the employment itself; inside a transaction. */
int commitment_keep_employment(struct plan_change *act, int day);
