/* Job view: how a job stands that somebody asked for on a page and waits for. */
#pragma once

#include "ui/web/kernel/page.h"

struct job_view {
    bool is_waiting;        /* it has not run yet */
    const char *last_error; /* of the last that went wrong and is tried again or given up; NULL */
};

/* Of the jobs of this kind. */
int job_view_read(const struct page *page, const char *kind, struct job_view *ret_view);
