/* Plan: one person's programme with dates, and where the person is with each step. The rules: docs/rules.md. */
#pragma once

#include "domain/content/content.h"
#include "domain/people/subject.h"
#include "domain/plan/due.h"
#include "domain/progress/state.h"
#include "domain/site/site.h"

#define REASON_NO_PLAN FAIL_REASON("no-plan") /* none at all, or none of that programme */

struct plan {
    int64_t key;
    struct person person;
    const char *programme, *programme_title;
    int start, ended_on; /* days; it runs until the day before `ended_on`, DAY_NONE: it runs */
    const char *edition;
    struct plan_item *items;
    size_t count;
};

/* Steps that `requires` says come before this one and that the person has not finished: a warning, never a refusal.
 * RIGHT_SEE_DATES. */
int step_unmet(struct site *site, const struct subject *subject, const char *step, struct arena *arena,
               struct content_ids *ret_ids);

/* RIGHT_LEAD, or SITE_START_PLANS for hr. FAIL_RULE if the same programme already runs for the person. */
int plan_start(struct site *site, const struct actor *actor, struct subject_ref person, const char *programme,
               int from);

/* Ends the plan of that programme today, because of something; what was done stays done. RIGHT_LEAD. */
int plan_end(struct site *site, const struct actor *actor, struct subject_ref person, const char *programme,
             const char *because);

/* RIGHT_SEE_DATES. `programme` NULL: the newest running plan. FAIL_NOT_FOUND if the person has none. Steps whose `for:`
 * leaves the person's background out are not in it. */
int plan_show(struct site *site, const struct subject *subject, const char *programme, struct arena *arena,
              struct plan *ret_plan);

/* True if plan_show() failed because there is nothing to show: no such plan (REASON_NO_PLAN), or nothing published. */
bool plan_is_none(int result);

/* One step of a person, in a plan or not (then due is DAY_NONE). RIGHT_SEE_DATES. */
int plan_step(struct site *site, const struct subject *subject, const char *step, struct arena *arena,
              struct plan_item *ret_item);

/* The programmes that run for the person, the newest first, and with `is_whole_history` those that have ended after
 * them; one for each programme. RIGHT_SEE_DATES. */
struct plan_choice {
    const char *programme, *title;
    int start, ended_on; /* ended_on DAY_NONE: it runs */
    bool is_running;
};
int plan_choices(struct site *site, const struct subject *subject, bool is_whole_history, struct arena *arena,
                 struct plan_choice **ret_choices, size_t *ret_count);

/* The running plans as one: the newest, with the steps of all of them. A step that several programmes ask for is there
 * once, due on the earliest day. Where several run, they are the choices, and each item has its programme's title; with
 * a single one there are none. RIGHT_SEE_DATES. FAIL_NOT_FOUND if no plan runs. */
int plan_show_together(struct site *site, const struct subject *subject, struct arena *arena, struct plan *ret_plan,
                       const struct plan_choice **ret_choices, size_t *ret_count);

struct plan_summary {
    struct person person;
    const char *programme;
    int start;
    int steps, finished, late, requested, changed;
    int most_late_days; /* working days that the oldest late step is late */
    int next_due;
};
/* Running plans of everybody whose dates the actor may see, in a unit and below (NULL: all), the latest first. */
int plan_summaries(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                   struct plan_summary **ret_summaries, size_t *ret_count);
