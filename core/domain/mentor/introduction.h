/* Introduction: what a manager does on somebody's first day, as one change: the person (if new), the plan, the
 * mentor. */
#pragma once

#include "domain/plan/plan.h"

struct introduction {
    struct subject_ref person;                    /* an existing learner; nobody for a new person */
    const char *name, *email, *unit, *background; /* of the new person; email and background may be NULL */
    const char *programme;
    int from;                  /* day */
    struct subject_ref mentor; /* nobody: none yet */
    const char *because;       /* why the mentor, where that needs a reason; NULL */
};

/* All or nothing. The new person's short id is made from the name. The failures are those of person_add, plan_start and
 * mentor_assign. */
int introduction_start(struct site *site, const struct actor *actor, const struct introduction *introduction,
                       struct arena *arena, struct person *ret_person);
