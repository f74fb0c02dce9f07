/* Hire: a student becomes an employee. States belong to person and step, so the plan of the introduction starts with
 * all that was done and signed. */
#pragma once

#include "domain/aspirant/aspirant.h"
#include "domain/progress/state.h"

struct hiring {
    struct subject_ref person;
    int from;
    const char *programme;   /* NULL: "introduktion" */
    const char *unit;        /* NULL: unchanged */
    const char *background;  /* NULL: unchanged */
    int in_profession_since; /* DAY_NONE: unchanged */
};

/* Ends the aspirant's time and plan, keeps the commitment of employment, ends the consent to the university, and starts
 * the programme; a running plan of it continues. RIGHT_LEAD; another unit must be the actor's or below it. FAIL_RULE
 * for somebody already employed or gone. */
int aspirant_hire(struct site *site, const struct actor *actor, const struct hiring *hiring);

/* The steps of the introduction that count already and those that remain, from the plan. Borrowed items. */
struct hire_balance {
    size_t counted, signed_count;
    const struct plan_item **remaining;
    size_t remaining_count;
};
void hire_balance(const struct plan *plan, struct arena *arena, struct hire_balance *ret_balance);
