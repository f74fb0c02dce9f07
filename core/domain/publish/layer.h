/* Layer: where the curriculum comes from. Layers are stacked in the order they were added, base first.
 *
 * Each layer has a repository of its own in the data directory, layers/NAME.git, and whatever was published is there:
 * a backup needs nothing else, and an edition can be compiled again when its source is long gone. */
#pragma once

#include "domain/records/records.h"
#include "io/git.h"

#define REASON_NO_BRANCHES FAIL_REASON("no-branches") /* a ref was asked of a plain folder */

#define LAYERS_MAX 16

struct layer_source {
    const char *name;
    const char *source; /* an absolute folder, or an https address */
    const char *kind;   /* "folder": its files; "repository": a folder that is a repository's root; "remote" */
    const char *ref;    /* branch, tag or commit; NULL: HEAD */
};

/* Adds a layer above those there are. `where` is a folder or an https address. Needs SITE_RUN. FAIL_INPUT for a name
 * that is no id or another kind of address, FAIL_NOT_FOUND for a folder that is not there, FAIL_RULE if the name is
 * taken or a ref is asked of a plain folder. */
struct layer_new {
    const char *name, *where, *ref;
};
int layer_add(struct records *records, const struct actor *actor, const struct layer_new *layer);

/* All layers, base first. */
int layer_list(struct records *records, struct arena *arena, struct layer_source **ret_layers, size_t *ret_count);

/* Brings the newest state of a layer into its own repository: *ret_git (yours) and the commit. */
int layer_bring(struct records *records, const struct layer_source *layer, struct git **ret_git,
                char ret_commit[GIT_ID_BYTES]);

/* The layer's own repository as it is, for reading what was published earlier. Yours. */
int layer_open(struct records *records, const char *name, struct git **ret_git);
