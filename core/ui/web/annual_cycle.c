/* Sorts recurring steps into twelve months; see annual_cycle.h. */
#include "ui/web/annual_cycle.h"

#include "base/clock.h"
#include "base/fail.h"

static int month_number(int day)
{
    int year, month, of_month;
    day_to_date(day, &year, &month, &of_month);
    return 12 * year + month - 1;
}

/* The index of the month; late ones belong to the first. -1 if it is due later, or on no day. */
static int month_of(const struct page *page, const struct circular_status *asked)
{
    int due = asked->item.due;
    if (due == DAY_NONE)
        return asked->is_waiting ? 0 : -1;
    int month = month_number(due) - month_number(page->today);
    return month < 0 ? 0 : month < ANNUAL_CYCLE_MONTHS ? month : -1;
}

static void person_put(const struct page *page, struct annual_cycle_row *row, const struct circular_waiting *one)
{
    size_t most = row->state->waiting_count + row->state->other_count;
    if (!row->people)
        row->people = arena_zeroed(page->arena, most * sizeof(const struct circular_waiting *));
    row->people[row->count++] = one;
    row->late += one->asked.item.is_late;
}

/* The people of a recurring step, each in the month of the due day; months without people get no row. */
static void state_lay(const struct page *page, struct annual_cycle_page *shown, const struct circular_state *state)
{
    struct annual_cycle_row rows[ANNUAL_CYCLE_MONTHS] = {0};
    for (size_t i = 0; i < ANNUAL_CYCLE_MONTHS; i++)
        rows[i].state = state;
    for (size_t i = 0; i < state->waiting_count + state->other_count; i++) {
        const struct circular_waiting *one =
            i < state->waiting_count ? &state->waiting[i] : &state->others[i - state->waiting_count];
        int month = month_of(page, &one->asked);
        if (month >= 0)
            person_put(page, &rows[month], one);
    }
    for (size_t i = 0; i < ANNUAL_CYCLE_MONTHS; i++)
        if (rows[i].count)
            shown->months[i].rows[shown->months[i].count++] = rows[i];
}

static int annual_cycle_read(struct page *page, const struct unit *unit)
{
    struct annual_cycle_page shown = {.unit_name = unit ? unit->name : NULL};
    struct circular_state *states;
    TRY(annual_cycle_in(page->site, page->actor, unit ? unit->id : NULL, page->arena, &states, &shown.count));
    int year, month, of_month;
    day_to_date(page->today, &year, &month, &of_month);
    for (int i = 0; i < ANNUAL_CYCLE_MONTHS; i++) {
        int number = 12 * year + month - 1 + i;
        shown.months[i].first = day_from_date(number / 12, number % 12 + 1, 1);
        shown.months[i].rows = arena_zeroed(page->arena, (shown.count + 1) * sizeof *shown.months[i].rows);
    }
    for (size_t i = 0; i < shown.count; i++)
        state_lay(page, &shown, &states[i]);
    page_annual_cycle(&page->content, page, &shown);
    return 0;
}

static int own_show(struct page *page)
{
    struct unit unit;
    TRY(unit_choose(page->site->records, page->actor, NULL, page->arena, &unit));
    return annual_cycle_read(page, unit.key ? &unit : NULL);
}

static int unit_show(struct page *page)
{
    struct unit unit;
    TRY(unit_choose(page->site->records, page->actor, page_parameter(page, "unit"), page->arena, &unit));
    page_title(page, "%s: %s", page_translate(page, N_("The year")), unit.name);
    return annual_cycle_read(page, &unit);
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/aret",
     .handler = own_show,
     .open_to = ROUTE_FOR_MANAGER | ROUTE_FOR_HR,
     .title = N_("The year")},
    {.method = "GET",
     .path = "/aret/:unit",
     .handler = unit_show,
     .open_to = ROUTE_FOR_MANAGER | ROUTE_FOR_HR,
     .title = N_("The year")},
};
const struct route_table annual_cycle_routes = ROUTE_TABLE(rows);
