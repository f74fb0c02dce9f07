/* Drift: the page of replacements whose base has got newer revisions (Läroplan, ändrat under), for authors and
 * administrators. It reads what a job has worked out. */
#pragma once

#include "domain/publish/layer_drift.h"
#include "ui/web/kernel/route.h"

extern const struct route_table drift_routes;

struct drift_page {
    const struct layer_drift *items; /* the weightiest changes first */
    size_t count;
    size_t all;  /* of the whole list */
    bool is_old; /* the layers have changed since it was worked out */
    int from;    /* how many come before */
    int next;    /* where the rest begins; 0: there is none */
};

void page_drift(struct template *into, const struct page *page, const struct drift_page *shown);
