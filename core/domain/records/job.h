/* Job: slow work outside requests, stored in an outbox until it is done.
 *
 * A job is added in the transaction that makes it necessary, so that it exists exactly if the change does; the job
 * process runs it later (site/job_run.h). A failed job runs again after 1, 5, 30 and 120 minutes, then it is given up.
 * Every transition is an event. Kinds come from modules (module.h) and plugins. */
#pragma once

#include "domain/records/records.h"

struct site;

/* The arguments of a job's function. */
struct job_task {
    struct site *site;
    struct records *records; /* the site's */
    const char *payload;     /* a JSON object */
    const void *context;     /* the kind's `context` */
};

struct job_kind {
    const char *name;  /* NULL ends a list */
    const char *help;  /* one line */
    int every_seconds; /* interval of a recurring job; 0: only when added */
    int (*run)(const struct job_task *task);
    const void *context; /* for plugins' kinds; may be NULL */
    /* For a job at certain hours, instead of every_seconds: the next time, always after `now`. May be NULL. Runs missed
     * while no job process was running are made up for by one run. */
    int64_t (*next_after)(int64_t now);
    /* Whether the state of the site needs this job, although nobody has added it. NULL: never. */
    int (*is_needed)(struct site *site, bool *ret_is_needed);
};

/* The kind at an index, modules' kinds first; NULL past the last. */
const struct job_kind *job_kind_at(size_t index);

/* Sets plugins' kinds, in addition to modules'. They must live for ever. */
void job_use_kinds(const struct job_kind *kinds, size_t count);

/* Adds a job, between records_begin() and records_end(). `payload` is a JSON object without personal data; NULL is
 * "{}". FAIL_NOT_FOUND for an unknown kind. */
int job_add(struct records *records, const char *kind, const char *payload, int64_t due_at);

/* Adds a job, unless one of that kind is waiting, in its own transaction with an event. */
int job_add_once(struct records *records, const char *kind);

/* The same for every recurring kind, due at its next time. */
int job_add_recurring(struct records *records);

struct job {
    int64_t key, due_at;
    const char *kind, *state, *last_error; /* "waiting", "done", "failed"; last_error may be NULL */
    int attempts;
    const char *payload; /* set by job_next() only */
};

/* The due job with the earliest time; *ret_job has key 0 if none is due. */
int job_next(struct records *records, struct arena *arena, struct job *ret_job);

/* Records the result of a job: success if job->last_error is NULL. */
int job_record_result(struct records *records, struct job *job);

/* The kind of that name; NULL if there is none (any more). */
const struct job_kind *job_kind_of(const char *name);

/* Waiting and failed jobs, by due time. */
int job_list(struct records *records, struct arena *arena, struct job **ret_jobs, size_t *ret_count);
