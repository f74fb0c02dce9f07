/* What the administration of a site brings to the program. */
#include "domain/admin/copies.h"
#include "domain/admin/doctor.h"
#include "domain/records/event.h"
#include "domain/records/job.h"

#define DAY_SECONDS 86400

static const struct event_kind admin_events[] = {
    {"person.exported", "", "0.1.0"},
    {"person.erased", "learners remarks because", "0.1.0"},
    {"backup.made", "head events", "0.1.0"},
    {"backup.restored", "head events", "0.1.0"},
    {0},
};

static int run_forget_copies(const struct job_task *task)
{
    return copies_sweep(task->site->folder, NULL);
}

static const struct job_kind admin_jobs[] = {
    {.name = "admin.forget_copies",
     .help = "Removes what killed processes left of the records",
     .every_seconds = DAY_SECONDS,
     .run = run_forget_copies},
    {0},
};

const struct module admin_module = {
    .name = "admin", .events = admin_events, .jobs = admin_jobs, .checks = machine_checks};
