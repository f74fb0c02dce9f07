/* Curriculum: the page to browse and search the curriculum (Läroplan): programmes, their phases, the steps of a
 * phase. */
#pragma once

#include "domain/content/content.h"
#include "ui/web/kernel/route.h"

extern const struct route_table curriculum_routes;

struct curriculum_programme {
    struct content_programme programme;
    struct content_entries steps;
};

struct curriculum_page {
    const char *edition;
    size_t circulars; /* that the viewer has to read */
    struct curriculum_programme *programmes;
    size_t count;
    const struct curriculum_programme *chosen; /* the one whose phase is shown; NULL: all programmes with their
                                                * phases */
    const struct content_phase *phase;
    struct content_entries others; /* steps outside programmes */
    const char *words;             /* of the search; NULL: no search */
    const struct content_hit *hits;
    size_t hit_count;
};

int curriculum_phase_steps(const struct curriculum_programme *shown, const struct content_phase *phase);

void page_curriculum(struct template *into, const struct page *page, const struct curriculum_page *shown);
