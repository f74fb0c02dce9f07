/* Circular pages: what everybody concerned must read and confirm (Cirkulär), and for a manager and HR who has not. */
#pragma once

#include "domain/circular/circular.h"
#include "domain/people/unit.h"
#include "domain/progress/state.h"
#include "ui/web/kernel/route.h"

extern const struct route_table circular_routes;

struct circular_page {
    struct circular_list list;
    bool may_see_unit;
};

struct circular_unit_page {
    const char *unit_name; /* NULL: everybody */
    const struct circular_state *states;
    size_t count;
};

void page_circular(struct template *into, const struct page *page, const struct circular_page *shown);
void page_circular_unit(struct template *into, const struct page *page, const struct circular_unit_page *shown);

/* How many wait for the viewer, and the line about it for a start page; nothing for none. */
int circular_count(const struct page *page, size_t *ret_count);
void circular_note(struct template *into, size_t count);
