/* Hire: a student becomes an employee. What was signed stays signed: states belong to person and step, so the plan of
 * the introduction begins with all that was done. */
#pragma once

#include "domain/aspirant/aspirant.h"
#include "domain/progress/state.h"

struct hiring {
    struct subject_ref person;
    int from;
    const char *programme;   /* NULL: "introduktion" */
    const char *unit;        /* NULL: the same */
    const char *background;  /* NULL: as it was */
    int in_profession_since; /* DAY_NONE: as it was */
};

/* Ends the aspirant's time and its plan, keeps the promise of employment, ends the consent to the university, and
 * starts the programme. RIGHT_LEAD; another unit must be the actor's or below it. FAIL_RULE for whoever is employed
 * already or has left; a plan of the programme that runs already goes on. */
int aspirant_hire(struct site *site, const struct actor *actor, const struct hiring *hiring);

/* What of the introduction counts already and what remains, from the plan. Borrowed items. */
struct hire_balance {
    size_t counted, signed_count;
    const struct plan_item **remaining;
    size_t remaining_count;
};
void hire_balance(const struct plan *plan, struct arena *arena, struct hire_balance *ret_balance);
