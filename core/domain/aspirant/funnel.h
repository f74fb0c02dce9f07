/* Funnel: of those who began in a term, how many went on to each next stage. Whoever left is counted at every stage
 * that was reached. Figures about one to four people are withheld from HR, whose figures leave the unit. */
#pragma once

#include "domain/aspirant/aspirant.h"

#define FUNNEL_WITHHELD (-1)

enum funnel_stage {
    FUNNEL_PLACEMENT,
    FUNNEL_ASPIRANT,
    FUNNEL_OFFERED, /* an employment was offered, or given */
    FUNNEL_HIRED,
    FUNNEL_AFTER_12, /* still here twelve months after the employment began */
    FUNNEL_AFTER_24,
    FUNNEL_STAGES
};
const char *funnel_stage_word(enum funnel_stage stage); /* "placement", ..., "after_12", "after_24" */

struct funnel_term {
    int year;
    bool is_autumn;
    int people;                /* who began in it */
    int counts[FUNNEL_STAGES]; /* or FUNNEL_WITHHELD */
    int due[FUNNEL_STAGES];    /* of how many it can be said today: those employed long enough ago; else `people` */
};

struct funnel {
    struct funnel_term *terms; /* the oldest first */
    size_t count;
    struct funnel_term total; /* year 0 */
    bool is_withheld;         /* something is */
};

/* Manager for the own unit and below, HR and the operator for all; `unit` may be NULL. SITE_SEE_UNIT. */
int funnel_read(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                struct funnel *ret_funnel);
