/* What mentorship brings to the program. */
#include "domain/mentor/mentor_change.h"
#include "domain/mentor/mentoring.h"
#include "domain/records/job.h"
#include "domain/records/module.h"

#define DAY_SECONDS (24 * 3600)

static int run_requests_settle(const struct job_task *task)
{
    return mentoring_apply_due(task->site);
}

static const struct job_kind mentor_jobs[] = {
    {.name = "requests.settle",
     .help = "Moves requests on from mentors whose last day has passed",
     .every_seconds = DAY_SECONDS,
     .run = run_requests_settle},
    {0},
};

/* Learners go to others. */
static int mentor_person_leaves(struct records *records, const struct departure *departure)
{
    return departure->how & DEPARTURE_CLOSED ? mentor_leave(records, departure->person_key, 0, departure->learners) : 0;
}

const struct module mentor_module = {.name = "mentor", .jobs = mentor_jobs, .person_leaves = mentor_person_leaves};
