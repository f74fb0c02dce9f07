/* Git incoming: objects that somebody pushed and that git keeps apart until they are accepted, judged before anything
 * else reads them. */
#pragma once

#include "io/git.h"

/* What they may be at most. */
struct git_incoming_limits {
    size_t objects;      /* in all */
    size_t commits;      /* new ones */
    size_t folder_names; /* in one folder */
    uint64_t file_bytes; /* one file */
    uint64_t all_bytes;  /* unpacked, together */
};

/* Judges the objects of the folder: their number and size by what their heads say, and every name and kind in folders.
 * FAIL_LIMIT beyond the limits, FAIL_RULE for a name that is not UTF-8, that is longer than 255 bytes, means another
 * folder or git's own, for two that differ only in case, for links, submodules and files that can be run; each with the
 * name and what to do. FAIL_CORRUPT for what cannot be read. */
int git_store_judge_incoming(const char *objects, const struct git_incoming_limits *limits);

/* From now on, repositories opened in this process also see the objects of this folder; NULL: no more. Lent. */
void git_store_see_incoming(const char *objects);

/* Whether `commit` has `before` among its ancestors, or is it. */
bool git_store_goes_on(const struct git *git, const char *before, const char *commit);

/* Nested folders and the longest path of a commit's files are limited too. FAIL_LIMIT names the path. */
int git_store_judge_paths(const struct git *git, const char *commit, size_t files_most, size_t depth_most,
                          size_t path_bytes_most);
