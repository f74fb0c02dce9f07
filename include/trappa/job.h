/* Offer job/1: slow work, done in the job process and not in a request. A job that fails runs again later. */
#ifndef TRAPPA_JOB_H
#define TRAPPA_JOB_H

#include <stdint.h>

#define TRAPPA_JOB_1 "job/1"

/* Which people a job sees in the views of records/1. */
enum trappa_scope { TRAPPA_SCOPE_NOBODY, TRAPPA_SCOPE_EVERYBODY };

struct trappa_job_1 {
    uint32_t size;
    const char *kind;      /* "PLUGIN.noun" */
    int32_t every_seconds; /* 0: only when added by jobs/1 */
    int32_t scope;         /* enum trappa_scope */
    int (*run)(const char *payload);
};

/* Service jobs/1: adds a job. Only inside change(), as part of its transaction. */
#define TRAPPA_JOBS_1 "jobs/1"

struct trappa_jobs_1 {
    uint32_t size;
    int (*add)(const char *kind, const char *payload, int64_t due_at); /* payload: JSON without personal data */
};

#endif
