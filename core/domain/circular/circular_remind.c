/* Circulars as reminders (remind/reminder.h): what waits to be read and confirmed, and what comes again. */
#include "domain/circular/circular.h"
#include "domain/circular/circular_sources.h"
#include "domain/remind/reminder.h"

#include "base/clock.h"
#include "base/fail.h"

static void circular_add(struct reminder_collection *reminder_collection, const struct circular_status *asked)
{
    struct reminder reminder = {.title = asked->item.step.title,
                                .day = asked->item.due,
                                .target = {.kind = TARGET_STEP, .id = asked->item.step.id}};
    if (asked->item.valid_until != DAY_NONE) { /* it comes again, and what was done runs out or has run out */
        reminder.kind = asked->item.is_late ? REMINDER_LATE : REMINDER_ENDING;
    } else if (asked->item.diff != REVISION_DIFF_NONE) {
        reminder.kind = REMINDER_CHANGED;
        reminder.day = DAY_NONE;
    } else if (asked->item.due == DAY_NONE || asked->item.due >= reminder_collection->today + REMINDER_DAYS) {
        reminder.kind = REMINDER_FOR_YOU;
        reminder.day = asked->since;
    } else {
        reminder_collection_add_due(reminder_collection, reminder);
        return;
    }
    reminder_collection_add(reminder_collection, &reminder);
}

int remind_of_circulars(struct reminder_collection *reminder_collection)
{
    struct circular_list list = {0};
    TRY(circulars_of(reminder_collection->site, &reminder_collection->self, reminder_collection->arena, &list));
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i].is_waiting)
            circular_add(reminder_collection, &list.items[i]);
    return 0;
}
