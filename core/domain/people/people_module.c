/* What people and their accounts bring to the program. */
#include "domain/people/session.h"
#include "domain/records/job.h"
#include "domain/records/module.h"

#define DAY_SECONDS (24 * 3600)

static int run_sessions_purge(const struct job_task *task)
{
    return session_purge(task->records);
}

static const struct job_kind people_jobs[] = {
    {.name = "sessions.purge",
     .help = "Forgets sessions and invitations that ended long ago",
     .every_seconds = DAY_SECONDS,
     .run = run_sessions_purge},
    {0},
};

const struct module people_module = {.name = "people", .jobs = people_jobs};
