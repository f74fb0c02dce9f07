/* Cases: planned and actual number of cases by week, drawn small with a table of the same figures
 * (ui/web/caseload_view.html). */
#pragma once

#include "domain/plan/caseload.h"
#include "ui/web/kernel/page.h"

struct caseload_view {
    const struct caseload_week *weeks;
    size_t count;
    bool may_tell;
    const char *action; /* where the form of the week's number goes */
    const char *programme;
};

/* The section with drawing, table and, for who may tell, the number of this week; nothing when there is nothing. */
void caseload_view_section(struct template *into, const struct page *page, const struct caseload_view *cases);

/* The drawing alone: planned as a line, actual as bars. */
void caseload_view_draw(struct template *into, const struct caseload_view *cases);
