/* Hours as reminders (remind/reminder.h): what lacks of the month's, to the student, near the month's end. */
#include "domain/aspirant/aspirant_internal.h"
#include "domain/aspirant/hours.h"
#include "domain/remind/reminder.h"

#include "base/clock.h"
#include "base/fail.h"

#define HOURS_NEAR_DAYS 10 /* of a month that are left */

int remind_of_hours(struct reminder_collection *reminder_collection)
{
    struct aspirant own;
    int result = aspirant_of(reminder_collection->site, &reminder_collection->self, reminder_collection->arena, &own);
    if (fail_is(result, REASON_NO_ASPIRANT))
        return 0;
    TRY(result);
    const struct hours_month *month = own.month_count ? &own.months[own.month_count - 1] : NULL;
    if (!month || !month->is_under_way || month->is_met)
        return 0;
    int last = day_add_months(month->first, 1) - 1, lacking = month->minimum - month->seconds;
    if (last - reminder_collection->today < HOURS_NEAR_DAYS)
        reminder_collection_add(reminder_collection,
                                &(struct reminder){.kind = REMINDER_ENDING,
                                                   .counts = REMINDER_HOURS,
                                                   .count = (lacking + HOURS_SECONDS - 1) / HOURS_SECONDS,
                                                   .day = last,
                                                   .target = {.kind = TARGET_STUDENT_PLACEMENT}});
    return 0;
}
