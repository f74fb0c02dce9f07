/* Job run: runs the due jobs of the outbox (records/job.h), for the job process. */
#pragma once

#include "domain/site/site.h"

/* Runs all jobs that are due now; *ret_run is their number. One process at a time: if another is running jobs, returns
 * 0 at once, with *ret_run 0. A failed job is not a failure of this call; `log` (may be NULL) is called for each. */
int job_run_due(struct site *site, void (*log)(const char *kind, const char *sentence), int *ret_run);
