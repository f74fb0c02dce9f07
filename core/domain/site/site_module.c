/* What an installation brings to the program: content.db, made again where it is lost. */
#include "base/fail.h"
#include "domain/publish/publish.h"
#include "domain/records/job.h"
#include "domain/records/module.h"
#include "domain/site/site.h"

static int run_content_rebuild(const struct job_task *task)
{
    TRY(content_edition_rebuild(task->records));
    return site_refresh(task->site);
}

static int content_is_old(struct site *site, bool *ret_is_old)
{
    bool is_newest = true;
    TRY(site_content_is_newest(site, &is_newest));
    *ret_is_old = !is_newest;
    return 0;
}

static const struct job_kind site_jobs[] = {
    {.name = "content.rebuild",
     .help = "Makes content.db again from the layers where it lacks an edition",
     .run = run_content_rebuild,
     .is_needed = content_is_old},
    {0},
};

const struct module site_module = {.name = "site", .jobs = site_jobs};
