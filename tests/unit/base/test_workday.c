/* Tests of Swedish working days: years written out by hand against what is computed. */
#include "base/workday.h"

#include "base/clock.h"
#include "base/memory.h"

#include <criterion/criterion.h>
#include <string.h>

static int day_of(const char *date)
{
    int day = DAY_NONE;
    cr_assert_eq(day_parse(date, &day), 0, "%s", date);
    return day;
}

/* Every Monday to Friday of five years that nobody works on. */
static const char *const free_weekdays[] = {
    "2024-01-01", "2024-03-29", "2024-04-01", "2024-05-01", "2024-05-09", "2024-06-06", "2024-06-21", "2024-12-24",
    "2024-12-25", "2024-12-26", "2024-12-31", "2025-01-01", "2025-01-06", "2025-04-18", "2025-04-21", "2025-05-01",
    "2025-05-29", "2025-06-06", "2025-06-20", "2025-12-24", "2025-12-25", "2025-12-26", "2025-12-31", "2026-01-01",
    "2026-01-06", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-06-19", "2026-12-24", "2026-12-25",
    "2026-12-31", "2027-01-01", "2027-01-06", "2027-03-26", "2027-03-29", "2027-05-06", "2027-06-25", "2027-12-24",
    "2027-12-31", "2028-01-06", "2028-04-14", "2028-04-17", "2028-05-01", "2028-05-25", "2028-06-06", "2028-06-23",
    "2028-12-25", "2028-12-26",
};

Test(workday, is_every_weekday_but_the_holidays_of_five_years)
{
    size_t next = 0;
    char date[DAY_TEXT_BYTES];
    for (int day = day_of("2024-01-01"); day <= day_of("2028-12-31"); day++) {
        bool is_free = next < COUNT_OF(free_weekdays) && day == day_of(free_weekdays[next]);
        next += is_free;
        cr_assert_eq(day_is_workday(day), day_weekday(day) < 5 && !is_free, "%s", day_format(day, date));
    }
    cr_assert_eq(next, COUNT_OF(free_weekdays));
}

Test(workday, names_its_holidays)
{
    static const char *const named[][2] = {
        {"2025-04-20", "Påskdagen"},
        {"2026-04-06", "Annandag påsk"},
        {"2026-05-14", "Kristi himmelsfärds dag"},
        {"2027-05-16", "Pingstdagen"},
        {"2026-06-06", "Sveriges nationaldag"},
        {"2026-06-19", "Midsommarafton"},
        {"2026-06-20", "Midsommardagen"},
        {"2026-10-31", "Alla helgons dag"},
        {"2027-11-06", "Alla helgons dag"},
        {"2024-11-02", "Alla helgons dag"},
        {"2028-01-06", "Trettondedag jul"},
    };
    for (size_t i = 0; i < COUNT_OF(named); i++)
        cr_expect_str_eq(day_holiday(day_of(named[i][0])), named[i][1]);
    cr_expect_null(day_holiday(day_of("2026-03-01"))); /* a Sunday */
    cr_expect_null(day_holiday(day_of("2026-11-07")));
}

/* Easter of years far apart, from published tables. */
Test(workday, knows_easter_in_any_year)
{
    static const char *const easters[] = {"1943-04-25", "2000-04-23", "2038-04-25", "2049-04-18"};
    for (size_t i = 0; i < COUNT_OF(easters); i++)
        cr_expect_str_eq(day_holiday(day_of(easters[i])), "Påskdagen", "%s", easters[i]);
}

Test(workday, is_counted_from_the_first)
{
    cr_expect_eq(workday_nth(day_of("2026-03-02"), 1), day_of("2026-03-02"));
    cr_expect_eq(workday_nth(day_of("2026-02-28"), 1), day_of("2026-03-02"));
    cr_expect_eq(workday_nth(day_of("2026-04-02"), 2), day_of("2026-04-07"));
    cr_expect_eq(workday_count(day_of("2026-03-30"), day_of("2026-04-12")), 8);
    cr_expect_eq(workday_count(day_of("2026-04-12"), day_of("2026-03-30")), 0);
}

Test(workday, is_found_backwards)
{
    cr_expect_eq(workday_at_or_before(day_of("2026-04-06")), day_of("2026-04-02"));
    cr_expect_eq(workday_at_or_before(day_of("2026-04-02")), day_of("2026-04-02"));
    cr_expect_eq(workday_before(day_of("2026-04-02")), day_of("2026-04-01"));
    cr_expect_eq(workday_before(day_of("2027-01-04")), day_of("2026-12-30"));
}
