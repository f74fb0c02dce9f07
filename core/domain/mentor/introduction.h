/* Introduction: what a manager does on a person's first day, as one change: adds the person (if new), starts the plan
 * and assigns the mentor. */
#pragma once

#include "domain/plan/plan.h"

struct introduction {
    struct subject_ref person;                    /* an existing learner; nobody: a new person */
    const char *name, *email, *unit, *background; /* of the new person; email and background may be NULL */
    const char *programme;
    int from;                  /* day */
    struct subject_ref mentor; /* nobody: no mentor yet */
    const char *because;       /* the reason for the mentor, if one is needed; NULL */
    bool replaces_mentor;      /* the mentor takes the place of one who is in force */
};

/* Another mentor is in force, and it was not said that they change. */
#define REASON_HAS_MENTOR FAIL_REASON("has-mentor")

/* Does all or nothing. The short id of a new person is made from the name. Fails as person_add(), plan_start() and
 * mentor_assign(); one who is the mentor already stays so. */
int introduction_start(struct site *site, const struct actor *actor, const struct introduction *introduction,
                       struct arena *arena, struct person *ret_person);
