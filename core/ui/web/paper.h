/* Paper page: what was signed on a printed plan is typed in, looked at, and then signed, all rows or none. */
#pragma once

#include "domain/signoff/paper.h"
#include "ui/web/kernel/route.h"
#include "ui/web/page_subject.h"

extern const struct route_table paper_routes;

struct paper_page {
    struct subject subject;
    const char *typed;         /* as it was sent; "" before */
    struct paper_batch *batch; /* NULL before anything was sent, or when it could not be read at all */
    bool is_checked;           /* nothing is at fault: what would be signed is shown */
};

void page_paper(struct template *into, const struct page *page, const struct paper_page *shown);
