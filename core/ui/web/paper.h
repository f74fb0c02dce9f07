/* Paper: the page where signatures from a printed plan are typed in, checked, and then signed, all rows or none. */
#pragma once

#include "domain/signoff/paper.h"
#include "ui/web/kernel/route.h"
#include "ui/web/page_subject.h"

extern const struct route_table paper_routes;

struct paper_page {
    struct subject subject;
    const char *typed;         /* as sent; "" at first */
    struct paper_batch *batch; /* NULL at first, and if the text could not be parsed */
    bool is_checked;           /* no row is faulty: the page shows what would be signed */
};

void page_paper(struct template *into, const struct page *page, const struct paper_page *shown);
