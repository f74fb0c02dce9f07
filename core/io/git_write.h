/* Git write: commits of changed files, merges and branches, made in a bare repository without a work tree.
 *
 * A commit is made first and named by a branch afterwards, so that a failure between leaves an object that nobody sees.
 * Names and failures are as in git.h. */
#pragma once

#include "io/git.h"

/* A file as it becomes. */
struct git_file_change {
    const char *path; /* relative, with '/' */
    const char *bytes;
    size_t length;
    bool is_removed;
};

struct git_commit_new {
    const char *parent; /* a commit, whose files are kept but for `changes`; NULL: no commit, and no files */
    const struct git_file_change *changes;
    size_t count;
    const char *author; /* as the person chose to be called; NULL or "": "Trappa". No address is ever written */
    const char *message;
};

/* Makes a commit; no branch is moved. FAIL_INPUT for a path that git would refuse, such as one in .git. */
int git_store_commit_changes(struct git *git, const struct git_commit_new *new, char ret_commit[GIT_ID_BYTES]);

/* A file that two sides changed in the same lines, or that one changed and the other removed. "" is no file. */
struct git_conflict {
    const char *path;
    char base[GIT_ID_BYTES], ours[GIT_ID_BYTES], theirs[GIT_ID_BYTES]; /* blobs */
};

struct git_merge_new {
    const char *ours, *theirs;                 /* commits */
    const struct git_file_change *resolutions; /* files that are so whatever the two sides say */
    size_t count;
    const char *author, *message;
};

struct git_merge {
    char commit[GIT_ID_BYTES];      /* with both sides as parents; that of `theirs` if it only goes on from ours, and of
                                  `ours` if nothing is new; "" with conflicts */
    struct git_conflict *conflicts; /* in the arena, by path */
    size_t count;
};

/* Merges two commits by their nearest common one; no branch is moved. Conflicts are no failure. */
int git_store_merge(struct git *git, const struct git_merge_new *new, struct arena *arena, struct git_merge *ret_merge);

/* One stretch of a file of two sides: the same for both, or in conflict. Texts end with their newline. */
struct git_section {
    bool is_conflict;
    const char *text;                 /* of one that is not */
    const char *base, *ours, *theirs; /* of one that is */
};

/* Merges three texts, and says section by section what could not be. `base` may be "". */
int git_store_merge_texts(const char *base, const char *ours, const char *theirs, struct arena *arena,
                          struct git_section **ret_sections, size_t *ret_count);

/* Sets a branch to a commit if it is at `expected` now ("": if there is none). FAIL_BUSY if it is elsewhere. */
int git_store_set_branch(struct git *git, const char *branch, const char *commit, const char *expected);

int git_store_delete_branch(struct git *git, const char *branch); /* none is fine */

/* The nearest common commit of two. FAIL_NOT_FOUND if they have none. */
int git_store_merge_base(const struct git *git, const char *one, const char *other, char ret_commit[GIT_ID_BYTES]);

/* A file that is not the same in two commits; "" where there is none. */
struct git_change {
    const char *path;
    char before[GIT_ID_BYTES], after[GIT_ID_BYTES];
};
int git_store_changes(const struct git *git, const char *from, const char *to, struct arena *arena,
                      struct git_change **ret_changes, size_t *ret_count);

/* What a commit says. */
int git_store_message(const struct git *git, const char *commit, struct text *into);

/* The blob of a file of a commit. FAIL_NOT_FOUND without such a file. */
int git_store_find(const struct git *git, const char *commit, const char *path, char ret_blob[GIT_ID_BYTES]);
