/* Annual cycle: the unit's recurring steps over twelve months, and for whom each is due (Året). */
#pragma once

#include "domain/circular/circular.h"
#include "domain/people/unit.h"
#include "ui/web/kernel/route.h"

extern const struct route_table annual_cycle_routes;

#define ANNUAL_CYCLE_MONTHS 12

/* A recurring step in one month. */
struct annual_cycle_row {
    const struct circular_state *state;
    const struct circular_waiting **people; /* the people for whom it is due that month, waiting ones first */
    size_t count, late;
};

struct annual_cycle_month {
    int first; /* its first day */
    struct annual_cycle_row *rows;
    size_t count;
};

struct annual_cycle_page {
    const char *unit_name; /* NULL: everybody */
    struct annual_cycle_month months[ANNUAL_CYCLE_MONTHS];
    size_t count; /* of all recurring steps */
};

void page_annual_cycle(struct template *into, const struct page *page, const struct annual_cycle_page *shown);
