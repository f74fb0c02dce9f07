/* Tests of file: ceilings, atomic writing, listing without following links, paths. */
#include "io/file.h"

#include "base/fail.h"
#include "scratch.h"

#include <criterion/criterion.h>
#include <sys/stat.h>
#include <unistd.h>

Test(file, reads_what_was_written_with_its_mode)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(text_finish) struct text text = TEXT(100);
    const char *path = scratch_path(&scratch, "a.bin");
    cr_assert_eq(file_write(path, "x\0y", 3, 0600), 0);
    cr_assert_eq(file_read(path, &text), 0);
    cr_assert_eq(text.length, 3);
    cr_assert_arr_eq(text.bytes, "x\0y", 3);
    struct stat status;
    cr_assert_eq(stat(path, &status), 0);
    cr_assert_eq(status.st_mode & 0777, 0600);
}

Test(file, temporary_folders_are_the_owners_and_lie_where_tmpdir_says)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    char first[FILE_TEMPORARY_BYTES], second[FILE_TEMPORARY_BYTES], deep[2 * FILE_TEMPORARY_BYTES];
    struct stat status;
    setenv("TMPDIR", scratch.root, 1);
    cr_assert_eq(file_make_temporary("a", first), 0);
    cr_assert_eq(file_make_temporary("a", second), 0);
    cr_assert_str_neq(first, second);
    cr_assert(text_starts(first, scratch_path(&scratch, "a-")));
    cr_assert_eq(stat(first, &status), 0);
    cr_assert_eq(status.st_mode & 07777, 0700);
    setenv("TMPDIR", "relative", 1);
    cr_assert_eq(file_make_temporary("a", first), 0);
    cr_assert(text_starts(first, "/tmp/a-"));
    cr_assert_eq(file_remove_tree(first), 0);
    setenv("TMPDIR", scratch_path(&scratch, "gone"), 1);
    cr_assert_eq(file_make_temporary("a", first), FAIL_SYSTEM);
    memset(deep, 'x', sizeof deep - 1);
    deep[0] = '/', deep[sizeof deep - 1] = '\0';
    setenv("TMPDIR", deep, 1);
    cr_assert_eq(file_make_temporary("a", first), FAIL_SYSTEM);
    cr_assert(strstr(fail_sentence(), "too long"));
}

Test(file, is_written_with_others_and_synced_once)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(text_finish) struct text text = TEXT(100);
    struct file_list list;
    cr_assert_eq(file_write_unsynced(scratch_path(&scratch, "one"), "x", 1, 0600), 0);
    cr_assert_eq(file_write_unsynced(scratch_path(&scratch, "one"), "yz", 2, 0600), 0);
    cr_assert_eq(file_sync_tree(scratch_path(&scratch, ".")), 0);
    cr_assert_eq(file_read(scratch_path(&scratch, "one"), &text), 0);
    cr_expect_str_eq(text_string(&text), "yz");
    cr_assert_eq(file_list(&scratch.arena, scratch_path(&scratch, "."), 10, &list), 0);
    cr_expect_eq(list.count, 1);
    cr_expect_eq(file_write_unsynced(scratch_path(&scratch, "no/where"), "x", 1, 0600), FAIL_SYSTEM);
    cr_expect_eq(file_sync_tree(scratch_path(&scratch, "no")), FAIL_SYSTEM);
}

Test(file, leaves_nothing_beside_what_it_writes)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    scratch_put(&scratch, "a", "1");
    scratch_put(&scratch, "a", "2");
    struct file_list list;
    cr_assert_eq(file_list(&scratch.arena, scratch.root, 10, &list), 0);
    cr_assert_eq(list.count, 1);
    cr_assert_eq(list.entries[0].size, 1);
}

Test(file, says_which_file_is_missing_or_too_large)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(text_finish) struct text text = TEXT(3);
    const char *path = scratch_path(&scratch, "big");
    cr_assert_eq(file_read(path, &text), FAIL_NOT_FOUND);
    cr_assert_str_eq(fail_sentence(), file_join(&scratch.arena, scratch.root, "big: no such file"));
    scratch_put(&scratch, "big", "1234");
    cr_assert_eq(file_read(path, &text), FAIL_LIMIT);
    cr_assert(strstr(fail_sentence(), "big: larger than 3 bytes"));
    cr_assert_eq(file_read(scratch.root, &text), FAIL_SYSTEM);
}

Test(file, writing_into_a_missing_folder_is_a_failure)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    cr_assert_eq(file_write(scratch_path(&scratch, "no/where"), "x", 1, 0600), FAIL_SYSTEM);
    cr_assert(strstr(fail_sentence(), "no/where: cannot be written"));
}

Test(file, does_not_wait_for_a_pipe)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(text_finish) struct text text = TEXT(3);
    const char *path = scratch_path(&scratch, "pipe");
    cr_assert_eq(mkfifo(path, 0600), 0);
    cr_assert_eq(file_read(path, &text), FAIL_SYSTEM);
}

Test(file, lists_by_whole_path_without_git_and_without_following_links)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    scratch_put(&scratch, "tree/a/z", "1");
    scratch_put(&scratch, "tree/a.b", "12");
    scratch_put(&scratch, "tree/a-b", "123");
    scratch_put(&scratch, "tree/.git/config", "x");
    scratch_put(&scratch, "tree/sub/.git", "gitdir: x");
    scratch_put(&scratch, "tree/sub/in", "x");
    scratch_put(&scratch, "tree/own/.git/HEAD", "ref: refs/heads/main");
    scratch_put(&scratch, "tree/own/in", "x");
    scratch_put(&scratch, "tree/plain/.git/x", "no repository");
    scratch_put(&scratch, "tree/plain/in", "x");
    scratch_put(&scratch, "outside", "x");
    cr_assert_eq(symlink("a", scratch_path(&scratch, "tree/in")), 0);
    cr_assert_eq(symlink("../outside", scratch_path(&scratch, "tree/out")), 0);
    cr_assert_eq(symlink("gone/../..", scratch_path(&scratch, "tree/zdangling")), 0);
    cr_assert_eq(mkfifo(scratch_path(&scratch, "tree/zpipe"), 0600), 0);
    static const struct file_entry expected[] = {
        {"a-b", 3, FILE_REGULAR, false},      {"a.b", 2, FILE_REGULAR, false},    {"a/z", 1, FILE_REGULAR, false},
        {"in", 1, FILE_LINK, false},          {"out", 10, FILE_LINK, true},       {"own", 0, FILE_REPOSITORY, false},
        {"plain/in", 1, FILE_REGULAR, false}, {"sub", 0, FILE_REPOSITORY, false}, {"zdangling", 10, FILE_LINK, true},
        {"zpipe", 0, FILE_SPECIAL, false},
    };
    struct file_list list;
    cr_assert_eq(file_list(&scratch.arena, scratch_path(&scratch, "tree"), 100, &list), 0);
    cr_assert_eq(list.count, COUNT_OF(expected));
    for (size_t i = 0; i < list.count; i++) {
        cr_assert_str_eq(list.entries[i].path, expected[i].path);
        cr_assert_eq(list.entries[i].size, expected[i].size, "%s", expected[i].path);
        cr_assert_eq(list.entries[i].kind, expected[i].kind, "%s", expected[i].path);
        cr_assert_eq(list.entries[i].leads_out, expected[i].leads_out, "%s", expected[i].path);
    }
}

Test(file, lists_no_more_than_asked_for_and_says_so)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    scratch_put(&scratch, "a", "");
    scratch_put(&scratch, "b", "");
    struct file_list list;
    cr_assert_eq(file_list(&scratch.arena, scratch.root, 1, &list), 0);
    cr_assert_eq(list.count, 1);
    cr_assert(list.is_truncated);
    cr_assert_eq(file_list(&scratch.arena, scratch.root, 2, &list), 0);
    cr_assert_not(list.is_truncated);
    cr_assert_eq(file_list(&scratch.arena, scratch_path(&scratch, "nix"), 2, &list), FAIL_NOT_FOUND);
}

Test(file, removes_a_tree_and_not_what_its_links_point_to)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    scratch_put(&scratch, "tree/a/b/c", "1");
    scratch_put(&scratch, "kept/file", "1");
    cr_assert_eq(symlink("../kept", scratch_path(&scratch, "tree/link")), 0);
    cr_assert_eq(file_remove_tree(scratch_path(&scratch, "tree")), 0);
    cr_assert_not(file_exists(scratch_path(&scratch, "tree")));
    cr_assert(file_exists(scratch_path(&scratch, "kept/file")));
    cr_assert_eq(file_remove_tree(scratch_path(&scratch, "tree")), 0);
}

Test(file, makes_folders_and_refuses_a_file_in_the_way)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    cr_assert_eq(file_make_folders(scratch_path(&scratch, "a/b/c/"), 0700), 0);
    cr_assert(file_is_folder(scratch_path(&scratch, "a/b/c")));
    scratch_put(&scratch, "file", "x");
    cr_assert_eq(file_make_folders(scratch_path(&scratch, "file"), 0700), FAIL_SYSTEM);
    cr_assert_eq(file_make_folders(scratch_path(&scratch, "file/x"), 0700), FAIL_SYSTEM);
}

Test(file, copies_bytes_and_permissions)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(text_finish) struct text text = TEXT(100);
    scratch_put(&scratch, "a", "hej");
    cr_assert_eq(chmod(scratch_path(&scratch, "a"), 0640), 0);
    cr_assert_eq(file_copy(scratch_path(&scratch, "a"), scratch_path(&scratch, "b"), 3), 0);
    cr_assert_eq(file_read(scratch_path(&scratch, "b"), &text), 0);
    cr_assert_str_eq(text_string(&text), "hej");
    struct stat status;
    cr_assert_eq(stat(scratch_path(&scratch, "b"), &status), 0);
    cr_assert_eq(status.st_mode & 0777, 0640);
    cr_assert_eq(file_copy(scratch_path(&scratch, "a"), scratch_path(&scratch, "c"), 2), FAIL_LIMIT);
    cr_assert_not(file_exists(scratch_path(&scratch, "c")));
}

Test(file, resolves_relative_paths_within_the_root)
{
    static const struct {
        const char *from, *written, *resolved;
    } cases[] = {
        {"a/b.md", "c.md", "a/c.md"},    {"a/b.md", "../c.md", "c.md"}, {"a/b.md", "../../c.md", NULL},
        {"b.md", "./x//y.md", "x/y.md"}, {"a/b.md", "/c.md", "c.md"},   {"b.md", "../b.md", NULL},
        {"a/b/c.md", "..", "a"},         {"a/b.md", "x/../../y", "y"},  {"a.md", "", ""},
        {"a/b.md", "...", "a/..."},
    };
    CLEANUP(arena_finish) struct arena arena = {0};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const char *resolved = file_resolve(&arena, cases[i].from, cases[i].written);
        cr_assert(text_equal(resolved, cases[i].resolved), "%s in %s: %s", cases[i].written, cases[i].from, resolved);
    }
}

Test(file, joins_and_splits_paths)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    cr_assert_str_eq(file_join(&arena, "a", "b"), "a/b");
    cr_assert_str_eq(file_join(&arena, "a/", "b"), "a/b");
    cr_assert_str_eq(file_join(&arena, "", "b"), "b");
    cr_assert_str_eq(file_join(&arena, NULL, "b"), "b");
    cr_assert_str_eq(file_name("a/b.c"), "b.c");
    cr_assert_str_eq(file_name("b.c"), "b.c");
    cr_assert_str_eq(file_folder(&arena, "a/b/c"), "a/b");
    cr_assert_str_eq(file_folder(&arena, "/c"), "/");
    cr_assert_str_eq(file_folder(&arena, "c"), "");
}
