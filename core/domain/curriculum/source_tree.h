/* Source tree: the files of one curriculum layer, from a folder, a git commit or memory. */
#pragma once

#include "base/memory.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SOURCE_TREE_FILES_MAX 50000
#define LFS_POINTER_BYTES_MAX 1024
#define BLOB_ID_BYTES 41 /* 40 hexadecimal digits and a NUL */

struct git;         /* io/git.h: an open repository */
struct parse_cache; /* domain/curriculum/parse_cache.h */
struct step;        /* domain/curriculum/curriculum.h */

enum source_kind { SOURCE_FILE, SOURCE_LINK, SOURCE_SPECIAL, SOURCE_SUBMODULE /* another repository within */ };

struct source_file {
    const char *path;        /* relative, with '/' between folders; composed (io/unicode.h) */
    const char *stored_path; /* as the folder or the commit has it */
    uint64_t size;
    enum source_kind kind;
    char blob[BLOB_ID_BYTES]; /* git's blob id; "" in a folder until the file has been read */
    const char *bytes;        /* in memory only; else NULL */
    struct step *step;        /* set by layer_read(); NULL if the file is no step */
};

struct source_tree {
    const char *name;          /* the layer's name, or the folder as given */
    struct source_file *files; /* sorted by path, byte by byte */
    size_t count;
    bool is_truncated;     /* there are more than SOURCE_TREE_FILES_MAX files */
    const char *folder;    /* of a folder; else NULL */
    const struct git *git; /* of a commit; else NULL; borrowed */
    const char *commit;
    struct parse_cache *parse_cache; /* NULL: parse every file. Borrowed */
    struct arena *arena;             /* borrowed */
};

/* Lists a folder, without .git and without following symbolic links. FAIL_NOT_FOUND if it is not a folder. */
int source_tree_open_folder(struct arena *arena, const char *folder, struct source_tree *ret_tree);

/* Lists a commit; the repository must stay open as long as the tree is read. */
int source_tree_open_commit(struct arena *arena, const struct git *git, const char *commit,
                            struct source_tree *ret_tree);

/* Makes a tree of files in memory, with path, kind, size and bytes set; sorts them in place. They must outlive it. */
void source_tree_open_memory(struct arena *arena, struct source_file *files, size_t count,
                             struct source_tree *ret_tree);

/* The file at `path`, or NULL. */
struct source_file *source_tree_find(const struct source_tree *tree, const char *path);

/* True for a pointer, which git has in the place of a file that Git LFS keeps elsewhere. */
bool source_is_lfs_pointer(const char *bytes, size_t length);

/* Appends the contents of a file, texts (.md, .yaml) in composed form; FAIL_LIMIT beyond the ceiling of `into`. Sets
 * file->blob if it is not known yet. */
int source_tree_read(const struct source_tree *tree, struct source_file *file, struct text *into);
