/* Job: slow work outside a request, kept in an outbox until it is done.
 *
 * A job is added in the transaction that makes it necessary, so that it exists exactly when the change does, and run
 * later by the job process (site/job_run.h). What fails is tried again after 1, 5, 30 and 120 minutes, then given up.
 * Every transition is an event. The kinds are what the modules bring (module.h), and plugins. */
#pragma once

#include "domain/records/records.h"

struct site;

/* What the work of a job gets. */
struct job_task {
    struct site *site;
    struct records *records; /* of the site */
    const char *payload;     /* a JSON object */
    const void *context;     /* of its kind */
};

struct job_kind {
    const char *name;  /* NULL ends a list */
    const char *help;  /* one line */
    int every_seconds; /* kept running by itself; 0: only when somebody adds it */
    int (*run)(const struct job_task *task);
    const void *context; /* of a plugin's kind; NULL */
    /* When a kind that keeps running by itself at certain hours runs next, always after `now`; instead of
     * every_seconds. NULL. What was missed while nobody ran jobs is run once. */
    int64_t (*next_after)(int64_t now);
    /* Whether the state of the site asks for one, without anybody having added it; NULL: it never does. */
    int (*is_needed)(struct site *site, bool *ret_is_needed);
};

/* All kinds, those of modules first; NULL past the last one. */
const struct job_kind *job_kind_at(size_t index);

/* Kinds beside those of modules: a plugin's. Borrowed for good. */
void job_use_kinds(const struct job_kind *kinds, size_t count);

/* Adds a job, between records_begin and records_end. `payload` is a JSON object without personal data; NULL is "{}".
 * FAIL_NOT_FOUND for an unknown kind. */
int job_add(struct records *records, const char *kind, const char *payload, int64_t due_at);

/* The same, unless one of that kind waits already; a transaction and an event of its own. */
int job_add_once(struct records *records, const char *kind);

/* The same for every kind that is kept running by itself, when it is to run next. */
int job_add_recurring(struct records *records);

struct job {
    int64_t key, due_at;
    const char *kind, *state, *last_error; /* "waiting", "done", "failed"; last_error may be NULL */
    int attempts;
    const char *payload; /* of job_next() */
};

/* The one that is due first; *ret_job has key 0 when none is. */
int job_next(struct records *records, struct arena *arena, struct job *ret_job);

/* Writes down how it went: job->last_error is NULL when it went well. */
int job_settle(struct records *records, struct job *job);

/* The kind of that name; NULL when there is none (any more). */
const struct job_kind *job_kind_of(const char *name);

/* What waits or has failed, in the order it is due. */
int job_list(struct records *records, struct arena *arena, struct job **ret_jobs, size_t *ret_count);
