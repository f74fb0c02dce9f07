/* Source tree: the files of one curriculum layer, the same over a folder on disk, a commit in a repository, and texts
 * in memory. */
#pragma once

#include "base/memory.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SOURCE_TREE_FILES_MAX 50000
#define BLOB_ID_BYTES 41 /* 40 hexadecimal digits and a NUL */

struct git;         /* io/git.h: an open repository */
struct parse_cache; /* domain/curriculum/parse_cache.h */
struct step;        /* domain/curriculum/curriculum.h */

enum source_kind { SOURCE_FILE, SOURCE_LINK, SOURCE_SPECIAL };

struct source_file {
    const char *path; /* relative, with '/' between folders */
    uint64_t size;
    enum source_kind kind;
    char blob[BLOB_ID_BYTES]; /* git's id of the contents; "" in a folder until the file was read whole */
    const char *bytes;        /* in memory only; else NULL */
    struct step *step;        /* what layer_read() made of it; NULL for other files */
};

struct source_tree {
    const char *name;          /* the layer's name, or the folder as it was given */
    struct source_file *files; /* sorted by path, byte by byte */
    size_t count;
    bool is_truncated;     /* more than SOURCE_TREE_FILES_MAX: the rest is not listed */
    const char *folder;    /* of a folder; else NULL */
    const struct git *git; /* of a commit; else NULL; borrowed */
    const char *commit;
    struct parse_cache *parse_cache; /* what is known of files by their blob ids; NULL to read every file. Borrowed */
    struct arena *arena;             /* borrowed */
};

/* Lists a folder, without following symbolic links and without .git. FAIL_NOT_FOUND if it is no folder. */
int source_tree_open_folder(struct arena *arena, const char *folder, struct source_tree *ret_tree);

/* Lists a commit of an open repository, which must stay open as long as the tree is read. */
int source_tree_open_commit(struct arena *arena, const struct git *git, const char *commit,
                            struct source_tree *ret_tree);

/* A tree of `count` files whose path, kind, size and bytes are given and outlive it; they are sorted in place. */
void source_tree_open_memory(struct arena *arena, struct source_file *files, size_t count,
                             struct source_tree *ret_tree);

/* The file at `path`, or NULL. */
struct source_file *source_tree_find(const struct source_tree *tree, const char *path);

/* Appends a file to `into`, whose ceiling is the limit: FAIL_LIMIT. Sets file->blob where it was not known. */
int source_tree_read(const struct source_tree *tree, struct source_file *file, struct text *into);
