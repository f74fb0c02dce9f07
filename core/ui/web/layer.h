/* Layer: the page of the layers (Läroplan, lager), for authors and administrators: where each comes from, how it
 * stands, which stands above which. A job fetches them. */
#pragma once

#include "domain/publish/layer_status.h"
#include "ui/web/job_view.h"
#include "ui/web/kernel/route.h"

extern const struct route_table layer_routes;

struct layer_page {
    struct job_view fetching;
    struct layer_status *layers; /* base first */
    size_t count;
    bool may_order;
};

void page_layers(struct template *into, const struct page *page, const struct layer_page *shown);
