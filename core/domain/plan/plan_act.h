/* Plan act: how every change of a person's plans begins and ends; for plan_start.c, shift.c, caseload.c and others.
 *
 *     CLEANUP(plan_act_finish) struct plan_act act = PLAN_ACT(site, actor);
 *     TRY(plan_act_begin(&act));
 *     int result = something_write(&act, person_id);   // plan_act_read_person(), the rules, records_write()
 *     return plan_act_end(&act, result, "plan.started");
 */
#pragma once

#include "base/json.h"
#include "domain/plan/plan_rows.h"

struct plan_act {
    struct site *site;
    const struct actor *actor;
    struct arena arena;
    struct person person;
    struct plan_row plan; /* plan_act_read_plan() */
    struct text data;     /* what the event says: add keys to `json` */
    struct json json;
};

/* `data` and `json` are joined in plan_act_begin(). */
#define PLAN_ACT(site_pointer, actor_pointer)                                                                          \
    ((struct plan_act){.site = (site_pointer), .actor = (actor_pointer), .data = TEXT(64 * 1024)})

void plan_act_finish(struct plan_act *act);
int plan_act_begin(struct plan_act *act);
int plan_act_end(struct plan_act *act, int result, const char *event);

/* The person, whose account must be active and about whom the actor has the right. */
int plan_act_read_person(struct plan_act *act, const char *person_id, enum right right);

/* The person's newest running plan, or that of the programme (may be NULL) if it runs. FAIL_NOT_FOUND. */
int plan_act_read_plan(struct plan_act *act, const char *programme);

/* FAIL_NOT_FOUND "person 'anna': has no plan that runs". */
int plan_fail_none(const char *person_id);

/* FAIL_INPUT for a day that only a mistyped year can mean. */
int plan_check_near(int day);
