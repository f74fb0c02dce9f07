/* Coverage page: what the people of a unit can do together (Enheten, kompetens), for those who lead it and for HR. */
#pragma once

#include "domain/people/unit.h"
#include "domain/staircase/coverage.h"
#include "ui/web/kernel/route.h"

extern const struct route_table coverage_routes;

/* More people than this are not added up while somebody waits: the units below are. */
#define COVERAGE_PEOPLE_MAX 2000

struct coverage_page {
    struct unit unit;
    const struct unit *below; /* units directly below, to open */
    size_t below_count;
    struct coverage coverage;
    const struct coverage_competence **competences; /* the thinnest first */
    const struct staircase_gap *gaps;
    size_t gap_count;
};

void page_coverage(struct template *into, const struct page *page, const struct coverage_page *shown);
