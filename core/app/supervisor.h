/* Supervisor: the process of `trappa serve`, with web workers, a job process and a helper that hashes passwords. */
#pragma once

#include "ui/web/kernel/web.h"

/* What `trappa serve` was told; NULL and 0 leave it to the configuration. */
struct supervisor_options {
    const char *folder; /* the data directory */
    const char *listen;
    int workers;
    /* Does the work of the job process in `folder` and returns when nothing is left; called again after a pause, sooner
     * when it answers true. NULL: no job process. */
    bool (*work)(const char *folder);
};

/* Serves until SIGTERM or SIGINT. Prints "listening on http://ADDRESS" to stdout once it accepts. 0 after an orderly
 * end, else a failure. SIGHUP reads the configuration anew: new workers take over from the old ones, which finish what
 * they have begun. A worker that dies is started again, after a second or more if it keeps dying. */
int supervisor_run(const struct supervisor_options *options);
