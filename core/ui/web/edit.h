/* Edit: somebody changes a text of the curriculum in the browser, sees what comes of it, and sends it as a proposal. */
#pragma once

#include "domain/proposal/draft.h"
#include "domain/proposal/proposal_compare.h"
#include "ui/web/kernel/route.h"

extern const struct route_table edit_routes;

/* What the check of the one file says. */
struct edit_finding {
    int line;
    bool is_error;
    const char *sentence, *hint;
};

struct edit_page {
    struct draft draft;
    const char *title;        /* of the step, or the file's path */
    const char *step;         /* its id; NULL for another file */
    const char *front, *body; /* of a step's file; `front` NULL for another */
    const char *because, *author;
    int done; /* people who have done the step; PROPOSAL_WITHHELD */
    bool is_previewed;
    struct html html; /* the text as it would be shown; of a step */
    struct step_comparison words;
    struct edit_finding *findings;
    size_t finding_count;
};

void page_edit(struct template *into, const struct page *page, const struct edit_page *shown);
