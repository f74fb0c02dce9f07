/* Funnel: how many of those who began in a term reached each later stage. A student who left counts at every stage that
 * was reached. Figures about one to four people are withheld from HR, since they leave the unit. */
#pragma once

#include "domain/aspirant/aspirant.h"

#define FUNNEL_WITHHELD (-1)

enum funnel_stage {
    FUNNEL_PLACEMENT,
    FUNNEL_ASPIRANT,
    FUNNEL_OFFERED, /* employment was offered or given */
    FUNNEL_HIRED,
    FUNNEL_AFTER_12, /* still here twelve months after the employment began */
    FUNNEL_AFTER_24,
    FUNNEL_STAGES
};
const char *funnel_stage_word(enum funnel_stage stage); /* "placement", ..., "after_12", "after_24" */

struct funnel_term {
    int year;
    bool is_autumn;
    int people;                /* who began in that term */
    int counts[FUNNEL_STAGES]; /* or FUNNEL_WITHHELD */
    int due[FUNNEL_STAGES];    /* how many can be judged today: those employed long enough ago; else `people` */
};

struct funnel {
    struct funnel_term *terms; /* oldest first */
    size_t count;
    struct funnel_term total; /* year 0 */
    bool is_withheld;         /* some figure is withheld */
};

/* The funnel of a unit and below. SITE_SEE_UNIT: a manager for the own unit, HR and the operator for all; `unit` may be
 * NULL. */
int funnel_read(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                struct funnel *ret_funnel);
