/* Plan rows: reads the stored plans, for plan.c and plan_summary.c. */
#pragma once

#include "domain/plan/plan.h"

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

/* Leaves and shares of one plan. */
int plan_row_reschedules(struct records *records, int64_t plan_key, struct arena *arena,
                         struct due_reschedules *ret_reschedules);

/* True if the step is for that background, or if the step names none or the person has none. */
bool plan_is_for_background(const struct content_entry *entry, const char *background);
