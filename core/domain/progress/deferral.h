/* Deferral: a skipped step with a date by which it must be made up for ("introduction debt" in commands and pages).
 * Doing the step ends it; a manager sets another date or writes it off (step_defer() in decision.h). Until then it is
 * shown to the person on the start page, and to managers on the unit's page. */
#pragma once

#include "domain/people/subject.h"
#include "domain/progress/state.h"
#include "domain/site/site.h"

struct deferral {
    struct person person;
    struct content_entry step; /* is_retired: no longer used, so that it can only be written off */
    int until;
    bool is_due;                   /* the day has come or passed */
    const char *by_name, *because; /* who skipped the step, and the reason; NULL as in decision.h */
};

/* Deferrals of one person, by day. RIGHT_SEE_DATES. */
int deferrals_of(struct site *site, const struct subject *subject, struct arena *arena, struct deferral **ret_deferrals,
                 size_t *ret_count);

/* Deferrals of everybody in a unit and below (NULL: all units) whose dates the actor may see, by day. */
int deferrals_in(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                 struct deferral **ret_deferrals, size_t *ret_count);
