/* Wheel: the unit's year (Året): twelve months, what comes again in each, and for whom it is due. */
#pragma once

#include "domain/circular/circular.h"
#include "domain/people/unit.h"
#include "ui/web/route.h"

extern const struct route_table wheel_routes;

#define WHEEL_MONTHS 12

/* One thing in one month. */
struct wheel_row {
    const struct circular_state *state;
    const struct circular_waiting **people; /* for whom it is due that month, those that wait first */
    size_t count, late;
};

struct wheel_month {
    int first; /* the day it begins */
    struct wheel_row *rows;
    size_t count;
};

struct wheel_page {
    const char *unit_name; /* NULL: everybody */
    struct wheel_month months[WHEEL_MONTHS];
    size_t count; /* of everything that comes again */
};

void page_wheel(struct template *into, const struct page *page, const struct wheel_page *shown);
