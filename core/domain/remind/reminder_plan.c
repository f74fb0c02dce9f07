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

int remind_of_plan(struct reminder_collection *reminder_collection)
{
    struct plan plan;
    const struct plan_choice *choices;
    size_t count = 0;
    int result = plan_show_together(reminder_collection->site, &reminder_collection->self, reminder_collection->arena,
                                    &plan, &choices, &count);
    if (result == FAIL_NOT_FOUND)
        return 0; /* none runs */
    TRY(result);
    for (size_t i = 0; i < plan.count; i++)
        item_add(reminder_collection, &plan.items[i]);
    return 0;
}

int remind_of_debts(struct reminder_collection *reminder_collection)
{
    struct deferral *deferrals;
    size_t count = 0;
    TRY(deferrals_of(reminder_collection->site, &reminder_collection->self, reminder_collection->arena, &deferrals,
                     &count));
    for (size_t i = 0; i < count; i++)
        if (!deferrals[i].step.is_retired)
            reminder_collection_add_due(reminder_collection,
                                        (struct reminder){.title = deferrals[i].step.title,
                                                          .day = deferrals[i].until,
                                                          .target = {.kind = TARGET_STEP, .id = deferrals[i].step.id}});
    return 0;
}
