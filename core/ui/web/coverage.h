/* Coverage: the page of what a unit's people can do together (Enheten, kompetens), for its managers and HR. */
#pragma once

#include "domain/people/unit.h"
#include "domain/staircase/coverage.h"
#include "ui/web/kernel/route.h"

extern const struct route_table coverage_routes;

/* For more people the page shows only the units below, since computing takes too long. */
#define COVERAGE_PEOPLE_MAX 2000

struct coverage_page {
    struct unit unit;
    const struct unit *below; /* units directly below, as links */
    size_t below_count;
    struct coverage coverage;
    const struct coverage_competence **competences; /* thinnest first */
    const struct staircase_gap *gaps;
    size_t gap_count;
};

void page_coverage(struct template *into, const struct page *page, const struct coverage_page *shown);
