/* Decision: what a manager decides about one step of a person: that it is skipped, with a date by which it is made up
 * for (introduction debt) or without, or that earlier experience is recognised. step_skip() and the others are in
 * plan.h; this is what there is to show of them. */
#pragma once

#include "domain/people/subject.h"
#include "domain/progress/state.h"
#include "domain/site/site.h"

struct decision {
    const char *step;
    enum plan_state state; /* STATE_SKIPPED or STATE_RECOGNISED */
    int64_t at;
    const char *by_name; /* NULL: the operator, or erased */
    const char *because; /* NULL for those who may not read comments */
    int until;           /* the day of the debt; DAY_NONE: none, or written off */
};

/* Those that stand, by step id. RIGHT_SEE_DATES. */
int decisions_of(struct site *site, const struct subject *subject, struct arena *arena, struct decision **ret_decisions,
                 size_t *ret_count);

/* The one about a step, NULL if none is. */
const struct decision *decision_find(const struct decision *decisions, size_t count, const char *step);

/* RIGHT_LEAD; `because` may not be blank. `until` is the date of the introduction debt for a skip (DAY_NONE: none);
 * FAIL_INPUT if it has passed. FAIL_RULE for what is done, and "was skipped already, by NAME, WHEN" for whoever decides
 * after another did. A skipped step may be recognised. */
int step_skip(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
              const char *because, int until);
int step_recognise(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
                   const char *because);

/* Sets the date of a skipped step's debt (DAY_NONE writes it off, also of a step that is no longer used; `because` may
 * be NULL), or skips with a debt. */
int step_defer(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
               const char *because, int until);

/* Takes back that a step was skipped or recognised: what stood before stands again. `because` may not be blank.
 * RIGHT_LEAD. */
int step_undo(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
              const char *because);
