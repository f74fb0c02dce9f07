/* Today: the learner's start page (I dag): the next step in large, this week, what changed, what waits for others, the
 * staircase. */
#pragma once

#include "domain/aspirant/aspirant.h"
#include "domain/plan/plan.h"
#include "domain/progress/deferral.h"
#include "domain/remind/reminder.h"
#include "ui/web/kernel/route.h"
#include "ui/web/staircase_svg.h"

extern const struct route_table today_routes;

/* Rows under one heading; borrowed items of the plan. */
struct today_list {
    const struct plan_item **items;
    size_t count;
};

struct today_page {
    const struct plan *plan; /* NULL: no plan has been started */
    const char *name, *greeting;
    const char *mentor_name; /* NULL: no mentor yet */
    const char *substitute_name;
    const struct plan_item *next; /* NULL: nothing is left */
    struct today_list week, waiting, changed;
    const struct plan_choice *programmes; /* if several run, their choices; else count 0 */
    size_t programme_count;
    struct deferral *deferrals;
    size_t deferral_count;
    int urgent; /* late or due today */
    int finished;
    int week_number;             /* of the plan, from 1 */
    struct reminder_list beside; /* reminders not shown otherwise */
    size_t circulars;            /* that the person has to read */
    size_t queue;                /* number of requests for this person's own signature */
    const char *staircase_title;
    struct staircase_svg staircase_svg; /* count 0: the programme leads to no staircase */
    const struct aspirant *aspirant;    /* employed beside the studies; NULL */
    const char *next_level;             /* title of the next level; NULL at the top */
    int next_level_number;
};

void page_today(struct template *into, const struct page *page, const struct today_page *today);
