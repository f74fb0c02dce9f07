/* Caseload: how many cases a person was planned to have and had, week by week, beside a plan; entered by hand. */
#pragma once

#include "domain/plan/plan.h"

#define CASELOAD_NONE (-1) /* not said */
#define CASELOAD_MAX 200
#define CASELOAD_WEEKS_MAX 104

struct caseload_week {
    int monday;
    int planned, actual; /* CASELOAD_NONE */
};

/* Every week from the plan's first to the last of which something is said; none if nothing is. RIGHT_SEE_DATES. */
int caseload_of(struct site *site, const struct subject *subject, const struct plan *plan, struct arena *arena,
                struct caseload_week **ret_weeks, size_t *ret_count);

/* The planned ramp from the plan's first week on, in place of the one there was: numbers with spaces or commas between,
 * "0 2 4 6 8"; blank takes it away. `programme` NULL: the newest running plan. RIGHT_LEAD. */
int caseload_plan(struct site *site, const struct actor *actor, struct subject_ref person, const char *programme,
                  const char *ramp);

/* How many it was in the week of `day`, which has begun and is the plan's. By the person or who may sign
 * (RIGHT_LEARN or RIGHT_SIGN). */
int caseload_report(struct site *site, const struct actor *actor, struct subject_ref person, const char *programme,
                    int day, int cases);

int day_monday(int day); /* of its week */
