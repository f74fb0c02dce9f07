/* Circular: the page of the circulars to read and confirm (Cirkulär), and for managers and HR who has not confirmed. */
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

/* Confirms a circular by the viewer as a POST does, from whatever page its button stands on. */
int circular_confirm_read(struct page *page, const char *circular);

/* The number that wait for the viewer, and the line about it on start pages; nothing for 0. */
int circular_count(const struct page *page, size_t *ret_count);
void circular_note(struct template *into, size_t count);
