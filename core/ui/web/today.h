/* Today: the learner's start page. One large next thing, then this week, what changed, what waits on others, the
 * stairs. */
#pragma once

#include "domain/aspirant/aspirant.h"
#include "domain/plan/plan.h"
#include "domain/progress/deferral.h"
#include "domain/remind/reminder.h"
#include "ui/web/kernel/route.h"
#include "ui/web/staircase_svg.h"

extern const struct route_table today_routes;

/* Rows that share one heading: borrowed items of the plan. */
struct today_list {
    const struct plan_item **items;
    size_t count;
};

struct today_page {
    const struct plan *plan; /* NULL: no plan has been started */
    const char *name, *greeting;
    const char *mentor_name; /* NULL: nobody yet */
    const char *substitute_name;
    const struct plan_item *next; /* NULL: nothing is left */
    struct today_list week, waiting, changed;
    const struct plan_choice *programmes; /* more than one runs: which; else count 0 */
    size_t programme_count;
    struct deferral *deferrals;
    size_t deferral_count;
    int urgent; /* late or due today */
    int finished;
    int week_number;             /* of the plan, from 1 */
    struct reminder_list beside; /* what else there is to be reminded of */
    size_t circulars;            /* to read */
    size_t queue;                /* how many wait for this person's own signature */
    const char *staircase_title;
    struct staircase_svg staircase_svg; /* count 0: the programme leads to no staircase */
    const struct aspirant *aspirant;    /* works beside the studies; NULL */
    const char *next_level;             /* title of the next stair, NULL at the top */
    int next_level_number;
};

void page_today(struct template *into, const struct page *page, const struct today_page *today);
