/* Layer: the sources of the curriculum, stacked in the order in which they were added, base first.
 *
 * Each layer has its own repository in the data directory, layers/NAME.git, with everything that was ever published. So
 * a backup needs nothing else, and an edition can be compiled again when its source no longer exists. */
#pragma once

#include "domain/records/records.h"
#include "io/git.h"

#define REASON_NO_BRANCHES FAIL_REASON("no-branches") /* a ref was asked of a plain folder */

#define LAYERS_MAX 16

struct layer_source {
    const char *name;
    const char *source; /* an absolute folder, or an https URL */
    const char *kind;   /* "folder": plain files; "repository": a repository's root folder; "remote" */
    const char *ref;    /* branch, tag or commit; NULL: HEAD */
};

/* Adds a layer on top of the others. `where` is a folder or an https URL. Needs SITE_RUN. FAIL_INPUT for a name that is
 * no id or another kind of URL, FAIL_NOT_FOUND for a missing folder, FAIL_RULE if the name exists or a plain folder has
 * a ref. */
struct layer_new {
    const char *name, *where, *ref;
};
int layer_add(struct records *records, const struct actor *actor, const struct layer_new *layer);

/* All layers, base first. */
int layer_list(struct records *records, struct arena *arena, struct layer_source **ret_layers, size_t *ret_count);

/* Fetches or commits the newest state of a layer into its own repository: *ret_git (yours) and the commit. */
int layer_bring(struct records *records, const struct layer_source *layer, struct git **ret_git,
                char ret_commit[GIT_ID_BYTES]);

/* Opens the layer's own repository as it is, to read what was published earlier; yours. */
int layer_open(struct records *records, const char *name, struct git **ret_git);
