/* Supervisor: runs `trappa serve`, with web workers, a job process and a password process. */
#pragma once

#include "ui/web/kernel/web.h"

/* The options of `trappa serve`; NULL and 0: as configured. */
struct supervisor_options {
    const char *folder; /* the data directory */
    const char *listen;
    int workers;
    bool is_insecure; /* plain http may be served to other machines */
    /* Does the due jobs of `folder` and returns; called again after a pause, a shorter one if it returned true. NULL:
     * no job process. */
    bool (*work)(const char *folder);
    /* Makes the data ready for the workers: migrates it for the program and its plugins. Runs in a child, before the
     * first workers and at each SIGHUP, so that no two of them do it at once. NULL: nothing. */
    int (*prepare)(const char *folder);
};

/* A process ends with this status when a newer program has changed the records: then all of `serve` ends. */
#define SUPERVISOR_OUTDATED 3

/* Serves until SIGTERM or SIGINT; 0 after an orderly end. Prints "listening on http://ADDRESS" to stdout when it
 * accepts connections. SIGHUP rereads the configuration: new workers replace the old ones, which finish their requests.
 * A process that dies is restarted, after a second or more if it keeps dying. FAIL_RULE when a newer program has
 * changed the records; whoever started this starts the newer one. */
int supervisor_run(const struct supervisor_options *options);
