/* Adjust: where a manager bends a plan: leave, part-time, a step added, cases planned, the plan ended, and each
 * of these taken back. Skipping and recognising are on the step's own page (step.h). */
#pragma once

#include "domain/plan/deviation.h"
#include "ui/web/kernel/route.h"
#include "ui/web/page_subject.h"

extern const struct route_table plan_edit_routes;

struct plan_edit_page {
    struct subject subject;
    const struct plan *plan;
    const struct plan_choice *choices; /* the programmes that run */
    size_t choice_count;
    struct deviations deviations;
    const struct content_hit *hits; /* several steps that the words may mean; count 0: none asked for */
    size_t hit_count;
    const char *ramp; /* planned cases as numbers */
    const char *what; /* the value of the field `what` that the failed form was sent with; "" */
};

void page_plan_edit(struct template *into, const struct page *page, const struct plan_edit_page *shown);

/* The fields that say which step: words to search for, and the choice among several. `shown` may have no hits. */
void plan_edit_step_fields(struct template *into, const struct page *page, const struct content_hit *hits,
                           size_t count);

/* The step that the form's fields `words` and `choice` mean: *ret_step, or NULL with a problem on the page and the hits
 * to choose from. */
int plan_edit_step_choose(struct page *page, const char **ret_step, const struct content_hit **ret_hits,
                          size_t *ret_count);
