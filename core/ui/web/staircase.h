/* Staircase page: where somebody stands, what is missing for the next stair, how both sides see the competences, and
 * the decision of a manager. */
#pragma once

#include "domain/stair/stair.h"
#include "ui/web/route.h"
#include "ui/web/stairs.h"

extern const struct route_table staircase_routes;

struct staircase_page {
    struct stair_view view;
    const char *rid;      /* of whom the page is about, when it is not the viewer */
    struct stairs stairs; /* count 0: no staircase */
    const struct stair_past *past;
    size_t past_count;
    bool may_say, may_decide;
};

void page_staircase(struct template *into, const struct page *page, const struct staircase_page *shown);
