/* Problem: the error page. */
#pragma once

#include "ui/web/kernel/page.h"

struct problem {
    const char *sentence; /* what happened; NULL if meaningless to a reader */
    const char *now;      /* what to do */
    bool is_change;       /* the request was a change */
};

void page_problem_page(struct template *into, const struct page *page, const struct problem *problem);
