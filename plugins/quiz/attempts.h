/* Attempts: stores people's answers, and computes the state of a question for a person. */
#pragma once

#include "grade.h"

#include <trappa/block.h>
#include <trappa/migration.h>
#include <trappa/personal.h>

extern const struct trappa_migration_1 attempts_migration;
extern const struct trappa_personal_1 attempts_personal;

/* The state of one question for one person, in the question's present version. */
struct attempt_state {
    bool is_right;
    bool was_another; /* answered only before the question was changed */
    int32_t trials;
    char words[ANSWER_MAX]; /* of the last answer; "" if erased */
};

int attempt_state_read(const struct trappa_shown_1 *shown, const struct form *form, struct attempt_state *ret_state);

/* Whether the person may still answer: not right yet, and trials left. A required question stays open. */
bool attempt_state_is_open(const struct form *form, const struct attempt_state *attempt_state);
bool attempt_state_is_used_up(const struct form *form, const struct attempt_state *attempt_state);

/* Stores one answer as the next trial. Only inside records->change(). */
int attempt_write(const struct trappa_shown_1 *shown, const struct form *form, const struct answer *answer);
