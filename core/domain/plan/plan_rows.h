/* Plan rows: reads the stored plans, for plan.c and plan_summary.c. */
#pragma once

#include "domain/plan/plan.h"

/* SQL: a plan with the leave (`l`), and each share (`s`), that it reads: what the person has, as far as it is of the
 * plan's time, and was told before the plan ended. */
#define PLAN_LEAVES                                                                                                    \
    "plan JOIN plan_leave AS l ON l.person_key = plan.person_key AND l.ended_at IS NULL"                               \
    " AND (l.last IS NULL OR l.last >= plan.start) AND (plan.ended_on IS NULL OR l.told_on <= plan.ended_on)"
#define PLAN_SHARES                                                                                                    \
    "plan JOIN plan_share AS s ON s.person_key = plan.person_key AND s.ended_at IS NULL AND s.first >="                \
    " (SELECT coalesce(max(before.first), 0) FROM plan_share AS before WHERE before.person_key = plan.person_key"      \
    " AND before.ended_at IS NULL AND before.first <= plan.start)"                                                     \
    " AND (plan.ended_on IS NULL OR coalesce(s.told_on, s.first) <= plan.ended_on)"

struct plan_row {
    int64_t key;
    const char *programme;
    int start, ended_on;
};

/* The person's newest plan that runs today; with `programme` the newest of that programme, running or not. key 0 if
 * there is none. */
int plan_row_newest(struct records *records, int64_t person_key, const char *programme, struct arena *arena,
                    struct plan_row *ret_row);

/* All plans that run today, the newest first; and the same followed by those that have ended. */
int plan_rows_running(struct records *records, int64_t person_key, struct arena *arena, struct plan_row **ret_rows,
                      size_t *ret_count);
int plan_rows_all(struct records *records, int64_t person_key, struct arena *arena, struct plan_row **ret_rows,
                  size_t *ret_count);

/* The person's leaves and shares, as one plan reads them. */
int plan_row_reschedules(struct records *records, int64_t plan_key, struct arena *arena,
                         struct due_reschedules *ret_reschedules);

/* True if the step is for that background, or if the step names none or the person has none. */
bool plan_is_for_background(const struct content_entry *entry, const char *background);
