/* Edition: the pages of what was published (Läroplan, utgåvor), for authors and administrators: the list, and an
 * earlier edition with whom it would touch if it were published again. */
#pragma once

#include "domain/publish/publish.h"
#include "ui/web/kernel/route.h"
#include "ui/web/publish_impact.h"

extern const struct route_table edition_routes;

struct edition_row {
    struct published_edition edition;
    const char *layers; /* "base 0123456789, upp 0123456789": each layer and the beginning of its version */
};

struct edition_list_page {
    struct edition_row *rows; /* newest first */
    size_t count;
    int from; /* how many newer ones are left out */
    int next; /* where older ones begin; 0: there are none */
};

struct edition_page {
    struct edition_row row;
    bool is_newest;    /* what people see now */
    bool is_previewed; /* `impact` is of this edition */
    struct publish_impact_page impact;
};

void page_editions(struct template *into, const struct page *page, const struct edition_list_page *shown);
void page_edition(struct template *into, const struct page *page, const struct edition_page *shown);
