/* Looks for jobs of a kind; see job_view.h. */
#include "ui/web/job_view.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/records/job.h"
#include "domain/site/site.h"

int job_view_read(const struct page *page, const char *kind, struct job_view *ret_view)
{
    struct job *jobs;
    size_t count;
    struct job_view view = {0};
    TRY(job_list(page->site->records, page->arena, &jobs, &count));
    for (size_t i = 0; i < count; i++) {
        if (!text_equal(jobs[i].kind, kind))
            continue;
        view.is_waiting |= text_equal(jobs[i].state, "waiting") && !jobs[i].last_error;
        view.last_error = jobs[i].last_error;
    }
    *ret_view = view;
    return 0;
}
