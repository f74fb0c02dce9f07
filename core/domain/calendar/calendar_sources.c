/* What has a day: steps of running plans, what was put off, who waits; see calendar_sources.h. */
#include "domain/calendar/calendar_sources.h"

#include "base/clock.h"
#include "domain/plan/debt.h"
#include "domain/plan/signoff.h"
#include "domain/plan/talk.h"

static const char *step_path(const struct calendar_gathering *gathering, const char *step)
{
    return arena_format(gathering->arena, "/moment/%s", step);
}

static void item_add(struct calendar_gathering *gathering, const struct plan_item *item)
{
    struct calendar_entry entry = {.subject = item->step.id, .title = item->step.title, .day = item->due};
    entry.path = step_path(gathering, item->step.id);
    if (item->delta_from != DAY_NONE) { /* it was done, so its due day has nothing more to say */
        entry.kind = CALENDAR_LAPSES;
        entry.day = item->delta_from;
    } else if (plan_item_is_finished(item)) {
        return;
    }
    calendar_add(gathering, &entry);
}

int calendar_of_plans(struct calendar_gathering *gathering)
{
    struct plan_choice *choices;
    size_t count = 0;
    TRY(plan_choices(gathering->site, &gathering->actor, gathering->person, false, gathering->arena, &choices, &count));
    for (size_t i = 0; i < count; i++) {
        struct plan plan;
        TRY(plan_show(gathering->site, &gathering->actor, gathering->person, choices[i].programme, gathering->arena,
                      &plan));
        for (size_t j = 0; j < plan.count; j++)
            item_add(gathering, &plan.items[j]);
    }
    return 0;
}

int calendar_of_debts(struct calendar_gathering *gathering)
{
    struct debt *debts;
    size_t count = 0;
    TRY(debts_of(gathering->site, &gathering->actor, gathering->person, gathering->arena, &debts, &count));
    for (size_t i = 0; i < count; i++)
        if (!debts[i].step.is_retired)
            calendar_add(gathering, &(struct calendar_entry){.kind = CALENDAR_DEBT,
                                                             .subject = debts[i].step.id,
                                                             .title = debts[i].step.title,
                                                             .day = debts[i].until,
                                                             .path = step_path(gathering, debts[i].step.id)});
    return 0;
}

/* One event for all that wait, on the day by which the oldest should have an answer: an event for each would tell how
 * many learners somebody has, and move about all day. */
int calendar_of_requests(struct calendar_gathering *gathering)
{
    struct waiting *waiting;
    size_t count = 0;
    struct calendar_entry signs = {.kind = CALENDAR_SIGN, .subject = "all", .day = DAY_NONE, .path = "/intyga"};
    struct calendar_entry observes = {.kind = CALENDAR_OBSERVE, .subject = "all", .day = DAY_NONE, .path = "/intyga"};
    TRY(sign_queue(gathering->site, &gathering->actor, gathering->arena, &waiting, &count));
    for (size_t i = 0; i < count; i++) {
        struct calendar_entry *entry = waiting[i].to_observe ? &observes : &signs;
        if (entry->count++ == 0) /* oldest first */
            entry->day = instant_day(waiting[i].asked_at) + TALK_WAITED_DAYS;
    }
    calendar_add(gathering, &signs);
    calendar_add(gathering, &observes);
    return 0;
}
