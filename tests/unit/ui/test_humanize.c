/* Days and numbers as people say them. */
#include "ui/text/humanize.h"

#include "base/clock.h"

#include <criterion/criterion.h>

#define SV LANGUAGE_SV
#define EN LANGUAGE_EN

static struct arena arena;
static int today; /* Monday 2 March 2026 */

static void begin(void)
{
    today = day_from_date(2026, 3, 2);
}

static void end(void)
{
    arena_finish(&arena);
}

Test(speak, says_near_days_by_their_names, .init = begin, .fini = end)
{
    cr_expect_str_eq(humanize_day(SV, &arena, today, today), "i dag");
    cr_expect_str_eq(humanize_day(SV, &arena, today - 1, today), "i går");
    cr_expect_str_eq(humanize_day(SV, &arena, today + 1, today), "i morgon");
    cr_expect_str_eq(humanize_day(SV, &arena, today + 3, today), "på torsdag");
    cr_expect_str_eq(humanize_day(SV, &arena, today - 4, today), "i torsdags");
    cr_expect_str_eq(humanize_day(EN, &arena, today + 3, today), "on Thursday");
    cr_expect_str_eq(humanize_day(EN, &arena, today - 4, today), "last Thursday");
    cr_expect_str_eq(humanize_day(SV, &arena, today + 7, today), "9 mars");
    cr_expect_str_eq(humanize_day(SV, &arena, day_from_date(2025, 12, 24), today), "24 december 2025");
    cr_expect_str_eq(humanize_day(SV, &arena, DAY_NONE, today), "");
}

Test(speak, says_dates_with_their_weekday, .init = begin, .fini = end)
{
    cr_expect_str_eq(humanize_date(SV, &arena, day_from_date(2026, 1, 29), today), "torsdag 29 januari");
    cr_expect_str_eq(humanize_date(EN, &arena, day_from_date(2026, 1, 29), today), "Thursday 29 January");
    cr_expect_str_eq(humanize_day_and_date(SV, &arena, today + 3, today), "på torsdag, 5 mars");
    cr_expect_str_eq(humanize_month(SV, &arena, today), "mars 2026");
}

Test(speak, says_how_late, .init = begin, .fini = end)
{
    cr_expect_str_eq(humanize_due(SV, &arena, today - 2, today), "två dagar sen");
    cr_expect_str_eq(humanize_due(SV, &arena, today - 1, today), "en dag sen");
    cr_expect_str_eq(humanize_due(SV, &arena, today - 40, today), "40 dagar sen");
    cr_expect_str_eq(humanize_due(EN, &arena, today - 1, today), "one day late");
    cr_expect_str_eq(humanize_due(SV, &arena, today + 1, today), "i morgon");
}

Test(speak, says_numbers_in_words_up_to_twelve, .fini = end)
{
    cr_expect_str_eq(humanize_number(SV, &arena, 0, GENDER_COMMON), "inga");
    cr_expect_str_eq(humanize_number(SV, &arena, 1, GENDER_NEUTER), "ett");
    cr_expect_str_eq(humanize_number(SV, &arena, 12, GENDER_NEUTER), "tolv");
    cr_expect_str_eq(humanize_number(SV, &arena, 13, GENDER_COMMON), "13");
    cr_expect_str_eq(humanize_number(EN, &arena, 7, GENDER_COMMON), "seven");
    cr_expect_str_eq(humanize_minutes(SV, &arena, 45), "45 minuter");
    cr_expect_str_eq(humanize_minutes(SV, &arena, 61), "1 timme 1 minut");
    cr_expect_str_eq(humanize_minutes(EN, &arena, 120), "2 hours");
    cr_expect_str_eq(humanize_capital(&arena, "åtta väntar"), "Åtta väntar");
    cr_expect_str_eq(humanize_capital(&arena, ""), "");
}
