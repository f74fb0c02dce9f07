/* Fetching: gets repositories of others, which may be large, twisted or slow, and whose servers may be silent. */
#pragma once

#include "io/git.h"
#include "io/process.h"

/* Does git_store_fetch() into the repository at `path` in a child, which has limits; `fetch->said` must be set. Who has
 * it open must open it anew, to see the objects that the child brought. */
int repository_fetch(const char *path, const struct git_fetch *fetch, char ret_commit[GIT_ID_BYTES]);

extern const struct process_kind fetching_process; /* the child */
