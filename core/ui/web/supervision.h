/* Supervision: the page of the next talk of learner and mentor: its agenda, several signatures at once, and a form to
 * record the talk. */
#pragma once

#include "domain/mentor/supervision.h"
#include "domain/progress/state.h"
#include "domain/signoff/signoff.h"
#include "ui/web/kernel/route.h"
#include "ui/web/page_subject.h"

extern const struct route_table supervision_routes;

#define SUPERVISION_ROWS_SHOWN 12 /* in each part: the agenda fits on one sheet of paper */

/* A step that can be signed after the talk. */
struct supervision_sign {
    const struct plan_item *item;
    bool has_aims;
    bool is_chosen;     /* ticked in a form that came back, or requested */
    bool allows_common; /* "as for all" may be chosen: no earlier autonomy, or it was in a form that came back */
    int autonomy;       /* chosen in a form that came back, or given last; 0: as for all */
};

struct supervision_page {
    struct subject subject;
    const char *rid; /* of the learner; NULL: the viewer */
    struct supervision supervision;
    struct supervision_sign *signs; /* requested ones first */
    size_t sign_count;
    bool asks_common; /* some step has no earlier autonomy */
    bool may_raise, may_sign, may_lead;
};

void page_supervision(struct template *into, const struct page *page, const struct supervision_page *shown);
