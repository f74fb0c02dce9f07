/* Difference: the page that shows what changed in a step since it was done (Skillnad), where it is taken or asked for
 * again; also what somebody gets who acted on a text that was replaced meanwhile. */
#pragma once

#include "domain/plan/step_diff.h"
#include "domain/progress/state.h"
#include "ui/web/kernel/route.h"
#include "ui/web/page_subject.h"

extern const struct route_table step_diff_routes;

struct step_diff_page {
    struct plan_item item;
    struct subject subject; /* whose step it is: oneself or `rid` */
    const char *rid;        /* NULL when it is one's own */
    const char *since;      /* the parts that are compared with; NULL: nothing was done */
    bool is_learner, may_sign;
    bool is_replaced;   /* the text was replaced while the person had it open */
    bool has_questions; /* in its text, so that it is done on its own page */
    struct step_comparison comparison;
    struct content_revision *revisions;
    size_t revision_count;
};

void page_step_diff(struct template *into, const struct page *page, const struct step_diff_page *shown);

/* The answer to REASON_TEXT_CHANGED, 409: what came since the version `seen`, and the same to do again. */
int step_diff_again(struct page *page, const char *step);

/* The same comparison for a page of one's own; none if that version cannot be found. */
int step_diff_since_seen(const struct page *page, const struct content_entry *step,
                         struct step_comparison *ret_comparison);
