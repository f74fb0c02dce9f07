/* Attempts: what people answered, and where they stand because of it. */
#pragma once

#include "grade.h"

#include <trappa/block.h>
#include <trappa/migration.h>
#include <trappa/personal.h>

extern const struct trappa_migration_1 attempts_migration;
extern const struct trappa_personal_1 attempts_personal;

/* How one person stands with one question, as it reads now. */
struct standing {
    bool is_right;
    bool was_another; /* answered before the question was changed, and not since */
    int32_t trials;
    char words[GIVEN_MOST]; /* of the last answer; "" when it has been erased */
};

int standing_read(const struct trappa_shown_1 *shown, const struct form *form, struct standing *ret_standing);

/* Whether there is something left to answer: it is not right, and trials are left. A required question stays open. */
bool standing_is_open(const struct form *form, const struct standing *standing);
bool standing_is_used_up(const struct form *form, const struct standing *standing);

/* Only inside records->change(): keeps one answer as the next trial. */
int attempt_write(const struct trappa_shown_1 *shown, const struct form *form, const struct given *given);
