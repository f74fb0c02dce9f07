/* Job run: does the work of the outbox (records/job.h), for the job process. */
#pragma once

#include "domain/site/site.h"

/* Runs everything that is due now, one process at a time: 0 with *ret_run 0 at once when another is at it. A job that
 * fails is no failure of this call. `log` gets a line for each that failed; NULL is fine. */
int job_run_due(struct site *site, void (*log)(const char *kind, const char *sentence), int *ret_run);
