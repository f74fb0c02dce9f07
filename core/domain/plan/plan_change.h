/* Plan change: the unit of work (people/change.h) that changes one person's plans or the rows that belong to them.
 *
 *     CLEANUP(plan_change_finish) struct plan_change act = PLAN_CHANGE(site, actor);
 *     TRY(plan_change_begin(&act, person, RIGHT_LEAD));
 *     int result = something_write(&act);              // plan_change_read_plan(), the rules, records_write()
 *     return plan_change_end(&act, result, "plan.started"); */
#pragma once

#include "domain/people/change.h"
#include "domain/plan/plan_rows.h"

struct plan_change {
    struct change change;
    struct site *site;
    const struct person *person; /* of `change`, once it has begun */
    struct plan_row plan;        /* set by plan_change_read_plan() */
};

#define PLAN_CHANGE(site_pointer, actor_pointer)                                                                       \
    ((struct plan_change){.change = CHANGE((site_pointer)->records, (actor_pointer)), .site = (site_pointer)})

void plan_change_finish(struct plan_change *act);

/* As in change.h; the person's account must be active. */
int plan_change_begin(struct plan_change *act, struct subject_ref person, enum right right);
int plan_change_end(struct plan_change *act, int result, const char *event);

/* The same for rules that need more than one right: calls `check` first instead. */
int plan_change_begin_checked(struct plan_change *act, struct subject_ref person,
                              int (*check)(const struct subject *subject));

/* As plan_change_begin(), also for a person whose account is closed: for what ends something. */
int plan_change_begin_ending(struct plan_change *act, struct subject_ref person, enum right right);

/* Ends all running plans of a person who is erased, inside that transaction. */
struct departure;
int plan_end_all(struct records *records, const struct departure *departure);

/* Reads the person's running plan of the programme; NULL: the newest running plan. FAIL_NOT_FOUND if there is none. */
int plan_change_read_plan(struct plan_change *act, const char *programme);

/* Returns FAIL_NOT_FOUND "person 'anna': has no plan that runs". */
int plan_fail_none(const char *person_id);

/* FAIL_INPUT for a day so far away that its year must be mistyped. */
int plan_check_day(int day);
