/* Talk page: the agenda of the next talk of learner and mentor, several signatures at once, and that it was held. */
#pragma once

#include "domain/plan/signoff.h"
#include "domain/plan/talk.h"
#include "ui/web/route.h"

extern const struct route_table talk_routes;

#define TALK_ROWS_SHOWN 12 /* in each part: the agenda is one sheet of paper, whatever there is to talk about */

/* A step that can be signed after the talk. */
struct talk_sign {
    const struct plan_item *item;
    bool is_asked, has_aims;
    int autonomy; /* last given, 0: none */
};

struct talk_page {
    struct person person;
    const char *rid; /* of the learner, when it is not the viewer */
    struct talk talk;
    struct talk_sign *signs; /* those asked for first */
    size_t sign_count;
    bool asks_common; /* the autonomy of some step was never given */
    bool may_raise, may_sign, may_lead;
};

void page_talk(struct template *into, const struct page *page, const struct talk_page *shown);
