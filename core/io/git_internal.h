/* What the files of git share; only they know libgit2. */
#pragma once

#include "io/fault.h"
#include "io/git.h"

#include <git2.h>

struct git {
    git_repository *repository;
    git_odb *objects;
    char *path;
};

/* Defines commit_free_at() and the like, for CLEANUP: objects of libgit2 that must be freed. */
#define GIT_FREE_AT(type)                                                                                              \
    static void type##_free_at(git_##type **pointer)                                                                   \
    {                                                                                                                  \
        git_##type##_free(*pointer);                                                                                   \
    }

void git_library_begin(void);        /* before anything else of the library; again is nothing */
const char *git_library_words(void); /* why the library's last call failed; lent */

/* Leaves the same state as libgit2 after a disk error, where a test wants one. */
bool git_library_fault(enum fault_kind kind, const char *what);

void git_id_format(const git_oid *id, char ret_id[GIT_ID_BYTES]);

/* Whether the word could be a commit id, whole or abbreviated to no less than 7 digits. */
bool git_is_commit_id(const char *word);

/* The commit that an abbreviated or whole id means; GIT_ENOTFOUND and GIT_EAMBIGUOUS are libgit2's. */
int git_commit_of_id(const struct git *git, const char *id, git_object **ret_commit);

/* The full names that a short one may mean, the first of which that exists is meant: as it is, a branch, a tag. */
#define GIT_MEANINGS 3
void git_name_meanings(struct arena *arena, const char *name, const char *ret_names[GIT_MEANINGS]);

/* Sets a branch to a commit, and HEAD to the branch if HEAD has no commit yet. */
int git_branch_set(struct git *git, const char *branch, const git_oid *commit);
