/* What staircases bring to the program. */
#include "domain/records/job.h"
#include "domain/records/module.h"
#include "domain/staircase/level_preview.h"

#define DAY_SECONDS (24 * 3600)

static int run_level_preview(const struct job_task *task)
{
    return level_preview_work(task->site, task->payload);
}

static int run_level_previews_purge(const struct job_task *task)
{
    return level_previews_purge(task->site);
}

static const struct job_kind staircase_jobs[] = {
    {.name = JOB_LEVEL_PREVIEW,
     .help = "Says what a changed staircase would mean for everybody",
     .run = run_level_preview},
    {.name = "stair.trials_purge",
     .help = "Removes tried staircases and their answers after a day",
     .every_seconds = DAY_SECONDS,
     .run = run_level_previews_purge},
    {0},
};

const struct module staircase_module = {.name = "staircase", .jobs = staircase_jobs};
