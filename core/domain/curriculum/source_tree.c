/* Lists and reads the files of a layer from any source; see source_tree.h. */
#include "domain/curriculum/source_tree.h"

#include "base/fail.h"
#include "io/file.h"
#include "io/git.h"
#include "io/unicode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct source_tree tree_new(struct arena *arena, const char *name, size_t count)
{
    return (struct source_tree){
        .name = arena_copy_string(arena, name),
        .files = arena_zeroed(arena, (count + 1) * sizeof(struct source_file)),
        .arena = arena,
    };
}

static int file_compare(const void *left, const void *right)
{
    const struct source_file *a = left, *b = right;
    return strcmp(a->path, b->path);
}

/* Paths are composed, since links are, and sorted by that form. */
static void paths_compose(struct source_tree *tree)
{
    for (size_t i = 0; i < tree->count; i++) {
        tree->files[i].stored_path = tree->files[i].path;
        tree->files[i].path = unicode_compose(tree->arena, tree->files[i].path);
    }
    if (tree->count)
        qsort(tree->files, tree->count, sizeof *tree->files, file_compare);
}

static enum source_kind kind_of_entry(const struct file_entry *entry)
{
    static const enum source_kind kinds[] = {[FILE_REGULAR] = SOURCE_FILE,
                                             [FILE_LINK] = SOURCE_LINK,
                                             [FILE_SPECIAL] = SOURCE_SPECIAL,
                                             [FILE_REPOSITORY] = SOURCE_SUBMODULE};
    return kinds[entry->kind];
}

static bool lies_in(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    return strncmp(path, folder, length) == 0 && (path[length] == '/' || !path[length]);
}

/* A submodule of the repository at the folder is one also where it was never fetched, and looks like an empty folder:
 * what is committed has it. */
static void submodules_add(struct source_tree *tree)
{
    const char *const *paths = NULL;
    size_t count = 0, kept = 0;
    git_store_submodules(tree->folder, tree->arena, &paths, &count);
    for (size_t i = 0; i < count; i++) {
        kept = 0;
        for (size_t j = 0; j < tree->count; j++)
            if (!lies_in(tree->files[j].path, paths[i]))
                tree->files[kept++] = tree->files[j];
        tree->count = kept;
    }
    struct source_file *files = arena_zeroed(tree->arena, (tree->count + count + 1) * sizeof *files);
    if (tree->count)
        memcpy(files, tree->files, tree->count * sizeof *files);
    for (size_t i = 0; i < count; i++)
        files[tree->count++] = (struct source_file){.path = paths[i], .kind = SOURCE_SUBMODULE};
    tree->files = files;
}

int source_tree_open_folder(struct arena *arena, const char *folder, struct source_tree *ret_tree)
{
    struct file_list list = {0};
    TRY(file_list(arena, folder, SOURCE_TREE_FILES_MAX, &list));
    struct source_tree tree = tree_new(arena, folder, list.count);
    tree.folder = tree.name;
    tree.is_truncated = list.is_truncated;
    for (size_t i = 0; i < list.count; i++) {
        const struct file_entry *entry = &list.entries[i];
        tree.files[tree.count++] = (struct source_file){
            .path = entry->path,
            .size = entry->size,
            .kind = kind_of_entry(entry),
        };
    }
    submodules_add(&tree);
    paths_compose(&tree);
    *ret_tree = tree;
    return 0;
}

int source_tree_open_commit(struct arena *arena, const struct git *git, const char *commit,
                            struct source_tree *ret_tree)
{
    struct git_listing listing = {0};
    TRY(git_store_list(git, commit, arena, &listing));
    bool is_over = listing.count > SOURCE_TREE_FILES_MAX;
    size_t count = is_over ? SOURCE_TREE_FILES_MAX : listing.count;
    struct source_tree tree = tree_new(arena, git_store_path(git), count);
    tree.git = git;
    tree.commit = arena_copy_string(arena, commit);
    tree.is_truncated = listing.is_truncated || is_over;
    for (size_t i = 0; i < count; i++) {
        const struct git_file *entry = &listing.files[i];
        struct source_file *file = &tree.files[tree.count++];
        *file = (struct source_file){.path = entry->path,
                                     .size = entry->size,
                                     .kind = entry->is_submodule ? SOURCE_SUBMODULE
                                             : entry->is_link    ? SOURCE_LINK
                                                                 : SOURCE_FILE};
        snprintf(file->blob, sizeof file->blob, "%s", entry->blob);
    }
    paths_compose(&tree);
    *ret_tree = tree;
    return 0;
}

void source_tree_open_memory(struct arena *arena, struct source_file *files, size_t count, struct source_tree *ret_tree)
{
    bool is_over = count > SOURCE_TREE_FILES_MAX;
    *ret_tree = (struct source_tree){
        .name = "memory",
        .files = files,
        .count = is_over ? SOURCE_TREE_FILES_MAX : count,
        .is_truncated = is_over,
        .arena = arena,
    };
    paths_compose(ret_tree);
}

bool source_is_lfs_pointer(const char *bytes, size_t length)
{
    /* The second is from before it had its name. A pointer is smaller than 1024 bytes. */
    static const char *const begins[] = {"version https://git-lfs.github.com/spec/v",
                                         "version https://hawser.github.com/spec/v"};
    for (size_t i = 0; i < COUNT_OF(begins) && length < LFS_POINTER_BYTES_MAX; i++)
        if (length > strlen(begins[i]) && memcmp(bytes, begins[i], strlen(begins[i])) == 0)
            return memmem(bytes, length, "\noid ", strlen("\noid ")) != NULL;
    return false;
}

struct source_file *source_tree_find(const struct source_tree *tree, const char *path)
{
    const struct source_file wanted = {.path = path};
    return tree->count ? bsearch(&wanted, tree->files, tree->count, sizeof wanted, file_compare) : NULL;
}

/* Texts are composed when they are read; the blob id is that of the file as it is stored. */
static bool is_text(const char *path)
{
    return text_ends(path, ".md") || text_ends(path, ".yaml") || text_ends(path, ".yml");
}

static void text_compose(struct text *into, size_t from)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const char *composed = NULL;
    size_t length = 0;
    if (!unicode_compose_bytes(&arena, text_string(into) + from, into->length - from, &composed, &length))
        return;
    text_cut(into, from);
    text_add_bytes(into, composed, length);
}

int source_tree_read(const struct source_tree *tree, struct source_file *file, struct text *into)
{
    size_t before = into->length;
    if (file->bytes) {
        text_add_bytes(into, file->bytes, (size_t)file->size);
        TRY(text_check(into, file->path));
    } else if (tree->folder)
        TRY(file_read(file_join(tree->arena, tree->folder, file->stored_path), into));
    else
        TRY(git_store_read(tree->git, file->blob, into));
    if (!file->blob[0])
        git_store_blob_id(text_string(into) + before, into->length - before, file->blob);
    if (is_text(file->path))
        text_compose(into, before);
    return text_check(into, file->path);
}
