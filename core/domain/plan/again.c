/* Reckons with what comes again; see again.h. */
#include "domain/plan/again.h"

/* Months counted from year 0, to add to; and the day of one of them, the month's last where it has no such day. */
static int month_of(int day)
{
    int year, month, of_month;
    day_to_date(day, &year, &month, &of_month);
    return 12 * year + month - 1;
}

static int day_in(int month, int of_month)
{
    int first = day_from_date(month / 12, month % 12 + 1, 1);
    int last = day_from_date((month + 1) / 12, (month + 1) % 12 + 1, 1) - 1;
    return first + of_month - 1 < last ? first + of_month - 1 : last;
}

/* Its dates lie so many months apart: within a year by the interval, else a year. */
static int months_between(const struct again *again)
{
    return again->months < 12 ? again->months : 12;
}

/* The month of the last of its dates at or before a day. */
static int month_at_or_before(const struct again *again, int day)
{
    int month = month_of(day) + 12, apart = months_between(again);
    month -= ((month - (again->month - 1)) % apart + apart) % apart;
    while (day_in(month, again->day) > day)
        month -= apart;
    return month;
}

int again_ahead(const struct again *again)
{
    return 7 * again->months < AGAIN_AHEAD_MOST ? 7 * again->months : AGAIN_AHEAD_MOST;
}

int again_last_day(const struct again *again, int done)
{
    if (!again->month)
        return day_add_months(done, again->months);
    return day_in(month_at_or_before(again, done + again_ahead(again)) + again->months, again->day);
}

int again_first_day(const struct again *again, int since)
{
    if (!again->month)
        return DAY_NONE;
    int month = month_at_or_before(again, since);
    return day_in(month, again->day) == since ? since : day_in(month + months_between(again), again->day);
}
