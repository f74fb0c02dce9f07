/* Introduction: the manager's form that starts one (Starta en introduktion): who, which programme, from when, with
 * whom. */
#pragma once

#include "domain/people/mentor.h"
#include "domain/people/unit.h"
#include "domain/plan/plan.h"
#include "ui/web/kernel/route.h"

extern const struct route_table introduction_routes;

struct introduction_page {
    const struct person *learners; /* without a running plan */
    size_t learner_count;
    const struct content_programme *programmes;
    size_t programme_count;
    const struct unit *units; /* where the viewer may start one */
    size_t unit_count;
    const struct mentor_load *mentors;
    size_t mentor_count;
    const char *person_rid, *unit_id, *programme_id, *mentor_rid; /* what is chosen at first */
    const char *mentor_name;                                      /* the suggested one; NULL */
    char from[DAY_TEXT_BYTES];
};

void page_introduction(struct template *into, const struct page *page, const struct introduction_page *shown);
