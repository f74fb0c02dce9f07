/* Decides whether a circular waits for somebody; see circular_status.h. */
#include "domain/circular/circular_status.h"

#include "base/clock.h"
#include "base/workday.h"
#include "domain/progress/recurrence.h"
#include "domain/progress/state.h"

static int later(int a, int b)
{
    return a > b ? a : b; /* DAY_NONE is before every day */
}

/* Whether it is asked of somebody who has confirmed no version of it. */
static bool is_in_force(const struct content_audience_step *circular, struct audience_days came, int today)
{
    if (came.from > today)
        return false;
    int newest = later(circular->changed_day, circular->first_day);
    if (circular->entry.valid_until != DAY_NONE)
        return circular->entry.valid_until >= today;
    return newest == DAY_NONE || came.joined == DAY_NONE || came.joined < day_add_months(newest, CIRCULAR_MONTHS);
}

/* A new revision waits from its day, or from the day on which it asks for a new signature; one to come from today. */
static int waits_since(const struct content_audience_step *circular, int came, const struct plan_item *item, int today)
{
    int day = circular->first_day;
    if (item->done_revision)
        day = item->diff == REVISION_DIFF_REDO && item->diff_from != DAY_NONE ? item->diff_from : circular->changed_day;
    day = later(day, came);
    return day == DAY_NONE || day <= today ? day : today;
}

static bool is_to_do(const struct plan_item *item)
{
    return !plan_item_is_finished(item) || item->diff != REVISION_DIFF_NONE;
}

/* Of what comes again and was done. */
static void done_again(struct circular_status *asked, const struct recurrence *recurrence)
{
    const struct plan_item *item = &asked->item;
    asked->is_waiting = item->is_renewable || is_to_do(item);
    asked->is_confirmed = !asked->is_waiting;
    asked->since =
        asked->is_waiting && item->is_renewable ? item->valid_until - recurrence_ahead(recurrence) : DAY_NONE;
    asked->item.due = item->valid_until;
}

/* The same for a recurring step that the person has not done. */
static void first_again(struct circular_status *asked, const struct content_entry *entry, int from, int today)
{
    int due = from == DAY_NONE ? recurrence_first_day(&entry->recurrence, today)
                               : recurrence_first_day(&entry->recurrence, from);
    asked->is_waiting = due == DAY_NONE || today >= due - recurrence_ahead(&entry->recurrence);
    asked->since = from;
    asked->item.due = due != DAY_NONE || from == DAY_NONE ? due : due_day(from, entry->due);
}

static struct circular_status asked_again(const struct content_audience_step *step, int came,
                                          const struct plan_item *item, int today)
{
    struct circular_status asked = {.item = *item, .sent = step->first_day, .since = DAY_NONE};
    int from = later(step->first_day, came);
    asked.item.is_late = false;
    asked.item.due = DAY_NONE;
    if (item->state == STATE_SKIPPED || (from != DAY_NONE && from > today))
        return asked;
    if (item->valid_until != DAY_NONE)
        done_again(&asked, &step->entry.recurrence);
    else
        first_again(&asked, &step->entry, from, today);
    asked.item.is_late = asked.is_waiting && asked.item.due != DAY_NONE && asked.item.due < today;
    if (asked.item.is_late)
        asked.late_days = workday_count(asked.item.due + 1, today);
    return asked;
}

struct circular_status circular_status_of(const struct content_audience_step *circular, struct audience_days came,
                                          const struct plan_item *item, int today)
{
    if (circular->entry.recurrence.months)
        return asked_again(circular, came.from, item, today);
    struct circular_status asked = {.item = *item, .sent = circular->first_day, .since = DAY_NONE};
    asked.item.due = DAY_NONE;
    asked.item.is_late = false;
    asked.is_confirmed = !is_to_do(item) && item->state != STATE_TODO;
    bool is_sent = circular->first_day == DAY_NONE || circular->first_day <= today;
    asked.is_waiting = is_to_do(item) && is_sent && is_in_force(circular, came, today);
    if (!asked.is_waiting)
        return asked;
    asked.since = waits_since(circular, came.from, item, today);
    if (asked.since != DAY_NONE)
        asked.item.due = due_day(asked.since, circular->entry.due);
    asked.item.is_late = asked.item.due != DAY_NONE && asked.item.due < today;
    if (asked.item.is_late)
        asked.late_days = workday_count(asked.item.due + 1, today);
    return asked;
}
