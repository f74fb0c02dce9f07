/* Git: reads commits, fetches repositories and commits folders; the only files that use libgit2.
 *
 * Names begin with git_store_, because git_ belongs to the library. Failures name the repository and the ref. */
#pragma once

#include "base/memory.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GIT_ID_BYTES 41                            /* 40 hexadecimal digits and a NUL */
#define GIT_FILES_MAX 200000                       /* in one commit */
#define GIT_FETCH_BYTES_MAX (512ULL * 1024 * 1024) /* received over the network in one fetch */

struct git; /* an open repository */

/* Creates a bare repository at `path`, with missing parent folders. An existing one stays as it is. */
int git_store_init(const char *path);

/* Opens one of our bare repositories, whoever owns its files; yours. FAIL_NOT_FOUND if none is at exactly this path. */
int git_store_open(const char *path, struct git **ret_git);

/* Opens the repository whose root is exactly this folder, bare or with a work tree, to read its commits (not its files
 * on disk); yours. FAIL_NOT_FOUND if the folder is not such a root. */
int git_store_open_folder(const char *folder, struct git **ret_git);

bool git_store_is_root(const char *folder); /* whether git_store_open_folder would find one */

/* The same for who must not take a repository for a plain folder: FAIL_RULE if the folder is one that cannot be read,
 * such as one of SHA-256 objects. */
int git_store_look(const char *folder, bool *ret_is_root);

/* Whether the folder is a bare repository, which has no files but those of its commits; FAIL_RULE for one that cannot
 * be read. */
int git_store_look_bare(const char *folder, bool *ret_is_bare);

void git_store_close(struct git *git);     /* NULL is fine */
void git_store_close_at(struct git **git); /* for CLEANUP */

const char *git_store_path(const struct git *git); /* as given when opened; lent */

/* The commit of a full ref, else a branch, else a tag, else a commit id (at least 7 digits of it); NULL or "" is HEAD.
 * git_store_fetch() reads a name in the same way.
 * FAIL_NOT_FOUND "repository '%s': no branch, tag or commit '%s'" (for HEAD: has no commits yet). */
int git_store_resolve(const struct git *git, const char *ref, char ret_commit[GIT_ID_BYTES]);

int64_t git_store_commit_time(const struct git *git, const char *commit); /* seconds; 0 if there is no such commit */

struct git_file {
    const char *path;
    char blob[GIT_ID_BYTES];
    uint64_t size;
    bool is_link;      /* a symbolic link; its blob is the target */
    bool is_submodule; /* another repository: its blob is a commit there, its size 0 */
};

struct git_listing {
    struct git_file *files; /* in the arena, sorted by path, byte by byte */
    size_t count;
    bool is_truncated;
};

/* Lists the files of a commit, at most GIT_FILES_MAX. FAIL_NOT_FOUND, FAIL_LIMIT below 64 nested folders, FAIL_CORRUPT
 * for trees that git would not write. */
int git_store_list(const struct git *git, const char *commit, struct arena *arena, struct git_listing *ret_listing);

/* The paths of the submodules that the repository at this folder has in its index, whether they are filled or not; none
 * if the folder is no such root. */
void git_store_submodules(const char *folder, struct arena *arena, const char *const **ret_paths, size_t *ret_count);

/* Appends the contents of a blob. FAIL_LIMIT beyond the ceiling of `into`, FAIL_NOT_FOUND, FAIL_CORRUPT if it cannot be
 * unpacked. */
int git_store_read(const struct git *git, const char *blob, struct text *into);

#define REASON_LOGIN_WANTED FAIL_REASON("login-wanted") /* the server asks for a login, and there is none */

struct git_login {
    const char *user, *password;
};

struct git_fetch {
    const char *from;              /* https://..., or a folder (bare or with a work tree) */
    const char *said;              /* what failures call it; NULL: `from`, which may be long or secret */
    const char *ref;               /* branch, tag or commit in the source; NULL for its HEAD */
    const char *branch;            /* our branch to set to it, forced; created if absent */
    const struct git_login *login; /* NULL: none. Given to the server of `from` alone */
};

/* Fetches a ref of another repository into a branch of ours; our HEAD is set to the branch if it pointed nowhere.
 * FAIL_INPUT for an address that is neither https nor a folder, FAIL_NOT_FOUND, FAIL_LIMIT, FAIL_SYSTEM; FAIL_RULE for
 * a shallow or partial clone. There is no timeout for a silent server: call it in a job or under process_run(). */
int git_store_fetch(struct git *git, const struct git_fetch *fetch, char ret_commit[GIT_ID_BYTES]);

/* Renames a branch of ours, if it is there and the other is not. */
int git_store_rename_branch(struct git *git, const char *from, const char *to);

struct git_folder_commit {
    const char
        *folder; /* commits what file_list() finds in it, without special files; a repository within as a submodule */
    const char *branch;
    const char *message;
    size_t file_bytes_most; /* a larger file is FAIL_LIMIT; 0 for 16 MiB */
};

/* Makes a commit on the branch with exactly the folder's files, by author "Trappa" at clock_now(). Links are committed
 * as links, not followed. If the tip has the same files already, returns it and writes nothing. */
int git_store_commit_folder(struct git *git, const struct git_folder_commit *commit, char ret_commit[GIT_ID_BYTES]);

/* The blob id of these bytes. Needs no repository. */
void git_store_blob_id(const void *bytes, size_t length, char ret_blob[GIT_ID_BYTES]);
