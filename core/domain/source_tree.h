/* Source tree: the files of one curriculum layer, the same over a folder on disk and over a commit in a repository. */
#pragma once

#include "base/memory.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

#define SOURCE_TREE_FILES_MOST 50000
#define BLOB_ID_BYTES 41 /* 40 hexadecimal digits and a NUL */

struct git; /* io/git.h: an open repository */

enum source_kind { SOURCE_FILE, SOURCE_LINK, SOURCE_SPECIAL };

struct source_file {
    const char *path; /* relative, with '/' between folders */
    size_t size;
    enum source_kind kind;
    char blob[BLOB_ID_BYTES]; /* git's id of the contents; in a folder known only once the file was read */
};

struct source_tree {
    const char *name;          /* the layer's name, or the folder as it was given */
    struct source_file *files; /* sorted by path, byte by byte */
    size_t count;
    bool is_truncated;     /* more than SOURCE_TREE_FILES_MOST: the rest is not listed */
    const char *folder;    /* NULL for a commit */
    const struct git *git; /* NULL for a folder; borrowed */
    const char *commit;    /* NULL for a folder */
    struct arena *arena;   /* borrowed */
};

/* Lists a folder, without following symbolic links and without .git. FAIL_NOT_FOUND if it is no folder. */
int source_tree_open_folder(struct arena *arena, const char *folder, struct source_tree *ret_tree);

/* Lists a commit of an open repository, which must stay open as long as the tree is read. */
int source_tree_open_commit(struct arena *arena, const struct git *git, const char *commit,
                            struct source_tree *ret_tree);

/* The file at `path`, or NULL. */
struct source_file *source_tree_find(const struct source_tree *tree, const char *path);

/* True if some file lies under the folder `path`. */
bool source_tree_has_folder(const struct source_tree *tree, const char *path);

/* The first `most` bytes of a file, in `arena`, with a NUL after them; sets file->blob when the whole was read. */
int source_tree_read(const struct source_tree *tree, struct source_file *file, size_t most, const char **ret_bytes,
                     size_t *ret_length);
