/* Step: the page of one step (Moment): its text, local additions, sources, possible actions, and history. */
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
    const struct content_layer *from; /* that layer; NULL: the newest edition is without it */
    bool is_local;                    /* an addition to the base */
};

struct step_require {
    const char *id, *title;
    bool is_finished;
};

struct step_page {
    struct plan_item item;
    struct subject subject;          /* whose step it is: the viewer's or that of `rid` */
    const struct decision *decision; /* that skipped or recognised the step; NULL */
    const char *rid;                 /* NULL: the viewer's own */
    const char *title;               /* translated for the reader, if there is a translation */
    bool is_learner;                 /* the viewer may mark done, accept and request */
    bool may_sign, may_lead;
    struct step_part *parts;
    size_t part_count;
    struct content_layer *layers;
    size_t layer_count;
    struct content_hiding hiding;            /* its layer is NULL unless the step is hidden */
    const struct content_layer *hidden_from; /* the layer that hides it; NULL */
    bool has_blocks;                         /* of some part; then the texts are a form */
    bool is_passed;                          /* nothing in the texts must be passed before the step is done */
    bool takes_answers;                      /* a block has a form control; known once the texts are written */
    struct step_require *requires;
    size_t require_count;
    struct content_source *sources;
    size_t source_count;
    struct content_aim *aims;
    size_t aim_count;
    struct content_revision *revisions;
    size_t revision_count;
    struct carry_over carry_over; /* from older steps */
    struct comment *comments;
    size_t comment_count;
};

/* Writes a part's text with its blocks. */
void step_text_write(struct page *page, struct step_page *shown, const struct step_part *part);

/* Shows the step of another person: for GET, and again after a form with faults. */
int step_show_other(struct page *page);

void page_step(struct template *into, struct page *page, struct step_page *shown);
