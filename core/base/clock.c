/* Clock, day numbers and Stockholm's wall time; see clock.h. */
#include "base/clock.h"

#include "base/fail.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct clock {
    bool is_set, runs_on;
    int64_t shows, since; /* what the clock showed, and the system's time when it began to */
} now, before_hold;
static bool is_held;

/* The European Union's rule for summer time (directive 2000/84/EC), given to the C library as a POSIX rule so that the
 * answer does not depend on the tzdata package being there. It is right from 1996. */
static void zone_use_stockholm(void)
{
    static bool is_done;
    if (is_done)
        return;
    setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
    tzset();
    is_done = true;
}

static int64_t system_now(void)
{
    return (int64_t)time(NULL);
}

int clock_begin(bool runs_on)
{
    const char *shown = getenv("TRAPPA_NOW");
    if (!shown || !*shown)
        return 0;
    int64_t instant;
    if (instant_parse(shown, &instant) != 0)
        return fail(FAIL_USAGE, "TRAPPA_NOW: '%s' is not a time such as 2026-03-02T09:00", shown);
    clock_set(instant);
    now.runs_on = runs_on;
    return 0;
}

void clock_set(int64_t instant)
{
    now.is_set = true;
    now.runs_on = false;
    now.shows = instant;
    now.since = system_now();
}

void clock_hold(int64_t instant)
{
    if (!is_held)
        before_hold = now;
    is_held = true;
    clock_set(instant);
}

void clock_release(void)
{
    if (is_held)
        now = before_hold;
    is_held = false;
}

int64_t clock_now(void)
{
    if (!now.is_set)
        return system_now();
    return now.runs_on ? now.shows + (system_now() - now.since) : now.shows;
}

int clock_today(void)
{
    return instant_day(clock_now());
}

bool clock_is_set(void)
{
    return now.is_set;
}

/* The algorithm of Howard Hinnant, "chrono-compatible low-level date algorithms": years begin in March. */
int day_from_date(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

void day_to_date(int day_number, int *ret_year, int *ret_month, int *ret_day)
{
    int shifted = day_number + 719468;
    int era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int day_of_era = shifted - era * 146097;
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month_from_march = (5 * day_of_year + 2) / 153;
    *ret_day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    *ret_month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    *ret_year = year_of_era + era * 400 + (*ret_month <= 2);
}

int day_weekday(int day_number)
{
    int remainder = (day_number + 3) % 7; /* day 0 was a Thursday */
    return remainder < 0 ? remainder + 7 : remainder;
}

int day_iso_week(int day_number)
{
    int thursday = day_number - day_weekday(day_number) + 3;
    int year, month, day;
    day_to_date(thursday, &year, &month, &day);
    return (thursday - day_from_date(year, 1, 1)) / 7 + 1;
}

static int month_length(int year, int month)
{
    return month == 12 ? 31 : day_from_date(year, month + 1, 1) - day_from_date(year, month, 1);
}

int day_add_months(int day_number, int months)
{
    int year, month, day;
    day_to_date(day_number, &year, &month, &day);
    int index = year * 12 + month - 1 + months;
    year = index / 12;
    month = index % 12 + 1;
    int last = month_length(year, month);
    return day_from_date(year, month, day < last ? day : last);
}

static bool digits_at(const char *string, const char *shape)
{
    for (; *shape; shape++, string++)
        if (*shape == '0' ? *string < '0' || *string > '9' : *string != *shape)
            return false;
    return true;
}

static int number_of(const char *digits, int count)
{
    int number = 0;
    while (count--)
        number = number * 10 + (*digits++ - '0');
    return number;
}

static bool date_read(const char *string, int *ret_day)
{
    if (!digits_at(string, "0000-00-00"))
        return false;
    int year = number_of(string, 4), month = number_of(string + 5, 2), day = number_of(string + 8, 2);
    if (year < 1900 || month < 1 || month > 12 || day < 1 || day > month_length(year, month))
        return false;
    *ret_day = day_from_date(year, month, day);
    return true;
}

int day_parse(const char *string, int *ret_day)
{
    if (!string || strlen(string) != 10 || !date_read(string, ret_day))
        return fail(FAIL_INPUT, "'%s' is not a date such as 2026-03-02", string);
    return 0;
}

static void digits_write(char *to, int count, int number)
{
    for (unsigned rest = (unsigned)number; count-- > 0; rest /= 10)
        to[count] = (char)('0' + rest % 10);
}

const char *day_format(int day_number, char buffer[DAY_TEXT_BYTES])
{
    int year, month, day;
    buffer[0] = '\0';
    if (day_number == DAY_NONE)
        return buffer;
    day_to_date(day_number, &year, &month, &day);
    digits_write(buffer, 4, year);
    buffer[4] = buffer[7] = '-';
    digits_write(buffer + 5, 2, month);
    digits_write(buffer + 8, 2, day);
    buffer[10] = '\0';
    return buffer;
}

/* Stockholm's wall time; that of 1970-01-01 for an instant beyond any calendar. */
static struct tm local_of(int64_t instant)
{
    zone_use_stockholm();
    time_t seconds = (time_t)instant, beginning = 0;
    struct tm local;
    if (!localtime_r(&seconds, &local))
        localtime_r(&beginning, &local);
    return local;
}

/* Since 1970 Stockholm has been whole hours ahead of UTC, so a day never begins inside an hour of UTC; the cache holds
 * the day of each hour. */
int instant_day(int64_t instant)
{
    static struct {
        int64_t hour;
        int day;
        bool is_known;
    } known[16];
    int64_t hour = instant / 3600 - (instant % 3600 < 0);
    size_t slot = (size_t)hour % COUNT_OF(known);
    if (!known[slot].is_known || known[slot].hour != hour) {
        struct tm local = local_of(instant);
        known[slot].day = day_from_date(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
        known[slot].hour = hour;
        known[slot].is_known = true;
    }
    return known[slot].day;
}

/* Not mktime(): in a repeated hour its answer depends on the call before. */
int64_t instant_at(int day_number, int hour, int minute)
{
    int64_t wall = ((int64_t)day_number * 24 + hour) * 3600 + (int64_t)minute * 60;
    return local_of(wall - 7200).tm_gmtoff == 7200 ? wall - 7200 : wall - 3600;
}

int instant_parse(const char *string, int64_t *ret_instant)
{
    int day;
    if (!string || strlen(string) != 16 || !date_read(string, &day) || !digits_at(string + 10, "T00:00"))
        return fail(FAIL_INPUT, "'%s' is not a time such as 2026-03-02T09:00", string);
    int hour = number_of(string + 11, 2), minute = number_of(string + 14, 2);
    if (hour > 23 || minute > 59)
        return fail(FAIL_INPUT, "'%s' is not a time such as 2026-03-02T09:00", string);
    *ret_instant = instant_at(day, hour, minute);
    return 0;
}

const char *instant_format(int64_t instant, char buffer[INSTANT_TEXT_BYTES])
{
    struct tm local = local_of(instant);
    size_t length = strftime(buffer, INSTANT_TEXT_BYTES, "%Y-%m-%dT%H:%M:%S", &local);
    snprintf(buffer + length, INSTANT_TEXT_BYTES - length, "%s", local.tm_gmtoff == 7200 ? "+02:00" : "+01:00");
    return buffer;
}
