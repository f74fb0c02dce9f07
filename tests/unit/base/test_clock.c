/* Tests of days, Swedish wall time and the clock that can be set. */
#include "base/clock.h"

#include "base/fail.h"
#include "base/memory.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define HOUR 3600

static int day_of(const char *date)
{
    int day = DAY_NONE;
    cr_assert_eq(day_parse(date, &day), 0, "%s", date);
    return day;
}

static int64_t instant_of(const char *time)
{
    int64_t instant = 0;
    cr_assert_eq(instant_parse(time, &instant), 0, "%s", time);
    return instant;
}

static void day_is(int day, const char *date)
{
    char buffer[DAY_TEXT_BYTES];
    cr_assert_str_eq(day_format(day, buffer), date);
}

static void instant_is(int64_t instant, const char *time)
{
    char buffer[INSTANT_TEXT_BYTES];
    cr_assert_str_eq(instant_format(instant, buffer), time);
}

Test(day, zero_is_1970)
{
    cr_assert_eq(day_from_date(1970, 1, 1), 0);
    cr_assert_eq(day_from_date(1969, 12, 31), -1);
    cr_assert_eq(day_of("2000-03-01"), 11017);
    day_is(0, "1970-01-01");
    day_is(DAY_NONE, "");
}

Test(day, goes_to_its_date_and_back_for_five_centuries)
{
    int before = day_from_date(1599, 12, 31);
    for (int day = before + 1; day < day_from_date(2101, 1, 1); day++) {
        int year, month, of_month;
        day_to_date(day, &year, &month, &of_month);
        cr_assert_eq(day_from_date(year, month, of_month), day);
    }
}

Test(day, knows_leap_years)
{
    day_is(day_of("2024-02-28") + 1, "2024-02-29");
    day_is(day_of("2026-02-28") + 1, "2026-03-01");
    day_is(day_of("2000-02-28") + 1, "2000-02-29");
    day_is(day_of("2100-02-28") + 1, "2100-03-01");
}

Test(day, refuses_what_is_no_date)
{
    static const char *const bad[] = {
        "",         "2026-02-29",  "2100-02-29",  "2026-13-01", "2026-00-10", "2026-04-31", "2026-01-00", "2026-1-1",
        "26-01-01", "2026-01-01 ", " 2026-01-01", "2026/01/01", "1899-12-31", "2026-01-0x", "-026-01-01"};
    int day = 77;
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        cr_assert_eq(day_parse(bad[i], &day), FAIL_INPUT, "'%s'", bad[i]);
    cr_assert_eq(day_parse(NULL, &day), FAIL_INPUT);
    cr_assert_eq(day, 77);
    day_parse("soon", &day);
    cr_assert_str_eq(fail_sentence(), "'soon' is not a date such as 2026-03-02");
}

Test(day, has_a_weekday)
{
    cr_assert_eq(day_weekday(0), 3);
    cr_assert_eq(day_weekday(-4), 6);
    cr_assert_eq(day_weekday(day_of("2026-03-02")), 0);
    cr_assert_eq(day_weekday(day_of("2026-03-08")), 6);
    cr_assert_eq(day_weekday(day_of("1900-01-01")), 0);
}

Test(day, has_an_iso_week)
{
    cr_assert_eq(day_iso_week(day_of("2026-01-01")), 1);
    cr_assert_eq(day_iso_week(day_of("2025-12-29")), 1);
    cr_assert_eq(day_iso_week(day_of("2027-01-01")), 53);
    cr_assert_eq(day_iso_week(day_of("2021-01-03")), 53);
    cr_assert_eq(day_iso_week(day_of("2024-12-30")), 1);
    cr_assert_eq(day_iso_week(day_of("2026-06-15")), 25);
}

Test(day, adds_months_and_stays_within_the_month)
{
    day_is(day_add_months(day_of("2026-01-31"), 1), "2026-02-28");
    day_is(day_add_months(day_of("2024-01-31"), 1), "2024-02-29");
    day_is(day_add_months(day_of("2024-02-29"), 12), "2025-02-28");
    day_is(day_add_months(day_of("2026-12-15"), 1), "2027-01-15");
    day_is(day_add_months(day_of("2026-01-15"), -1), "2025-12-15");
    day_is(day_add_months(day_of("2026-03-31"), -1), "2026-02-28");
    day_is(day_add_months(day_of("2026-03-31"), 0), "2026-03-31");
    day_is(day_add_months(day_of("2026-03-31"), -13), "2025-02-28");
}

Test(instant, is_stockholm_wall_time)
{
    instant_is(0, "1970-01-01T01:00:00+01:00");
    instant_is(instant_of("2026-03-02T09:00"), "2026-03-02T09:00:00+01:00");
    instant_is(instant_of("2026-07-02T09:00"), "2026-07-02T09:00:00+02:00");
    cr_assert_eq(instant_of("2026-03-02T09:00"), (int64_t)day_of("2026-03-02") * 86400 + 8 * HOUR);
}

Test(instant, moves_with_summer_time)
{
    int64_t spring = (int64_t)day_of("2026-03-29") * 86400 + HOUR; /* 01:00 UTC: 02:00 becomes 03:00 */
    instant_is(spring - 1, "2026-03-29T01:59:59+01:00");
    instant_is(spring, "2026-03-29T03:00:00+02:00");
    int64_t autumn = (int64_t)day_of("2026-10-25") * 86400 + HOUR; /* 01:00 UTC: 03:00 becomes 02:00 */
    instant_is(autumn - 1, "2026-10-25T02:59:59+02:00");
    instant_is(autumn, "2026-10-25T02:00:00+01:00");
}

Test(instant, of_an_hour_that_is_skipped_is_the_hour_after)
{
    instant_is(instant_of("2026-03-29T02:30"), "2026-03-29T03:30:00+02:00");
}

Test(instant, of_an_hour_that_comes_twice_is_the_first_whatever_was_asked_before)
{
    instant_at(day_of("2026-01-15"), 12, 0);
    instant_is(instant_of("2026-10-25T02:30"), "2026-10-25T02:30:00+02:00");
    instant_at(day_of("2026-07-15"), 12, 0);
    instant_is(instant_of("2026-10-25T02:30"), "2026-10-25T02:30:00+02:00");
}

Test(instant, belongs_to_the_day_in_stockholm)
{
    cr_assert_eq(instant_day(instant_of("2026-03-02T00:00")), day_of("2026-03-02"));
    cr_assert_eq(instant_day(instant_of("2026-03-02T00:00") - 1), day_of("2026-03-01"));
    cr_assert_eq(instant_day(instant_of("2026-07-01T00:00") - 1), day_of("2026-06-30"));
    cr_assert_eq(instant_day(instant_of("2026-07-01T23:59")), day_of("2026-07-01"));
}

Test(instant, refuses_what_is_no_time)
{
    static const char *const bad[] = {"",
                                      "2026-03-02",
                                      "2026-03-02T9:00",
                                      "2026-03-02 09:00",
                                      "2026-03-02T24:00",
                                      "2026-03-02T09:60",
                                      "2026-02-30T09:00",
                                      "2026-03-02T09:00:00",
                                      "2026-03-02T09:0a"};
    int64_t instant = 77;
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        cr_assert_eq(instant_parse(bad[i], &instant), FAIL_INPUT, "'%s'", bad[i]);
    cr_assert_eq(instant_parse(NULL, &instant), FAIL_INPUT);
    cr_assert_eq(instant, 77);
}

Test(instant, too_far_away_for_a_calendar_is_still_defined)
{
    char buffer[INSTANT_TEXT_BYTES];
    instant_format(INT64_MAX, buffer);
    instant_format(INT64_MIN, buffer);
    instant_day(INT64_MAX);
    instant_format((int64_t)day_from_date(12026, 1, 1) * 86400, buffer);
}

Test(clock, is_the_systems_without_more)
{
    unsetenv("TRAPPA_NOW");
    cr_assert_eq(clock_begin(false), 0);
    cr_assert_not(clock_is_set());
    cr_assert_leq(llabs(clock_now() - (int64_t)time(NULL)), 1);
    setenv("TRAPPA_NOW", "", 1);
    cr_assert_eq(clock_begin(false), 0);
    cr_assert_not(clock_is_set());
}

Test(clock, stands_still_at_what_trappa_now_says)
{
    setenv("TRAPPA_NOW", "2026-03-02T23:30", 1);
    cr_assert_eq(clock_begin(false), 0);
    cr_assert(clock_is_set());
    cr_assert_eq(clock_now(), instant_of("2026-03-02T23:30"));
    cr_assert_eq(clock_today(), day_of("2026-03-02"));
}

Test(clock, runs_on_from_trappa_now_when_asked)
{
    setenv("TRAPPA_NOW", "2026-03-02T09:00", 1);
    cr_assert_eq(clock_begin(true), 0);
    time_t first = time(NULL);
    int64_t began = clock_now();
    while (clock_now() == began)
        usleep(10000);
    cr_assert_leq(clock_now() - began, time(NULL) - first + 1);
}

Test(clock, refuses_a_trappa_now_that_is_no_time)
{
    setenv("TRAPPA_NOW", "monday", 1);
    cr_assert_eq(clock_begin(false), FAIL_USAGE);
    cr_assert_str_eq(fail_sentence(), "TRAPPA_NOW: 'monday' is not a time such as 2026-03-02T09:00");
    cr_assert_not(clock_is_set());
}

Test(clock, can_be_stood_by_the_program)
{
    clock_set(1000);
    cr_assert_eq(clock_now(), 1000);
    cr_assert(clock_is_set());
}
