/* Due dates from working days, leave and share; see due.h. */
#include "domain/plan/due.h"

#include "base/clock.h"
#include "base/workday.h"

#define FULL 100 /* what a whole working day gives, in percent */

static int later(int a, int b)
{
    return a > b ? a : b;
}

int due_day(int start, struct due due)
{
    int first = workday_nth(start, 1);
    switch (due.unit) {
    case DUE_DAY:
        return workday_nth(start, due.number);
    case DUE_WEEK:
        return later(first, workday_at_or_before(start + 7 * due.number - 1));
    case DUE_MONTH:
        return later(first, workday_before(day_add_months(start, due.number)));
    case DUE_NONE:
        break;
    }
    return DAY_NONE;
}

/* Which leaves and shares count for one date, as bits. */
struct applied {
    uint64_t leaves, shares;
};

static bool has(uint64_t bits, size_t index)
{
    return bits >> index & 1;
}

/* The share on `day`. One registered late never makes earlier days count for more. */
static int percent_on(int day, const struct due_reschedules *reschedules, uint64_t applied)
{
    int percent = FULL;
    for (size_t i = 0; i < reschedules->share_count; i++) {
        const struct due_share *share = &reschedules->shares[i];
        if (has(applied, i) && share->first <= day && (day >= share->told_on || share->percent < percent))
            percent = share->percent;
    }
    return percent;
}

static bool is_in(const struct due_leave *leave, int day)
{
    return day >= leave->first && (leave->last == DAY_NONE || day <= leave->last);
}

/* What the day gives of a working day; -1 when nothing is given any more, until further notice. */
static int given(int day, const struct due_reschedules *reschedules, struct applied applied)
{
    bool is_away = false;
    for (size_t i = 0; i < reschedules->leave_count; i++)
        if (has(applied.leaves, i) && is_in(&reschedules->leaves[i], day)) {
            if (reschedules->leaves[i].last == DAY_NONE)
                return -1;
            is_away = true;
        }
    return is_away || !day_is_workday(day) ? 0 : percent_on(day, reschedules, applied.shares);
}

/* The first day on which as much was given as whole working days lie between `start` and `day`; DAY_NONE if that day is
 * not known. */
static int walk(int start, int day, const struct due_reschedules *reschedules, struct applied applied)
{
    int64_t missing = (int64_t)FULL * workday_count(start, day);
    int reached = start;
    for (int here = start; missing > 0; here++) {
        int gives = given(here, reschedules, applied);
        if (gives < 0)
            return DAY_NONE;
        missing -= gives;
        reached = gives ? here : reached;
    }
    return reached;
}

/* Registered in advance: counts from the beginning, and does not touch the dates before it. */
static struct applied in_time(const struct due_reschedules *reschedules, const struct due_own *own)
{
    struct applied applied = {0, 0};
    for (size_t i = 0; i < reschedules->leave_count && i < DUE_LEAVES_MAX; i++)
        if (reschedules->leaves[i].told_on <= reschedules->leaves[i].first &&
            reschedules->leaves[i].key > own->leaves_known)
            applied.leaves |= (uint64_t)1 << i;
    for (size_t i = 0; i < reschedules->share_count && i < DUE_LEAVES_MAX; i++)
        if (reschedules->shares[i].told_on <= reschedules->shares[i].first &&
            reschedules->shares[i].key > own->shares_known)
            applied.shares |= (uint64_t)1 << i;
    return applied;
}

/* One registered late, if the present date had not passed by then; false if there is none. */
static bool apply_late(int day, const struct due_reschedules *reschedules, const struct due_own *own,
                       struct applied *applied)
{
    for (size_t i = 0; i < reschedules->leave_count && i < DUE_LEAVES_MAX; i++)
        if (!has(applied->leaves, i) && day >= reschedules->leaves[i].told_on &&
            reschedules->leaves[i].key > own->leaves_known) {
            applied->leaves |= (uint64_t)1 << i;
            return true;
        }
    for (size_t i = 0; i < reschedules->share_count && i < DUE_LEAVES_MAX; i++)
        if (!has(applied->shares, i) && day >= reschedules->shares[i].told_on &&
            reschedules->shares[i].key > own->shares_known) {
            applied->shares |= (uint64_t)1 << i;
            return true;
        }
    return false;
}

int due_own_moved(const struct due_own *own, const struct due_reschedules *reschedules)
{
    if (own->day == DAY_NONE || (!reschedules->leave_count && !reschedules->share_count))
        return own->day;
    /* Repeated until nothing changes: a later leave may move a date into one registered before. */
    struct applied applied = in_time(reschedules, own);
    if (!applied.leaves && !applied.shares && !apply_late(own->day, reschedules, own, &applied))
        return own->day;
    int day = walk(own->start, own->day, reschedules, applied);
    while (day != DAY_NONE && apply_late(day, reschedules, own, &applied))
        day = walk(own->start, own->day, reschedules, applied);
    return day;
}

int due_moved(int start, struct due due, const struct due_reschedules *reschedules)
{
    struct due_own own = {start, due_day(start, due), -1, -1};
    return due_own_moved(&own, reschedules);
}
