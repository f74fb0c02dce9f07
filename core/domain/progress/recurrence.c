/* Computes when recurring steps expire and are due; see recurrence.h. */
#include "domain/progress/recurrence.h"

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
static int months_between(const struct recurrence *recurrence)
{
    return recurrence->months < 12 ? recurrence->months : 12;
}

/* The month of the last of its dates at or before a day. */
static int month_at_or_before(const struct recurrence *recurrence, int day)
{
    int month = month_of(day) + 12, apart = months_between(recurrence);
    month -= ((month - (recurrence->month - 1)) % apart + apart) % apart;
    while (day_in(month, recurrence->day) > day)
        month -= apart;
    return month;
}

int recurrence_ahead(const struct recurrence *recurrence)
{
    return 7 * recurrence->months < RECURRENCE_AHEAD_MAX ? 7 * recurrence->months : RECURRENCE_AHEAD_MAX;
}

int recurrence_last_day(const struct recurrence *recurrence, int done)
{
    if (!recurrence->month)
        return day_add_months(done, recurrence->months);
    return day_in(month_at_or_before(recurrence, done + recurrence_ahead(recurrence)) + recurrence->months,
                  recurrence->day);
}

int recurrence_first_day(const struct recurrence *recurrence, int since)
{
    if (!recurrence->month)
        return DAY_NONE;
    int month = month_at_or_before(recurrence, since);
    return day_in(month, recurrence->day) == since ? since
                                                   : day_in(month + months_between(recurrence), recurrence->day);
}
