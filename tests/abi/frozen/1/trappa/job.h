/* Offer job/1: slow work, outside requests, in the job process; tried again later when it fails. */
#ifndef TRAPPA_JOB_H
#define TRAPPA_JOB_H

#include <stdint.h>

#define TRAPPA_JOB_1 "job/1"

/* Whom a job's views show. */
enum trappa_scope { TRAPPA_SCOPE_NOBODY, TRAPPA_SCOPE_EVERYBODY };

struct trappa_job_1 {
    uint32_t size;
    const char *kind;      /* "PLUGIN.noun" */
    int32_t every_seconds; /* 0: only when asked for */
    int32_t scope;         /* enum trappa_scope */
    int (*run)(const char *payload);
};

/* Service jobs/1: ask for one. Only inside change(): it belongs to that transaction. */
#define TRAPPA_JOBS_1 "jobs/1"

struct trappa_jobs_1 {
    uint32_t size;
    int (*add)(const char *kind, const char *payload, int64_t due_at); /* payload: JSON without personal data */
};

#endif
