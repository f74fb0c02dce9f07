/* A layer's files are the same over a folder and over a commit. */
#include "base/fail.h"
#include "domain/curriculum/source_tree.h"
#include "io/file.h"
#include "io/git.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct arena arena;
static char folder[FILE_TEMPORARY_BYTES];

static void folder_begin(void)
{
    cr_assert_eq(file_make_temporary("trappa-tree", folder), 0);
    cr_assert_eq(file_make_folders(file_join(&arena, folder, "a/b"), 0700), 0);
    cr_assert_eq(file_write(file_join(&arena, folder, "a/b/1.md"), "Hej\n", 4, 0600), 0);
    cr_assert_eq(file_write(file_join(&arena, folder, "a.md"), "", 0, 0600), 0);
    cr_assert_eq(symlink("a.md", file_join(&arena, folder, "z.md")), 0);
}

static void folder_end(void)
{
    cr_assert_eq(file_remove_tree(folder), 0);
    arena_finish(&arena);
}

static void tree_is_whole(const struct source_tree *tree)
{
    CLEANUP(text_finish) struct text text = TEXT(100);
    cr_assert_eq(tree->count, 3);
    cr_expect_str_eq(tree->files[0].path, "a.md");
    cr_expect_str_eq(tree->files[1].path, "a/b/1.md");
    cr_expect_eq(tree->files[2].kind, SOURCE_LINK);
    struct source_file *file = source_tree_find(tree, "a/b/1.md");
    cr_assert_not_null(file);
    cr_assert_eq(source_tree_read(tree, file, &text), 0);
    cr_expect_str_eq(text_string(&text), "Hej\n");
    cr_expect_str_eq(file->blob, "75e5d44eea92d8287ef17bea46c30da2487d3fe6");
    cr_expect_eq(file->size, 4);
    cr_expect_null(source_tree_find(tree, "a/b"));
}

Test(source_tree, lists_and_reads_a_folder, .init = folder_begin, .fini = folder_end)
{
    struct source_tree tree = {0};
    cr_assert_eq(source_tree_open_folder(&arena, folder, &tree), 0);
    tree_is_whole(&tree);
}

Test(source_tree, lists_and_reads_a_commit, .init = folder_begin, .fini = folder_end)
{
    char commit[GIT_ID_BYTES];
    struct source_tree tree = {0};
    CLEANUP(git_store_close_at) struct git *git = NULL;
    const char *store = arena_format(&arena, "%s.git", folder);
    const struct git_folder_commit what = {.folder = folder, .branch = "main", .message = "x"};
    cr_assert_eq(git_store_init(store), 0);
    cr_assert_eq(git_store_open(store, &git), 0);
    cr_assert_eq(git_store_commit_folder(git, &what, commit), 0, "%s", fail_sentence());
    cr_assert_eq(source_tree_open_commit(&arena, git, commit, &tree), 0);
    tree_is_whole(&tree);
    cr_assert_eq(file_remove_tree(store), 0);
}

Test(source_tree, no_folder_is_a_failure)
{
    struct source_tree tree = {0};
    CLEANUP(arena_finish) struct arena own = {0};
    cr_expect_eq(source_tree_open_folder(&own, "/nonexistent-folder", &tree), FAIL_NOT_FOUND);
}

Test(source_tree, larger_than_the_ceiling_is_a_failure)
{
    struct source_tree tree = {0};
    CLEANUP(arena_finish) struct arena own = {0};
    CLEANUP(text_finish) struct text text = TEXT(3);
    struct source_file file = {.path = "a", .bytes = "1234", .size = 4};
    source_tree_open_memory(&own, &file, 1, &tree);
    cr_expect_eq(source_tree_read(&tree, &file, &text), FAIL_LIMIT);
}
