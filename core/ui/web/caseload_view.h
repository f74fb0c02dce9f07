/* Caseload view: a small drawing of planned and actual cases by week, with a table of the same figures
 * (caseload_view.html). */
#pragma once

#include "domain/plan/caseload.h"
#include "ui/web/kernel/page.h"

struct caseload_view {
    const struct caseload_week *weeks;
    size_t count;
    bool may_tell;
    const char *action; /* the address of the form for this week's number */
    const char *programme;
};

/* The section with drawing, table, and a form for this week's number if `may_tell`; nothing without numbers. */
void caseload_view_section(struct template *into, const struct page *page, const struct caseload_view *cases);

/* The drawing only: planned as a line, actual as bars. */
void caseload_view_draw(struct template *into, const struct caseload_view *cases);
