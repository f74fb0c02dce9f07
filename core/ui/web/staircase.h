/* Staircase: the page of a person's level, what is missing for the next, the competences as assessed and as signed, and
 * the manager's decision. */
#pragma once

#include "domain/staircase/staircase.h"
#include "ui/web/kernel/route.h"
#include "ui/web/page_subject.h"
#include "ui/web/staircase_svg.h"

extern const struct route_table staircase_routes;

struct staircase_page {
    struct staircase_view view;
    const char *rid;                    /* NULL: the viewer's own */
    struct staircase_svg staircase_svg; /* count 0: no staircase */
    const struct staircase_history_row *past;
    size_t past_count;
    bool may_say, may_decide;
};

void page_staircase(struct template *into, const struct page *page, const struct staircase_page *shown);
