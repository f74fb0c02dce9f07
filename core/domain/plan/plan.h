/* Plan: one person's programme with dates, and the person's state with each step. The rules: docs/rules.md. */
#pragma once

#include "domain/content/content.h"
#include "domain/people/subject.h"
#include "domain/plan/due.h"
#include "domain/progress/state.h"
#include "domain/site/site.h"

#define REASON_NO_PLAN FAIL_REASON("no-plan") /* no plan at all, or none of that programme */

struct plan {
    int64_t key;
    struct person person;
    const char *programme, *programme_title;
    int start, ended_on; /* days; it runs until the day before `ended_on`; DAY_NONE: it still runs */
    const char *edition;
    struct plan_item *items;
    size_t count;
};

/* The steps that `requires` lists for this one and that the person has not finished: for a warning, nothing is refused.
 * RIGHT_SEE_DATES. */
int step_unmet_requirements(struct site *site, const struct subject *subject, const char *step, struct arena *arena,
                            struct content_ids *ret_ids);

/* Starts a plan. RIGHT_LEAD, or SITE_START_PLANS for HR. FAIL_RULE if the person has a running plan of the
 * programme. */
int plan_start(struct site *site, const struct actor *actor, struct subject_ref person, const char *programme,
               int from);

/* Moves the first day of a running plan of the programme, and with it the days that count from there. Who may start one
 * may move it. FAIL_NOT_FOUND without one. The caller has asked plan_is_begun() in the same transaction. */
int plan_move(struct site *site, const struct actor *actor, struct subject_ref person, const char *programme, int from);

/* True if something is done, requested or decided in it, or a step was added. RIGHT_SEE_DATES. Before the transaction
 * has written anything: plan_show() keeps what it worked out. */
int plan_is_begun(struct site *site, const struct subject *subject, const char *programme, bool *ret_is_begun);

/* Ends the plan of that programme today; what was done stays done. RIGHT_LEAD. */
int plan_end(struct site *site, const struct actor *actor, struct subject_ref person, const char *programme,
             const char *because);

/* Reads a plan; `programme` NULL: the newest that runs. Steps whose `for:` excludes the person's background are left
 * out. RIGHT_SEE_DATES. FAIL_NOT_FOUND, REASON_NO_PLAN, if the person has none. */
int plan_show(struct site *site, const struct subject *subject, const char *programme, struct arena *arena,
              struct plan *ret_plan);

/* True if plan_show() failed because there is nothing to show: no such plan (REASON_NO_PLAN), or no edition. */
bool plan_is_none(int result);

/* One step of a person, with due DAY_NONE if no plan has it. RIGHT_SEE_DATES. */
int plan_step(struct site *site, const struct subject *subject, const char *step, struct arena *arena,
              struct plan_item *ret_item);

/* The running programmes of a person, the newest first; with `is_whole_history` followed by those that have ended. Each
 * programme once. RIGHT_SEE_DATES. */
struct plan_choice {
    const char *programme, *title;
    int start, ended_on; /* ended_on DAY_NONE: it still runs */
    bool is_running;
};
int plan_choices(struct site *site, const struct subject *subject, bool is_whole_history, struct arena *arena,
                 struct plan_choice **ret_choices, size_t *ret_count);

/* All running plans as one: the newest, with the steps of all. A step in several programmes appears once, due on the
 * earliest day. If several plans run, *ret_choices lists them and each item has its programme's title; with a single
 * one it is empty. RIGHT_SEE_DATES. FAIL_NOT_FOUND if no plan runs. */
int plan_show_together(struct site *site, const struct subject *subject, struct arena *arena, struct plan *ret_plan,
                       const struct plan_choice **ret_choices, size_t *ret_count);

struct plan_summary {
    struct person person;
    const char *programme;
    int start;
    int steps, finished, late, requested, changed;
    int most_late_days; /* working days since the oldest late step was due */
    int next_due;
};
/* Summaries of the running plans of everybody whose dates the actor may see, in a unit and below (NULL: all), the
 * latest first. */
int plan_summaries(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                   struct plan_summary **ret_summaries, size_t *ret_count);
