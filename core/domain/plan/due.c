/* Due dates from working days, leave and share; see due.h. */
#include "domain/plan/due.h"

#include "base/clock.h"
#include "domain/plan/workday.h"

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

/* The share on `day`. What was told late does not make more of the days before it was told. */
static int percent_on(int day, const struct due_shifts *shifts, uint64_t applied)
{
    int percent = FULL;
    for (size_t i = 0; i < shifts->share_count; i++) {
        const struct due_share *share = &shifts->shares[i];
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
static int given(int day, const struct due_shifts *shifts, struct applied applied)
{
    bool is_away = false;
    for (size_t i = 0; i < shifts->leave_count; i++)
        if (has(applied.leaves, i) && is_in(&shifts->leaves[i], day)) {
            if (shifts->leaves[i].last == DAY_NONE)
                return -1;
            is_away = true;
        }
    return is_away || !day_is_workday(day) ? 0 : percent_on(day, shifts, applied.shares);
}

/* The first day on which as much was given as whole working days lie between `start` and `day`; DAY_NONE if that day is
 * not known. */
static int walk(int start, int day, const struct due_shifts *shifts, struct applied applied)
{
    int64_t missing = (int64_t)FULL * workday_count(start, day);
    int reached = start;
    for (int here = start; missing > 0; here++) {
        int gives = given(here, shifts, applied);
        if (gives < 0)
            return DAY_NONE;
        missing -= gives;
        reached = gives ? here : reached;
    }
    return reached;
}

/* What was told in time counts from the beginning: it does nothing to the dates before it. */
static struct applied in_time(const struct due_shifts *shifts, const struct due_own *own)
{
    struct applied applied = {0, 0};
    for (size_t i = 0; i < shifts->leave_count && i < DUE_LEAVES_MOST; i++)
        if (shifts->leaves[i].told_on <= shifts->leaves[i].first && shifts->leaves[i].key > own->leaves_known)
            applied.leaves |= (uint64_t)1 << i;
    for (size_t i = 0; i < shifts->share_count && i < DUE_LEAVES_MOST; i++)
        if (shifts->shares[i].told_on <= shifts->shares[i].first && shifts->shares[i].key > own->shares_known)
            applied.shares |= (uint64_t)1 << i;
    return applied;
}

/* One that was told late and that the date, as it is now, had not passed; false if there is none. */
static bool apply_late(int day, const struct due_shifts *shifts, const struct due_own *own, struct applied *applied)
{
    for (size_t i = 0; i < shifts->leave_count && i < DUE_LEAVES_MOST; i++)
        if (!has(applied->leaves, i) && day >= shifts->leaves[i].told_on && shifts->leaves[i].key > own->leaves_known) {
            applied->leaves |= (uint64_t)1 << i;
            return true;
        }
    for (size_t i = 0; i < shifts->share_count && i < DUE_LEAVES_MOST; i++)
        if (!has(applied->shares, i) && day >= shifts->shares[i].told_on && shifts->shares[i].key > own->shares_known) {
            applied->shares |= (uint64_t)1 << i;
            return true;
        }
    return false;
}

int due_own_moved(const struct due_own *own, const struct due_shifts *shifts)
{
    if (own->day == DAY_NONE || (!shifts->leave_count && !shifts->share_count))
        return own->day;
    /* Again until nothing changes: a leave told later may move a date into one that was told before. */
    struct applied applied = in_time(shifts, own);
    if (!applied.leaves && !applied.shares && !apply_late(own->day, shifts, own, &applied))
        return own->day;
    int day = walk(own->start, own->day, shifts, applied);
    while (day != DAY_NONE && apply_late(day, shifts, own, &applied))
        day = walk(own->start, own->day, shifts, applied);
    return day;
}

int due_moved(int start, struct due due, const struct due_shifts *shifts)
{
    struct due_own own = {start, due_day(start, due), -1, -1};
    return due_own_moved(&own, shifts);
}
