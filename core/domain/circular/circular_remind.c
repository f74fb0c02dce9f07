/* Circulars as reminders (remind/reminder.h): what waits to be read and confirmed, and what comes again. */
#include "domain/circular/circular.h"
#include "domain/remind/reminder_sources.h"

#include "base/clock.h"
#include "base/fail.h"

static void circular_add(struct reminding *reminding, const struct asked *asked)
{
    struct reminder reminder = {.title = asked->item.step.title,
                                .day = asked->item.due,
                                .path = arena_format(reminding->arena, "/moment/%s", asked->item.step.id)};
    if (asked->item.valid_until != DAY_NONE) { /* it comes again, and what was done runs out or has run out */
        reminder.kind = asked->item.is_late ? REMINDER_LATE : REMINDER_ENDING;
    } else if (asked->item.delta != DELTA_NONE) {
        reminder.kind = REMINDER_CHANGED;
        reminder.day = DAY_NONE;
    } else if (asked->item.due == DAY_NONE || asked->item.due >= reminding->today + REMINDER_DAYS) {
        reminder.kind = REMINDER_FOR_YOU;
        reminder.day = asked->since;
    } else {
        reminding_add_due(reminding, reminder);
        return;
    }
    reminding_add(reminding, &reminder);
}

int remind_of_circulars(struct reminding *reminding)
{
    struct circular_list list = {0};
    TRY(circulars_of(reminding->site, &reminding->actor, reminding->person, reminding->arena, &list));
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i].is_waiting)
            circular_add(reminding, &list.items[i]);
    return 0;
}
