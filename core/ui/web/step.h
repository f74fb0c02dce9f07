/* Step: the page of one step (Moment): its text, the local addition, its sources, what to do, and its history. */
#pragma once

#include "domain/plan/carry_over.h"
#include "domain/progress/decision.h"
#include "domain/progress/state.h"
#include "ui/web/block.h"
#include "ui/web/kernel/route.h"
#include "ui/web/page_subject.h"

extern const struct route_table step_routes;

struct step_part {
    struct block_text_part text;
    const char *language; /* of the text */
    const char *layer;
    bool is_local; /* an addition to the base */
};

struct step_require {
    const char *id, *title;
    bool is_finished;
};

struct step_page {
    struct plan_item item;
    struct subject subject;          /* whose step it is: oneself or `rid` */
    const struct decision *decision; /* that skipped or recognised it; NULL */
    const char *rid;                 /* NULL when it is one's own */
    const char *title;               /* in the reader's language where it is translated */
    bool is_learner;                 /* the viewer may mark, take and ask */
    bool may_sign, may_lead;
    struct step_part *parts;
    size_t part_count;
    bool has_blocks;    /* some part has; then the texts are a form */
    bool is_passed;     /* nothing in the texts stands in the way of done */
    bool takes_answers; /* some block named a control; known once the texts are written */
    struct step_require *requires;
    size_t require_count;
    struct content_source *sources;
    size_t source_count;
    struct content_aim *aims;
    size_t aim_count;
    struct content_revision *revisions;
    size_t revision_count;
    struct carry_over carry_over; /* what it grew out of */
    struct comment *comments;
    size_t comment_count;
};

/* Writes a part's text with its blocks. */
void step_text_write(struct page *page, struct step_page *shown, const struct step_part *part);

/* Somebody else's step: GET, and again what a form there got wrong. */
int step_show_other(struct page *page);

void page_step(struct template *into, struct page *page, struct step_page *shown);
