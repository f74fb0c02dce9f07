/* Attempts: what people answered, and where they stand because of it. */
#pragma once

#include "grade.h"

#include <trappa/block.h>
#include <trappa/migration.h>
#include <trappa/personal.h>

extern const struct trappa_migration_1 attempts_migration;
extern const struct trappa_personal_1 attempts_personal;

/* How one person stands with one question, as it reads now. */
struct attempt_state {
    bool is_right;
    bool was_another; /* answered before the question was changed, and not since */
    int32_t trials;
    char words[ANSWER_MAX]; /* of the last answer; "" when it has been erased */
};

int attempt_state_read(const struct trappa_shown_1 *shown, const struct form *form, struct attempt_state *ret_state);

/* Whether there is something left to answer: it is not right, and trials are left. A required question stays open. */
bool attempt_state_is_open(const struct form *form, const struct attempt_state *attempt_state);
bool attempt_state_is_used_up(const struct form *form, const struct attempt_state *attempt_state);

/* Only inside records->change(): keeps one answer as the next trial. */
int attempt_write(const struct trappa_shown_1 *shown, const struct form *form, const struct answer *answer);
