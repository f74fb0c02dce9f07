/* Git push check: judges what is pushed, before git accepts it: where to, what objects, and what the check says of the
 * curriculum as it would be. Runs in the hook (git_push.h). */
#pragma once

#include "domain/curriculum/check.h"
#include "domain/curriculum/parse_cache.h"
#include "domain/publish/git_push.h"
#include "domain/publish/layer.h"

#define GIT_PUSH_REFS_MAX 20
#define GIT_PUSH_COMMITS_MAX 1000
#define GIT_PUSH_FILES_MAX 50000 /* in the layer */
#define GIT_PUSH_FILE_BYTES ((uint64_t)16 * 1024 * 1024)
#define GIT_PUSH_PROPOSALS "refs/heads/proposal/"
#define GIT_PUSH_PUBLISHED "refs/heads/trappa"

/* One line of what git tells the hook; `before` or `after` is 40 zeros for a branch that is made or removed. */
struct git_push_ref {
    const char *before, *after, *name;
};

/* Whether this branch may be pushed so, as far as names and history tell. FAIL_DENIED, FAIL_RULE, FAIL_INPUT. */
int git_push_check_ref(struct records *records, const struct git_push *push, const struct git_push_ref *ref);

/* Judges all new objects, which lie in this folder, and the paths of the commit. */
int git_push_check_objects(const char *objects);

/* What the check says of the layers as they were last, with this one at the commit. Finish it in every case. */
struct git_push_checked {
    struct parse_cache parse_cache;
    struct check check;
    struct git *gits[LAYERS_MAX];
    struct source_tree trees[LAYERS_MAX], before; /* before: the layer as it is */
    size_t count, pushed;                         /* pushed: the index of its tree */
    bool has_before;
    struct arena arena;
};
void git_push_checked_finish(struct git_push_checked *checked);

struct database;
int git_push_check(struct records *records, struct database *content, const struct git_push *push, const char *commit,
                   struct git_push_checked *ret_checked);

/* Whether the place of a finding is in a file that the push changes; *ret_path: within the layer. */
bool git_push_is_about(const struct git_push_checked *checked, const struct place *place, const char **ret_path);
