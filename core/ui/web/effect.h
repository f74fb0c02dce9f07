/* Effect: what publishing would do to plans and sign-offs (Läroplan, förhandsvisning), for authors and administrators:
 * numbers, never names. The reckoning itself is a job, since it reads the layers. */
#pragma once

#include "domain/content/step_comparison.h"
#include "domain/plan/effect.h"
#include "ui/web/route.h"

extern const struct route_table effect_routes;

struct effect_row {
    const struct effect_step *step;
    struct step_comparison words; /* none where the words are the same */
};

struct effect_page {
    bool is_waiting;        /* for the job */
    const char *last_error; /* of the job; NULL */
    bool has_trial;         /* and it starts from what is published now */
    struct effect_row *rows;
    size_t count;
};

void page_effect(struct template *into, const struct page *page, const struct effect_page *shown);
