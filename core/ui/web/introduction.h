/* Introduction: the manager's form that starts an introduction (Starta en introduktion): person, programme, first day,
 * mentor. */
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
    const struct unit *units; /* where the viewer may start an introduction */
    size_t unit_count;
    const struct mentor_load *mentors;
    size_t mentor_count;
    const char *person_rid, *unit_id, *programme_id, *mentor_rid; /* preselected */
    const char *mentor_name;                                      /* the suggested mentor; NULL */
    char from[DAY_TEXT_BYTES];
};

void page_introduction(struct template *into, const struct page *page, const struct introduction_page *shown);
