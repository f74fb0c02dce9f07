/* Debt: introduction debt, what was skipped with a date by which it is to be made up for. Doing the step repays it; a
 * manager sets another date or writes it off (step_defer() in plan.h). It is reminded of by being shown, to the person
 * on the start page and to those who lead on the unit's, until it is over. */
#pragma once

#include "domain/people/subject.h"
#include "domain/progress/state.h"
#include "domain/site/site.h"

struct deferral {
    struct person person;
    struct content_entry step; /* is_retired: no longer used, so that it can only be written off */
    int until;
    bool is_due;                   /* the day has come, or passed */
    const char *by_name, *because; /* who skipped it, and why; NULL as in decision.h */
};

/* Of one person, by day. RIGHT_SEE_DATES. */
int deferrals_of(struct site *site, const struct subject *subject, struct arena *arena, struct deferral **ret_deferrals,
                 size_t *ret_count);

/* Of everybody in a unit and below (NULL: all units) whose dates the actor may see, by day. */
int deferrals_in(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                 struct deferral **ret_deferrals, size_t *ret_count);
