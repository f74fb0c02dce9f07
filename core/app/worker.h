/* Worker: one web process of `serve`. */
#pragma once

#include "domain/site/site.h"
#include "ui/web/kernel/web.h"

struct worker {
    const char *folder;
    const struct site_config *config;
    struct web_shared *shared;
    int listener, share, password_process_socket;
};

/* Opens the data, serves until SIGTERM, which must be blocked, and closes everything. */
int worker_run(const struct worker *worker);
