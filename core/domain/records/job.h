/* Job: slow work outside a request, kept in an outbox until it is done.
 *
 * A job is added in the transaction that makes it necessary, so that it exists exactly when the change does, and run
 * later by the job process. What fails is tried again after 1, 5, 30 and 120 minutes, then given up. Every transition
 * is an event. */
#pragma once

#include "domain/site/site.h"

#define JOB_PUBLISH_PREVIEW "curriculum.trial" /* what publishing would do (domain/publish/publish.h) */
#define JOB_LEVEL_PREVIEW "stair.trial" /* what a changed staircase would do (domain/staircase/level_preview.h) */

struct job_kind {
    const char *name;
    const char *help;  /* one line */
    int every_seconds; /* kept running by itself; 0: only when somebody adds it */
    int (*run)(struct site *site, const char *payload, const void *context);
    const void *context; /* of a plugin's kind; NULL */
    /* When a kind that keeps running by itself at certain hours runs next, always after `now`; instead of
     * every_seconds. NULL. What was missed while nobody ran jobs is run once. */
    int64_t (*next_after)(int64_t now);
};
extern const struct job_kind job_kinds[];
extern const int job_kinds_count;

/* Kinds beside those above: a plugin's. Borrowed for good. */
void job_use_kinds(const struct job_kind *kinds, size_t count);

/* Adds a job, between records_begin and records_end. `payload` is a JSON object without personal data; NULL is "{}".
 * FAIL_NOT_FOUND for an unknown kind. */
int job_add(struct records *records, const char *kind, const char *payload, int64_t due_at);

/* The same, unless one of that kind waits already; a transaction and an event of its own. */
int job_add_once(struct records *records, const char *kind);

/* Runs everything that is due now, one process at a time: 0 with *ret_run 0 at once when another is at it. A job that
 * fails is no failure of this call. `log` gets a line for each that failed; NULL is fine. */
int job_run_due(struct site *site, void (*log)(const char *kind, const char *sentence), int *ret_run);

struct job {
    int64_t key, due_at;
    const char *kind, *state, *last_error; /* "waiting", "done", "failed"; last_error may be NULL */
    int attempts;
};
/* What waits or has failed, in the order it is due. */
int job_list(struct records *records, struct arena *arena, struct job **ret_jobs, size_t *ret_count);
