/* Step diff: the page of what changed in a step since it was done (Skillnad), where the revision is accepted or a new
 * sign-off requested; also the answer to a form about a version that has been replaced meanwhile. */
#pragma once

#include "domain/plan/step_diff.h"
#include "domain/progress/state.h"
#include "ui/web/kernel/route.h"
#include "ui/web/page_subject.h"

extern const struct route_table step_diff_routes;

struct step_diff_page {
    struct plan_item item;
    struct subject subject; /* whose step it is: the viewer's or that of `rid` */
    const char *rid;        /* NULL: the viewer's own */
    const char *since;      /* the parts compared with; NULL: nothing was done */
    bool is_learner, may_sign;
    bool is_replaced;   /* the text was replaced while the viewer had it open */
    bool has_questions; /* its text has blocks, so that it is done on its own page */
    struct step_comparison comparison;
    struct content_revision *revisions;
    size_t revision_count;
};

void page_step_diff(struct template *into, const struct page *page, const struct step_diff_page *shown);

/* The answer 409 to REASON_TEXT_CHANGED: what changed since the version `seen`, with the same form again. */
int step_diff_show_replaced(struct page *page, const char *step);

/* The same comparison for another page; empty if the version is unknown. */
int step_diff_since_shown(const struct page *page, const struct content_entry *step,
                          struct step_comparison *ret_comparison);
