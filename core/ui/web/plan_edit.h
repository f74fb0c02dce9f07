/* Plan edit: the page where a manager changes a plan: leave, part-time, added steps, planned cases, ending the plan,
 * and undoing each. Skipping and recognising are on the step's own page (step.h). */
#pragma once

#include "domain/plan/deviation.h"
#include "ui/web/kernel/route.h"
#include "ui/web/page_subject.h"

extern const struct route_table plan_edit_routes;

struct plan_edit_page {
    struct subject subject;
    const struct plan *plan;
    const struct plan_choice *choices; /* the running programmes */
    size_t choice_count;
    struct deviations deviations;
    const struct content_hit *hits; /* steps that match the search words, if several; count 0: nothing to choose */
    size_t hit_count;
    const char *ramp; /* planned cases as numbers */
    const char *what; /* the field `what` of a failed form; "" */
};

void page_plan_edit(struct template *into, const struct page *page, const struct plan_edit_page *shown);

/* The form fields that name a step: words to search for, and the choice among several hits. */
void plan_edit_step_fields(struct template *into, const struct page *page, const struct content_hit *hits,
                           size_t count);

/* The step that the fields `words` and `choice` name. *ret_step is NULL, with a problem on the page and the hits to
 * choose from, if they name none or several. */
int plan_edit_step_choose(struct page *page, const char **ret_step, const struct content_hit **ret_hits,
                          size_t *ret_count);
