/* Due dates from working days, leave and share; see due.h. */
#include "domain/plan/due.h"

#include "base/clock.h"
#include "domain/plan/workday.h"

#include <stdint.h>

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

/* What the day gives of a working day, under the leaves whose bits are set in `applied`. */
static int given(int day, const struct due_shifts *shifts, uint64_t applied)
{
    int percent = FULL, since = DAY_NONE;
    if (!day_is_workday(day))
        return 0;
    for (size_t i = 0; i < shifts->leave_count; i++)
        if ((applied >> i & 1) && day >= shifts->leaves[i].first && day <= shifts->leaves[i].last)
            return 0;
    for (size_t i = 0; i < shifts->share_count; i++)
        if (shifts->shares[i].first <= day && shifts->shares[i].first >= since) {
            since = shifts->shares[i].first;
            percent = shifts->shares[i].percent;
        }
    return percent;
}

/* The first day on which as much was given as whole working days lie between `start` and `day`. */
static int walk(int start, int day, const struct due_shifts *shifts, uint64_t applied)
{
    int64_t missing = (int64_t)FULL * workday_count(start, day);
    int reached = start;
    for (int here = start; missing > 0; here++) {
        int gives = given(here, shifts, applied);
        missing -= gives;
        reached = gives ? here : reached;
    }
    return reached;
}

int due_moved(int start, struct due due, const struct due_shifts *shifts)
{
    int unmoved = due_day(start, due);
    if (unmoved == DAY_NONE || (!shifts->leave_count && !shifts->share_count))
        return unmoved;
    /* Again until nothing changes: a leave told later may move a date into one that was told before. */
    uint64_t applied = 0, before;
    int day = walk(start, unmoved, shifts, applied);
    do {
        before = applied;
        for (size_t i = 0; i < shifts->leave_count && i < DUE_LEAVES_MOST; i++) {
            const struct due_leave *leave = &shifts->leaves[i];
            if ((applied >> i & 1) || leave->last < start || day < later(leave->first, leave->told_on))
                continue;
            applied |= (uint64_t)1 << i;
            day = walk(start, unmoved, shifts, applied);
        }
    } while (applied != before);
    return day;
}
