/* Curriculum: everybody's page for looking around (Läroplan): programmes with their steps, and search. */
#pragma once

#include "domain/content/content.h"
#include "ui/web/route.h"

extern const struct route_table curriculum_routes;

struct curriculum_programme {
    struct content_programme programme;
    struct content_entries steps;
};

struct curriculum_page {
    const char *edition;
    struct curriculum_programme *programmes;
    size_t count;
    struct content_entries others; /* steps outside programmes */
    const char *words;             /* searched for; NULL when nothing was */
    const struct content_hit *hits;
    size_t hit_count;
};

void page_curriculum(struct template *into, const struct page *page, const struct curriculum_page *shown);
