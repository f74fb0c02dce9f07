/* Decision: what a manager decides about one step of a person: that it is skipped, with a date by which it is made up
 * for (introduction debt) or without, or that earlier experience is recognised. step_skip() and the others are in
 * plan.h; this is what there is to show of them. */
#pragma once

#include "domain/plan/plan.h"

struct decision {
    const char *step;
    enum plan_state state; /* STATE_SKIPPED or STATE_RECOGNISED */
    int64_t at;
    const char *by_name; /* NULL: the operator, or erased */
    const char *because; /* NULL for those who may not read comments */
    int until;           /* the day of the debt; DAY_NONE: none, or written off */
};

/* Those that stand, by step id. RIGHT_SEE_DATES. */
int decisions_of(struct site *site, const struct actor *actor, const struct person *person, struct arena *arena,
                 struct decision **ret_decisions, size_t *ret_count);

/* The one about a step, NULL if none is. */
const struct decision *decision_find(const struct decision *decisions, size_t count, const char *step);
