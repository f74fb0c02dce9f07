/* Talk page: the agenda of the next talk of learner and mentor, several signatures at once, and that it was held. */
#pragma once

#include "domain/mentor/supervision.h"
#include "domain/progress/state.h"
#include "domain/signoff/signoff.h"
#include "ui/web/kernel/route.h"
#include "ui/web/page_subject.h"

extern const struct route_table supervision_routes;

#define SUPERVISION_ROWS_SHOWN 12 /* in each part: the agenda is one sheet of paper, whatever there is to talk about */

/* A step that can be signed after the talk. */
struct supervision_sign {
    const struct plan_item *item;
    bool is_asked, has_aims;
    int autonomy; /* last given, 0: none */
};

struct supervision_page {
    struct subject subject;
    const char *rid; /* of the learner, when it is not the viewer */
    struct supervision supervision;
    struct supervision_sign *signs; /* those asked for first */
    size_t sign_count;
    bool asks_common; /* the autonomy of some step was never given */
    bool may_raise, may_sign, may_lead;
};

void page_supervision(struct template *into, const struct page *page, const struct supervision_page *shown);
