/* Proposal: the pages of changes of the curriculum that somebody asks for: the list, and one with its difference, what
 * it would mean, what was said, and the decision. */
#pragma once

#include "domain/proposal/proposal_compare.h"
#include "ui/web/kernel/route.h"

extern const struct route_table proposal_routes;

struct proposal_list_page {
    struct proposal *waiting, *decided;
    size_t waiting_count, decided_count;
    bool may_decide; /* the viewer sees what others have proposed */
};

struct proposal_page_file {
    const struct proposal_file *file;
    struct step_comparison words;
};

struct proposal_page_shown {
    struct proposal proposal;
    struct proposal_page_file *files;
    size_t file_count;
    struct proposal_comment *comments;
    size_t comment_count;
    struct proposal_conflict *conflicts;
    size_t conflict_count;
};

void page_proposals(struct template *into, const struct page *page, const struct proposal_list_page *shown);
void page_proposal(struct template *into, const struct page *page, const struct proposal_page_shown *shown);
const char *proposal_state_said(enum language language, enum proposal_state state);
