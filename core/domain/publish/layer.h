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
    int64_t own_since;  /* the instant of its first accepted change: from then on its own repository is its source, and
                           the folder is followed no more (docs/decisions/0039); 0: it follows */
};

#define LAYER_BRANCH "trappa" /* what is published of a layer, in its own repository */

/* The state of its folder that is in a layer that is its own source. */
#define LAYER_FOLDER_BRANCH "trappa-folder"

#define REASON_LOGIN_IN_ADDRESS FAIL_REASON("login-in-address") /* a user or a password stands in an address */

struct layer_new {
    const char *name, *where, *ref;
    bool may_have_errors; /* it is fetched and not checked: the first of a site, whose publish says what is wrong */
};

/* Adds a layer on top of the others. `where` is a folder or an https URL. It is fetched and checked first, so that it
 * can be published. Needs SITE_RUN. FAIL_INPUT for a name that is no id, another kind of URL or one with a login in it,
 * FAIL_NOT_FOUND for a missing folder, FAIL_RULE if the name exists, a plain folder has a ref, or the check finds
 * errors in the layer (REASON_CURRICULUM_ERRORS). */
int layer_add(struct records *records, const struct actor *actor, const struct layer_new *layer);

/* Says where a layer comes from, in the same way; NULL leaves `where` or `ref` as it is, and the ref "HEAD" takes it
 * away. FAIL_NOT_FOUND without such a layer, FAIL_RULE for one that is its own source. */
int layer_set(struct records *records, const struct actor *actor, const struct layer_new *layer);

/* Puts a layer right above another in the stack, from the next publish on; the stack is checked in that order first.
 * Needs SITE_STACK. FAIL_NOT_FOUND for an unknown layer, FAIL_RULE (REASON_CURRICULUM_ERRORS) if it would have
 * errors. */
int layer_raise(struct records *records, const struct actor *actor, const char *name, const char *above);

/* Takes a layer from the stack; the next publish is without it. Its repository stays, for the editions that had it. */
int layer_remove(struct records *records, const struct actor *actor, const char *name);

/* FAIL_INPUT unless an https address is only that: no login, blank, query or part. */
int layer_address_check(const char *layer, const char *address);

/* The source as people may see it: without the login that addresses of earlier versions may hold; lent. */
const char *layer_source_shown(const struct layer_source *layer, struct arena *arena);

/* How the logins of layers are found (site/layer_login.c): the login of a layer, NULL if it has none. */
typedef int layer_login_finder(const char *folder, const char *layer, struct arena *arena,
                               const struct git_login **ret_login);
void layer_use_logins(layer_login_finder *find);

/* All layers, base first. */
int layer_list(struct records *records, struct arena *arena, struct layer_source **ret_layers, size_t *ret_count);

/* The layer of that name. FAIL_NOT_FOUND. */
int layer_find(struct records *records, const char *name, struct arena *arena, struct layer_source *ret_layer);

/* Notes that the layer is its own source from now on, inside a transaction; one that is already stays as it is. */
int layer_own(struct records *records, const char *name);

/* Fetches or commits the newest state of a layer into its own repository: *ret_git (yours) and the commit; of one that
 * is its own source, what is there. Others' repositories are fetched by a child, which has limits. Failures name the
 * layer, never the address. */
int layer_bring(struct records *records, const struct layer_source *layer, struct git **ret_git,
                char ret_commit[GIT_ID_BYTES]);

/* Opens the layer's own repository as it is, to read what was published earlier; yours. */
int layer_open(struct records *records, const char *name, struct git **ret_git);

/* The state of a layer that was brought last, without asking its source; *ret_git is yours. */
int layer_recall(struct records *records, const char *name, struct git **ret_git, char ret_commit[GIT_ID_BYTES]);
