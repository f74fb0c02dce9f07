/* Reckons what a month asks for, and what was done in it; see hours.h. */
#include "base/clock.h"
#include "base/workday.h"
#include "domain/aspirant/aspirant_internal.h"
#include "domain/aspirant/hours.h"

#define JULY 7
#define QUARTER (HOURS_SECONDS / 4) /* what is asked for is whole quarters, in the student's favour */
#define MONTHS_MAX 600

static const char *const why_words[] = {[MINIMUM_WHOLE] = NULL,
                                        [MINIMUM_BEGINS] = "begins",
                                        [MINIMUM_ENDS] = "ends",
                                        [MINIMUM_JULY] = "july",
                                        [MINIMUM_PAUSE] = "pause"};

const char *minimum_why_word(enum minimum_why why)
{
    return why_words[why];
}

static int month_first(int day)
{
    int year, month, of_month;
    day_to_date(day, &year, &month, &of_month);
    return day - of_month + 1;
}

static bool is_july(int first)
{
    int year, month, of_month;
    day_to_date(first, &year, &month, &of_month);
    return month == JULY;
}

static bool is_paused(const struct month_inputs *facts, int day)
{
    for (size_t i = 0; i < facts->pause_count; i++)
        if (facts->pauses[i].first <= day && day <= facts->pauses[i].last)
            return true;
    return false;
}

/* The first pause that takes a working day of the month; NULL. */
static const struct pause *pause_in(const struct month_inputs *facts, int first, int last)
{
    for (size_t i = 0; i < facts->pause_count; i++) {
        const struct pause *pause = &facts->pauses[i];
        int from = pause->first > first ? pause->first : first, to = pause->last < last ? pause->last : last;
        if (workday_count(from, to))
            return pause;
    }
    return NULL;
}

/* Less than half of its working days in the time beside the studies: the month asks for nothing. */
static bool is_a_remnant(int first, int last, int from, int to)
{
    int there = workday_count(from > first ? from : first, to < last ? to : last);
    return 2 * there < workday_count(first, last);
}

static int minimum_beside_pauses(const struct month_inputs *facts, int first, int last, int minimum)
{
    int there = 0;
    for (int day = first; day <= last; day++)
        there += day_is_workday(day) && !is_paused(facts, day);
    return minimum * there / workday_count(first, last) / QUARTER * QUARTER;
}

static void month_ask(const struct aspirant *aspirant, const struct month_inputs *facts, int last,
                      struct hours_month *month)
{
    int end = aspirant_end(aspirant), began = aspirant->began_on;
    const struct pause *pause = pause_in(facts, month->first, last);
    month->minimum = 0;
    if (began == DAY_NONE || is_a_remnant(month->first, last, began, last)) {
        month->why = MINIMUM_BEGINS;
    } else if (end != DAY_NONE && is_a_remnant(month->first, last, month->first, end - 1)) {
        month->why = MINIMUM_ENDS;
    } else if (is_july(month->first)) {
        month->why = MINIMUM_JULY;
    } else if (pause) {
        month->why = MINIMUM_PAUSE;
        month->pause_first = pause->first;
        month->pause_last = pause->last;
        month->pause_kind = pause->kind;
        month->minimum = minimum_beside_pauses(facts, month->first, last, aspirant->minimum);
    } else {
        month->minimum = aspirant->minimum;
    }
}

/* From the month in which it began, or the first hours are of, to today's or that of the last day. */
static bool span_find(const struct aspirant *aspirant, const struct month_inputs *facts, int *ret_first, int *ret_last)
{
    int today = clock_today(), end = aspirant_end(aspirant), first = aspirant->began_on, last = today;
    if (facts->sum_count && (first == DAY_NONE || facts->sums[0].day < first))
        first = facts->sums[0].day;
    if (end != DAY_NONE && end - 1 < last)
        last = end - 1;
    if (facts->sum_count && facts->sums[facts->sum_count - 1].day > last)
        last = facts->sums[facts->sum_count - 1].day;
    if (first == DAY_NONE || first > last)
        return false;
    *ret_first = month_first(first);
    *ret_last = month_first(last);
    return true;
}

void months_compute(struct aspirant *aspirant, const struct month_inputs *facts, struct arena *arena)
{
    int first, last, today = clock_today();
    size_t next = 0;
    aspirant->months = NULL;
    aspirant->month_count = 0;
    if (!span_find(aspirant, facts, &first, &last))
        return;
    aspirant->months = arena_zeroed(arena, MONTHS_MAX * sizeof *aspirant->months);
    for (; first <= last && aspirant->month_count < MONTHS_MAX; first = day_add_months(first, 1)) {
        struct hours_month *month = &aspirant->months[aspirant->month_count++];
        int month_last = day_add_months(first, 1) - 1;
        month->first = first;
        for (; next < facts->sum_count && facts->sums[next].day <= month_last; next++)
            month->seconds += facts->sums[next].seconds;
        month_ask(aspirant, facts, month_last, month);
        month->is_met = month->seconds >= month->minimum;
        month->is_under_way = first <= today && today <= month_last;
    }
}
