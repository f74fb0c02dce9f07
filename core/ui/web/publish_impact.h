/* Publish impact: the page of what publishing would do to plans and sign-offs (Läroplan, förhandsvisning), for authors
 * and administrators: numbers, never names. A job computes it, since it reads the layers. */
#pragma once

#include "domain/content/step_comparison.h"
#include "domain/plan/publish_impact.h"
#include "ui/web/kernel/route.h"

extern const struct route_table publish_impact_routes;

struct publish_impact_row {
    const struct publish_impact_step *step;
    struct step_comparison words; /* empty if the words are the same */
};

struct publish_impact_page {
    bool is_waiting;        /* for the job */
    const char *last_error; /* of the job; NULL */
    bool has_preview;       /* and it compares with the edition published now */
    struct publish_impact_row *rows;
    size_t count;
};

void page_publish_impact(struct template *into, const struct page *page, const struct publish_impact_page *shown);
