/* Caseload: the planned and actual number of a person's cases, week by week, beside a plan; entered by hand. */
#pragma once

#include "domain/plan/plan.h"

#define CASELOAD_NONE (-1) /* no number entered */
#define CASELOAD_MAX 200
#define CASELOAD_WEEKS_MAX 104

struct caseload_week {
    int monday;
    int planned, actual; /* CASELOAD_NONE */
};

/* Every week from the plan's first to the last with a number; none without numbers.
 * RIGHT_SEE_DATES. */
int caseload_of(struct site *site, const struct subject *subject, const struct plan *plan, struct arena *arena,
                struct caseload_week **ret_weeks, size_t *ret_count);

/* Sets the planned numbers from the plan's first week on, replacing earlier ones: "0 2 4 6 8", separated by spaces or
 * commas; blank removes them. `programme` NULL: the newest running plan. RIGHT_LEAD. */
int caseload_plan(struct site *site, const struct actor *actor, struct subject_ref person, const char *programme,
                  const char *ramp);

/* Sets the actual number for the week of `day`, which must have begun and lie in the plan. RIGHT_LEARN or
 * RIGHT_SIGN. */
int caseload_report(struct site *site, const struct actor *actor, struct subject_ref person, const char *programme,
                    int day, int cases);

int day_monday(int day); /* the Monday of its week */
