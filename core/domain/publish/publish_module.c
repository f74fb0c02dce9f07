/* What publishing brings to the program. */
#include "base/fail.h"
#include "domain/publish/publish.h"
#include "domain/records/job.h"
#include "domain/records/table.h"

static int run_preview(const struct job_task *task)
{
    CLEANUP(publication_finish) struct publication publication = {0};
    TRY(publish_preview(task->records, &actor_trappa, &publication));
    if (*publication.edition)
        return 0;
    return fail(FAIL_RULE, "the check found %zu errors: 'trappa check' says where", publication.check.findings.errors);
}

static const struct job_kind publish_jobs[] = {
    {.name = JOB_PUBLISH_PREVIEW,
     .help = "Says what publishing the newest state of the layers would do",
     .run = run_preview},
    {0},
};

static const struct records_table publish_tables[] = {
    {.name = "layer", .key_columns = 1},
    {.name = "edition", .key_columns = 1},
    {0},
};

const struct module publish_module = {.name = "publish", .jobs = publish_jobs, .tables = publish_tables};
