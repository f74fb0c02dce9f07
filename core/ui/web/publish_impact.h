/* Publish impact: the page of what publishing would do to plans and sign-offs (Läroplan, förhandsvisning), for authors
 * and administrators: numbers, never names. A job computes it, since it reads the layers. The page of an earlier
 * edition (edition.h) shows the same of publishing that one again. */
#pragma once

#include "domain/content/step_comparison.h"
#include "domain/plan/publish_impact.h"
#include "ui/web/job_view.h"
#include "ui/web/kernel/route.h"

extern const struct route_table publish_impact_routes;

struct publish_impact_row {
    const struct publish_impact_step *step;
    struct step_comparison words; /* empty if the words are the same */
};

struct publish_impact_page {
    struct job_view job;
    bool has_preview;    /* and it compares with the edition published now */
    const char *edition; /* what was previewed; NULL without a preview */
    bool is_earlier;     /* that was published before: its own page shows it */
    struct publish_impact_row *rows;
    size_t count;
};

/* Reads the preview that was made last, unless one is being made. SITE_PUBLISH. */
int publish_impact_read(struct page *page, struct publish_impact_page *ret_shown);

/* How the job stands, and what it says: the same wherever a preview is shown. */
void publish_impact_state(struct template *into, const struct publish_impact_page *shown);
void publish_impact_rows(struct template *into, const struct page *page, const struct publish_impact_page *shown);

void page_publish_impact(struct template *into, const struct page *page, const struct publish_impact_page *shown);
