/* Tests of due dates: without deviations, with leave, with part-time, and whatever random mixture of them. */
#include "domain/plan/due.h"

#include "base/clock.h"
#include "base/workday.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static int day_of(const char *date)
{
    int day = DAY_NONE;
    cr_assert_eq(day_parse(date, &day), 0, "%s", date);
    return day;
}

static void is_due(const char *start, struct due due, const char *expected)
{
    char date[DAY_TEXT_BYTES];
    cr_expect_str_eq(day_format(due_day(day_of(start), due), date), expected, "%s: %s", start, date);
}

#define DAY(n) ((struct due){DUE_DAY, (n)})
#define WEEK(n) ((struct due){DUE_WEEK, (n)})
#define MONTH(n) ((struct due){DUE_MONTH, (n)})

Test(due, counts_working_days_from_the_first)
{
    is_due("2026-03-02", DAY(1), "2026-03-02");
    is_due("2026-03-02", DAY(5), "2026-03-06");
    is_due("2026-03-02", DAY(6), "2026-03-09");
    is_due("2026-04-01", DAY(3), "2026-04-07"); /* over Easter */
}

Test(due, in_weeks_is_the_last_working_day_within_them)
{
    is_due("2026-03-02", WEEK(1), "2026-03-06");
    is_due("2026-03-02", WEEK(2), "2026-03-13");
    is_due("2026-03-04", WEEK(1), "2026-03-10");
    is_due("2026-06-15", WEEK(1), "2026-06-18"); /* Midsummer Eve is a Friday */
}

Test(due, in_months_is_the_last_working_day_before)
{
    is_due("2026-03-02", MONTH(1), "2026-04-01");
    is_due("2026-03-02", MONTH(6), "2026-09-01");
    is_due("2026-01-31", MONTH(1), "2026-02-27");
    is_due("2025-12-01", MONTH(1), "2025-12-30");
}

Test(due, may_be_never)
{
    cr_expect_eq(due_day(day_of("2026-03-02"), (struct due){DUE_NONE, 0}), DAY_NONE);
}

static void is_moved(struct due due, const struct due_reschedules *reschedules, const char *expected)
{
    char date[DAY_TEXT_BYTES];
    cr_expect_str_eq(day_format(due_moved(day_of("2026-03-02"), due, reschedules), date), expected, "%s, not %s", date,
                     expected);
}

Test(due, is_moved_by_leave_as_many_working_days)
{
    struct due_leave leave = {day_of("2026-03-16"), day_of("2026-03-22"), day_of("2026-03-09"), 0};
    struct due_reschedules reschedules = {.leaves = &leave, .leave_count = 1};
    is_moved(WEEK(1), &reschedules, "2026-03-06");
    is_moved(WEEK(2), &reschedules, "2026-03-13"); /* before the leave begins */
    is_moved(WEEK(3), &reschedules, "2026-03-27"); /* within it */
    is_moved(WEEK(4), &reschedules, "2026-04-07"); /* after it, and then over Easter */
}

Test(due, stays_when_it_had_passed_before_the_leave_was_told)
{
    struct due_leave leave = {day_of("2026-03-04"), day_of("2026-03-10"), day_of("2026-03-11"), 0};
    struct due_reschedules reschedules = {.leaves = &leave, .leave_count = 1};
    is_moved(WEEK(1), &reschedules, "2026-03-06");
    is_moved(WEEK(2), &reschedules, "2026-03-20");
}

Test(due, is_not_moved_twice_by_the_same_days)
{
    struct due_leave leaves[] = {{day_of("2026-03-09"), day_of("2026-03-13"), day_of("2026-03-02"), 0},
                                 {day_of("2026-03-11"), day_of("2026-03-17"), day_of("2026-03-02"), 0}};
    struct due_reschedules reschedules = {.leaves = leaves, .leave_count = 2};
    is_moved(WEEK(2), &reschedules, "2026-03-24"); /* seven working days later */
}

Test(due, that_a_later_leave_moves_into_an_earlier_one_goes_past_both)
{
    struct due_leave leaves[] = {{day_of("2026-03-23"), day_of("2026-03-27"), day_of("2026-03-02"), 0},
                                 {day_of("2026-03-09"), day_of("2026-03-13"), day_of("2026-03-09"), 0},
                                 {day_of("2026-03-16"), day_of("2026-03-20"), day_of("2026-03-16"), 0}};
    struct due_reschedules reschedules = {.leaves = leaves, .leave_count = 3};
    is_moved(WEEK(2), &reschedules, "2026-04-07"); /* fifteen working days later */
}

Test(due, at_half_time_takes_twice_the_days_that_remain)
{
    struct due_share share = {day_of("2026-03-09"), 50, 0, 0};
    struct due_reschedules reschedules = {.shares = &share, .share_count = 1};
    is_moved(WEEK(1), &reschedules, "2026-03-06");
    is_moved(WEEK(2), &reschedules, "2026-03-20");
    is_moved(DAY(6), &reschedules, "2026-03-10");
}

Test(due, follows_the_share_that_holds_on_each_day)
{
    struct due_share shares[] = {{day_of("2026-03-02"), 50, 0, 0}, {day_of("2026-03-16"), 100, 0, 0}};
    struct due_reschedules reschedules = {.shares = shares, .share_count = 2};
    is_moved(WEEK(1), &reschedules, "2026-03-13");
    is_moved(WEEK(2), &reschedules, "2026-03-20"); /* ten days at half time give five, five more are needed */
}

/* Whatever is told of a plan: a due date is a working day, outside leave, not before the first, not before unmoved. */
Test(due, is_always_a_working_day_that_was_not_on_leave)
{
    srand(20260302);
    for (int round = 0; round < 400; round++) {
        int start = day_of("2024-01-01") + rand() % 1500;
        struct due_leave leaves[4];
        struct due_share shares[3];
        struct due_reschedules reschedules = {leaves, (size_t)(rand() % 5), shares, (size_t)(rand() % 4)};
        for (size_t i = 0; i < reschedules.leave_count; i++) {
            leaves[i].first = start + rand() % 200;
            leaves[i].last = leaves[i].first + rand() % 60;
            leaves[i].told_on = leaves[i].first - 20 + rand() % 40;
        }
        for (size_t i = 0; i < reschedules.share_count; i++)
            shares[i] = (struct due_share){start + (int)i * 30 + rand() % 30, 20 + rand() % 81, 0, 0};
        struct due due = {(enum due_unit)(DUE_DAY + rand() % 3), 1 + rand() % 6};
        int day = due_moved(start, due, &reschedules);
        cr_assert(day_is_workday(day));
        for (size_t i = 0; i < reschedules.leave_count; i++)
            cr_assert(day < leaves[i].first || day > leaves[i].last || day < leaves[i].told_on);
        cr_assert_geq(day, start);
        cr_assert_geq(day, due_day(start, due));
    }
}
