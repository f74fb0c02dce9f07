/* What one's own plans remind of: steps that are late, due, sent back, changed, or with somebody; and debts. */
#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/plan/debt.h"
#include "domain/remind/reminder_sources.h"

static const char *step_path(const struct reminding *reminding, const char *step)
{
    return arena_format(reminding->arena, "/moment/%s", step);
}

/* One item, by the first that holds; what is done, or due later, is not reminded of. */
static void item_add(struct reminding *reminding, const struct plan_item *item)
{
    struct reminder reminder = {
        .title = item->step.title, .day = item->due, .path = step_path(reminding, item->step.id)};
    if (item->state == STATE_REQUESTED) {
        reminder.kind = REMINDER_ON_OTHERS;
        reminder.with_name = item->asked_name;
        reminder.day = instant_day(item->since);
    } else if (item->state == STATE_RETURNED) {
        reminder.kind = REMINDER_RETURNED;
    } else if (item->delta != DELTA_NONE) {
        reminder.kind = REMINDER_CHANGED;
        reminder.day = item->delta_from;
        reminder.path = arena_format(reminding->arena, "%s/skillnad", reminder.path);
    } else {
        if (!plan_item_is_finished(item))
            reminding_add_due(reminding, reminder);
        return;
    }
    reminding_add(reminding, &reminder);
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

int remind_of_plan(struct reminding *reminding)
{
    struct plan_choice *choices;
    size_t count = 0;
    TRY(plan_choices(reminding->site, &reminding->actor, reminding->person, false, reminding->arena, &choices, &count));
    struct plan *plans = arena_zeroed(reminding->arena, (count + 1) * sizeof *plans);
    for (size_t i = 0; i < count; i++)
        TRY(plan_show(reminding->site, &reminding->actor, reminding->person, choices[i].programme, reminding->arena,
                      &plans[i]));
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < plans[i].count; j++)
            if (!is_due_earlier_elsewhere(plans, count, i, &plans[i].items[j]))
                item_add(reminding, &plans[i].items[j]);
    return 0;
}

int remind_of_debts(struct reminding *reminding)
{
    struct debt *debts;
    size_t count = 0;
    TRY(debts_of(reminding->site, &reminding->actor, reminding->person, reminding->arena, &debts, &count));
    for (size_t i = 0; i < count; i++)
        if (!debts[i].step.is_retired)
            reminding_add_due(reminding, (struct reminder){.title = debts[i].step.title,
                                                           .day = debts[i].until,
                                                           .path = step_path(reminding, debts[i].step.id)});
    return 0;
}
