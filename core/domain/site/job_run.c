/* Runs the jobs that are due, and adds those that the state of the site asks for; see job_run.h. */
#include "domain/site/job_run.h"

#include "base/fail.h"
#include "domain/records/job.h"
#include "io/file.h"
#include "io/lock.h"

#define JOBS_IN_A_ROW_MAX 1000

/* The task is of this moment: a job may open the records anew. */
static int job_do(struct site *site, const struct job_kind *kind, const struct job *job)
{
    if (!kind)
        return fail(FAIL_NOT_FOUND, "job '%s': no such kind", job->kind);
    return kind->run(
        &(struct job_task){.site = site, .records = site->records, .payload = job->payload, .context = kind->context});
}

static int job_run(struct site *site, struct job *job, struct arena *arena,
                   void (*log)(const char *kind, const char *sentence))
{
    if (job_do(site, job_kind_of(job->kind), job) != 0) {
        job->last_error = arena_copy_string(arena, fail_sentence());
        if (log)
            log(job->kind, job->last_error);
    }
    return job_record_result(site->records, job);
}

static int needed_add(struct site *site)
{
    const struct job_kind *kind;
    TRY(job_add_recurring(site->records));
    for (size_t i = 0; (kind = job_kind_at(i)); i++) {
        bool is_needed = false;
        if (kind->is_needed)
            TRY(kind->is_needed(site, &is_needed));
        if (is_needed)
            TRY(job_add_once(site->records, kind->name));
    }
    return 0;
}

static int run_all(struct site *site, void (*log)(const char *kind, const char *sentence), int *ret_run)
{
    TRY(needed_add(site));
    while (*ret_run < JOBS_IN_A_ROW_MAX) {
        CLEANUP(arena_finish) struct arena arena = {0};
        struct job job;
        TRY(job_next(site->records, &arena, &job));
        if (!job.key)
            break;
        TRY(job_run(site, &job, &arena, log));
        ++*ret_run;
    }
    return 0;
}

int job_run_due(struct site *site, void (*log)(const char *kind, const char *sentence), int *ret_run)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(lock_give) int lock = -1;
    *ret_run = 0;
    TRY(site_refresh(site));
    int result = lock_take(file_join(&arena, site->folder, "locks/jobs"), "jobs", &lock);
    if (result == FAIL_BUSY)
        return 0;
    TRY(result);
    return run_all(site, log, ret_run);
}
