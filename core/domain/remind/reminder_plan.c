/* What one's own plans remind of: steps that are late, due, sent back, changed, or with somebody; and debts. */
#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/plan/plan.h"
#include "domain/progress/deferral.h"
#include "domain/progress/state.h"
#include "domain/remind/reminder_sources.h"

/* One item, by the first that holds; what is done, or due later, is not reminded of. */
static void item_add(struct reminder_collection *reminder_collection, const struct plan_item *item)
{
    struct reminder reminder = {
        .title = item->step.title, .day = item->due, .target = {.kind = TARGET_STEP, .id = item->step.id}};
    if (item->state == STATE_REQUESTED) {
        reminder.kind = REMINDER_ON_OTHERS;
        reminder.with_name = item->asked_name;
        reminder.day = instant_day(item->since);
    } else if (item->state == STATE_RETURNED) {
        reminder.kind = REMINDER_RETURNED;
    } else if (item->diff != REVISION_DIFF_NONE) {
        reminder.kind = REMINDER_CHANGED;
        reminder.day = item->diff_from;
        reminder.target.kind = TARGET_STEP_DIFF;
    } else {
        if (!plan_item_is_finished(item))
            reminder_collection_add_due(reminder_collection, reminder);
        return;
    }
    reminder_collection_add(reminder_collection, &reminder);
}

/* A step in two running plans is one step, due on the earlier day. */
static bool is_due_earlier_elsewhere(const struct plan *plans, size_t count, size_t which, const struct plan_item *item)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; i != which && j < plans[i].count; j++) {
            const struct plan_item *other = &plans[i].items[j];
            if (!text_equal(other->step.id, item->step.id))
                continue;
            int own = item->due == DAY_NONE ? INT32_MAX : item->due;
            int others = other->due == DAY_NONE ? INT32_MAX : other->due;
            return others < own || (others == own && i < which);
        }
    return false;
}

int remind_of_plan(struct reminder_collection *reminder_collection)
{
    struct plan_choice *choices;
    size_t count = 0;
    TRY(plan_choices(reminder_collection->site, &reminder_collection->actor, reminder_collection->person, false,
                     reminder_collection->arena, &choices, &count));
    struct plan *plans = arena_zeroed(reminder_collection->arena, (count + 1) * sizeof *plans);
    for (size_t i = 0; i < count; i++)
        TRY(plan_show(reminder_collection->site, &reminder_collection->actor, reminder_collection->person,
                      choices[i].programme, reminder_collection->arena, &plans[i]));
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < plans[i].count; j++)
            if (!is_due_earlier_elsewhere(plans, count, i, &plans[i].items[j]))
                item_add(reminder_collection, &plans[i].items[j]);
    return 0;
}

int remind_of_debts(struct reminder_collection *reminder_collection)
{
    struct deferral *deferrals;
    size_t count = 0;
    TRY(deferrals_of(reminder_collection->site, &reminder_collection->actor, reminder_collection->person,
                     reminder_collection->arena, &deferrals, &count));
    for (size_t i = 0; i < count; i++)
        if (!deferrals[i].step.is_retired)
            reminder_collection_add_due(reminder_collection,
                                        (struct reminder){.title = deferrals[i].step.title,
                                                          .day = deferrals[i].until,
                                                          .target = {.kind = TARGET_STEP, .id = deferrals[i].step.id}});
    return 0;
}
