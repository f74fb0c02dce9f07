/* Plan change: how every change of a person's plans begins and ends; for plan_start.c, reschedule.c, added_step.c and
 * caseload.c.
 *
 *     CLEANUP(plan_change_finish) struct plan_change change = PLAN_CHANGE(site, actor);
 *     TRY(plan_change_begin(&change));
 *     int result = something_write(&change, person_id);   // plan_change_read_person(), the rules, records_write()
 *     return plan_change_end(&change, result, "plan.started");
 */
#pragma once

#include "base/json.h"
#include "domain/plan/plan_rows.h"

struct plan_change {
    struct site *site;
    const struct actor *actor;
    struct arena arena;
    struct person person;
    struct plan_row plan; /* plan_change_read_plan() */
    struct text data;     /* what the event says: add keys to `json` */
    struct json json;
};

/* `data` and `json` are joined in plan_change_begin(). */
#define PLAN_CHANGE(site_pointer, actor_pointer)                                                                       \
    ((struct plan_change){.site = (site_pointer), .actor = (actor_pointer), .data = TEXT(64 * 1024)})

void plan_change_finish(struct plan_change *act);
int plan_change_begin(struct plan_change *act);
int plan_change_end(struct plan_change *act, int result, const char *event);

/* The person, whose account must be active and about whom the actor has the right. */
int plan_change_read_person(struct plan_change *act, const char *person_id, enum right right);

/* The person's newest running plan, or that of the programme (may be NULL) if it runs. FAIL_NOT_FOUND. */
int plan_change_read_plan(struct plan_change *act, const char *programme);

/* FAIL_NOT_FOUND "person 'anna': has no plan that runs". */
int plan_fail_none(const char *person_id);

/* FAIL_INPUT for a day that only a mistyped year can mean. */
int plan_check_near(int day);
