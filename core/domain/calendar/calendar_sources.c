/* What has a day: steps of running plans, what was put off, who waits; see calendar_sources.h. */
#include "domain/calendar/calendar_sources.h"

#include "base/clock.h"
#include "domain/mentor/supervision.h"
#include "domain/progress/deferral.h"
#include "domain/progress/state.h"
#include "domain/signoff/signoff.h"

static void item_add(struct calendar_collection *gathering, const struct plan_item *item)
{
    struct calendar_entry entry = {.subject = item->step.id, .title = item->step.title, .day = item->due};
    entry.target = (struct target){.kind = TARGET_STEP, .id = item->step.id};
    if (item->diff_from != DAY_NONE) { /* it was done, so its due day has nothing more to say */
        entry.kind = CALENDAR_LAPSES;
        entry.day = item->diff_from;
    } else if (plan_item_is_finished(item)) {
        return;
    }
    calendar_add(gathering, &entry);
}

int calendar_of_plans(struct calendar_collection *gathering)
{
    struct plan_choice *choices;
    size_t count = 0;
    TRY(plan_choices(gathering->site, &gathering->self, false, gathering->arena, &choices, &count));
    for (size_t i = 0; i < count; i++) {
        struct plan plan;
        TRY(plan_show(gathering->site, &gathering->self, choices[i].programme, gathering->arena, &plan));
        for (size_t j = 0; j < plan.count; j++)
            item_add(gathering, &plan.items[j]);
    }
    return 0;
}

int calendar_of_deferrals(struct calendar_collection *gathering)
{
    struct deferral *deferrals;
    size_t count = 0;
    TRY(deferrals_of(gathering->site, &gathering->self, gathering->arena, &deferrals, &count));
    for (size_t i = 0; i < count; i++)
        if (!deferrals[i].step.is_retired)
            calendar_add(gathering,
                         &(struct calendar_entry){.kind = CALENDAR_DEFERRAL,
                                                  .subject = deferrals[i].step.id,
                                                  .title = deferrals[i].step.title,
                                                  .day = deferrals[i].until,
                                                  .target = {.kind = TARGET_STEP, .id = deferrals[i].step.id}});
    return 0;
}

/* One event for all that wait, on the day by which the oldest should have an answer: an event for each would tell how
 * many learners somebody has, and move about all day. */
int calendar_of_requests(struct calendar_collection *gathering)
{
    struct signoff_queue_item *waiting;
    size_t count = 0;
    struct calendar_entry signs = {
        .kind = CALENDAR_SIGN, .subject = "all", .day = DAY_NONE, .target = {.kind = TARGET_SIGNOFF_QUEUE}};
    struct calendar_entry observes = {
        .kind = CALENDAR_OBSERVE, .subject = "all", .day = DAY_NONE, .target = {.kind = TARGET_SIGNOFF_QUEUE}};
    TRY(signoff_queue(gathering->site, &gathering->actor, gathering->arena, &waiting, &count));
    for (size_t i = 0; i < count; i++) {
        struct calendar_entry *entry = waiting[i].to_observe ? &observes : &signs;
        if (entry->count++ == 0) /* oldest first */
            entry->day = instant_day(waiting[i].asked_at) + SUPERVISION_WAITED_DAYS;
    }
    calendar_add(gathering, &signs);
    calendar_add(gathering, &observes);
    return 0;
}
