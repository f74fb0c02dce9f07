/* Decision: what a manager decides about one step of a person: that it is skipped, perhaps deferred to a date by which
 * it must be made up for, or that prior learning is recognised. */
#pragma once

#include "domain/people/subject.h"
#include "domain/progress/state.h"
#include "domain/site/site.h"

struct decision {
    const char *step;
    enum plan_state state; /* STATE_SKIPPED or STATE_RECOGNISED */
    int64_t at;
    const char *by_name; /* NULL: the operator, or erased */
    const char *because; /* NULL also if the actor may not see comments */
    int until;           /* the date of the deferral; DAY_NONE: none, or written off */
};

/* The decisions in force, by step id. RIGHT_SEE_DATES. */
int decisions_of(struct site *site, const struct subject *subject, struct arena *arena, struct decision **ret_decisions,
                 size_t *ret_count);

/* The decision about a step; NULL if there is none. */
const struct decision *decision_find(const struct decision *decisions, size_t count, const char *step);

/* Skip a step, or recognise prior learning in it. RIGHT_LEAD; `because` must not be blank. `until` is the date of a
 * deferral (DAY_NONE: none); FAIL_INPUT if it has passed. FAIL_RULE for a step that is done, and "was skipped already,
 * by NAME, WHEN" if it is skipped. A skipped step may be recognised. */
int step_skip(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
              const char *because, int until);
int step_recognise(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
                   const char *because);

/* Sets the date of a deferral, or skips the step with one. DAY_NONE writes the deferral off, also of a step no longer
 * used; `because` may be NULL. */
int step_defer(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
               const char *because, int until);

/* Undoes a skip or a recognition: the earlier state returns. `because` must not be blank. RIGHT_LEAD. */
int step_undo(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
              const char *because);
