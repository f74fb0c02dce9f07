/* Worker: one web process of `serve`. */
#pragma once

#include "domain/site/site.h"
#include "ui/web/kernel/web.h"

struct worker {
    const char *folder;
    const struct site_config *config;
    struct web_shared *shared;
    int listener, share, password_process_socket, git_process_socket;
};

/* Migrates the data for the program and its plugins, and closes it; in a process of its own. */
int worker_prepare(const char *folder);

/* Opens the data, serves until SIGTERM, which must be blocked, and closes everything. REASON_RECORDS_NEWER
 * when a newer program has changed the records. */
int worker_run(const struct worker *worker);
