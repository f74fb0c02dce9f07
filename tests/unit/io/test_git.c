/* Tests of git: folders become commits, commits are listed and read, and other repositories are brought here. */
#include "io/git.h"

#include "base/clock.h"
#include "base/fail.h"
#include "scratch.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* A bare repository in the scratch folder; the test closes it. */
static struct git *fresh(struct scratch *scratch, const char *name)
{
    struct git *git = NULL;
    clock_set(1772442000);
    cr_assert_eq(git_store_init(scratch_path(scratch, name)), 0, "%s", fail_sentence());
    cr_assert_eq(git_store_open(scratch_path(scratch, name), &git), 0, "%s", fail_sentence());
    return git;
}

static void commit_tree(struct scratch *scratch, struct git *git, char ret_commit[GIT_ID_BYTES])
{
    struct git_folder_commit commit = {
        .folder = scratch_path(scratch, "tree"), .branch = "main", .message = "published"};
    cr_assert_eq(git_store_commit_folder(git, &commit, ret_commit), 0, "%s", fail_sentence());
}

Test(git, commits_a_folder_and_reads_it_back)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(git_store_close_at) struct git *git = fresh(&scratch, "a.git");
    CLEANUP(text_finish) struct text text = TEXT(100);
    char commit[GIT_ID_BYTES], resolved[GIT_ID_BYTES], blob[GIT_ID_BYTES];
    scratch_put(&scratch, "tree/b/å.md", "hej\n");
    scratch_put(&scratch, "tree/b.md", "");
    scratch_put(&scratch, "tree/.git/config", "x");
    cr_assert_eq(symlink("/etc/passwd", scratch_path(&scratch, "tree/link")), 0);
    cr_assert_eq(mkfifo(scratch_path(&scratch, "tree/pipe"), 0600), 0);
    commit_tree(&scratch, git, commit);
    cr_assert_eq(git_store_resolve(git, NULL, resolved), 0);
    cr_assert_str_eq(resolved, commit);
    cr_assert_eq(git_store_commit_time(git, commit), 1772442000);
    struct git_listing listing;
    cr_assert_eq(git_store_list(git, commit, &scratch.arena, &listing), 0);
    cr_assert_eq(listing.count, 3);
    cr_assert_str_eq(listing.files[0].path, "b.md");
    cr_assert_str_eq(listing.files[1].path, "b/å.md");
    cr_assert_eq(listing.files[1].size, 4);
    cr_assert_str_eq(listing.files[2].path, "link");
    cr_assert(listing.files[2].is_link && !listing.files[1].is_link);
    cr_assert_eq(git_store_read(git, listing.files[1].blob, &text), 0);
    cr_assert_str_eq(text_string(&text), "hej\n");
    git_store_blob_id("hej\n", 4, blob);
    cr_assert_str_eq(blob, listing.files[1].blob);
    text_clear(&text);
    cr_assert_eq(git_store_read(git, listing.files[2].blob, &text), 0);
    cr_assert_str_eq(text_string(&text), "/etc/passwd");
}

Test(git, gives_the_same_commit_for_an_unchanged_folder)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(git_store_close_at) struct git *git = fresh(&scratch, "a.git");
    CLEANUP(git_store_close_at) struct git *other = fresh(&scratch, "b.git");
    char first[GIT_ID_BYTES], second[GIT_ID_BYTES], changed[GIT_ID_BYTES], elsewhere[GIT_ID_BYTES];
    scratch_put(&scratch, "tree/a.md", "1");
    commit_tree(&scratch, git, first);
    commit_tree(&scratch, other, elsewhere);
    cr_assert_str_eq(first, elsewhere, "the same at the same time, anywhere");
    clock_set(1772442001);
    commit_tree(&scratch, git, second);
    cr_assert_str_eq(first, second);
    scratch_put(&scratch, "tree/a.md", "2");
    commit_tree(&scratch, git, changed);
    cr_assert_str_neq(first, changed);
    first[7] = '\0';
    cr_assert_eq(git_store_resolve(git, first, second), 0, "an id that is cut short");
    cr_assert(strncmp(first, second, 7) == 0);
    cr_assert_eq(git_store_resolve(git, "refs/heads/main", second), 0);
    cr_assert_str_eq(changed, second);
}

Test(git, blob_ids_are_those_of_git)
{
    char blob[GIT_ID_BYTES];
    git_store_blob_id(NULL, 0, blob);
    cr_assert_str_eq(blob, "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
    git_store_blob_id("hello\n", 6, blob);
    cr_assert_str_eq(blob, "ce013625030ba8dba906f756967f9e9ca394464a");
}

Test(git, says_what_is_missing)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(git_store_close_at) struct git *git = fresh(&scratch, "a.git");
    CLEANUP(text_finish) struct text text = TEXT(2);
    struct git *none = NULL;
    char commit[GIT_ID_BYTES];
    struct git_listing listing;
    cr_assert_eq(git_store_open(scratch_path(&scratch, "none"), &none), FAIL_NOT_FOUND);
    cr_assert_eq(git_store_open_folder(scratch.root, &none), FAIL_NOT_FOUND);
    cr_assert_not(git_store_is_root(scratch.root));
    cr_assert_eq(git_store_resolve(git, "", commit), FAIL_NOT_FOUND);
    cr_assert(strstr(fail_sentence(), "a.git': has no commits yet"));
    cr_assert_eq(git_store_resolve(git, "nej", commit), FAIL_NOT_FOUND);
    cr_assert(strstr(fail_sentence(), "a.git': no branch, tag or commit 'nej'"));
    cr_assert_eq(git_store_list(git, "abc", &scratch.arena, &listing), FAIL_NOT_FOUND);
    cr_assert_eq(git_store_read(git, "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391", &text), FAIL_NOT_FOUND);
    scratch_put(&scratch, "tree/a", "123");
    commit_tree(&scratch, git, commit);
    cr_assert_eq(git_store_list(git, commit, &scratch.arena, &listing), 0);
    cr_assert_eq(git_store_read(git, listing.files[0].blob, &text), FAIL_LIMIT);
}

Test(git, init_leaves_an_existing_repository_as_it_is)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(git_store_close_at) struct git *git = fresh(&scratch, "deep/er/a.git");
    char commit[GIT_ID_BYTES], second[GIT_ID_BYTES];
    scratch_put(&scratch, "tree/a", "123");
    commit_tree(&scratch, git, commit);
    cr_assert_eq(git_store_init(scratch_path(&scratch, "deep/er/a.git")), 0);
    cr_assert_eq(git_store_resolve(git, "main", second), 0);
    cr_assert_str_eq(commit, second);
}

Test(git, fetches_a_branch_from_a_folder)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(git_store_close_at) struct git *source = fresh(&scratch, "a.git");
    CLEANUP(git_store_close_at) struct git *git = fresh(&scratch, "b.git");
    char commit[GIT_ID_BYTES], fetched[GIT_ID_BYTES];
    struct git_fetch fetch = {.from = scratch_path(&scratch, "a.git"), .branch = "upstream"};
    cr_assert_eq(git_store_fetch(git, &fetch, fetched), FAIL_NOT_FOUND);
    cr_assert(strstr(fail_sentence(), "a.git': has no commits yet"));
    scratch_put(&scratch, "tree/a", "123");
    commit_tree(&scratch, source, commit);
    cr_assert_eq(git_store_fetch(git, &fetch, fetched), 0, "%s", fail_sentence());
    cr_assert_str_eq(commit, fetched);
    cr_assert_eq(git_store_resolve(git, NULL, fetched), 0, "HEAD follows");
    cr_assert_str_eq(commit, fetched);
    scratch_put(&scratch, "tree/a", "1234");
    commit_tree(&scratch, source, commit);
    fetch.ref = "main";
    cr_assert_eq(git_store_fetch(git, &fetch, fetched), 0, "%s", fail_sentence());
    cr_assert_str_eq(commit, fetched);
    cr_assert_eq(git_store_resolve(git, "refs/trappa/incoming", fetched), FAIL_NOT_FOUND);
    fetch.ref = "nej";
    cr_assert_eq(git_store_fetch(git, &fetch, fetched), FAIL_NOT_FOUND);
    cr_assert(strstr(fail_sentence(), "a.git': no branch, tag or commit 'nej'"));
}

Test(git, fetches_only_from_https_and_folders)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(git_store_close_at) struct git *git = fresh(&scratch, "b.git");
    char fetched[GIT_ID_BYTES];
    struct git_fetch fetch = {.from = "ssh://x.invalid/a.git", .branch = "main"};
    cr_assert_eq(git_store_fetch(git, &fetch, fetched), FAIL_INPUT);
    fetch.from = scratch_path(&scratch, "none");
    cr_assert_eq(git_store_fetch(git, &fetch, fetched), FAIL_NOT_FOUND);
}

Test(git, reads_a_work_tree_at_head_and_not_from_the_disk)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(git_store_close_at) struct git *inner = fresh(&scratch, "work/.git");
    struct git *work CLEANUP(git_store_close_at) = NULL;
    char commit[GIT_ID_BYTES], head[GIT_ID_BYTES];
    scratch_put(&scratch, "tree/a", "123");
    scratch_put(&scratch, "tree/sub/b", "123");
    commit_tree(&scratch, inner, commit);
    scratch_put(&scratch, "work/sub/new", "not committed");
    cr_assert(git_store_is_root(scratch_path(&scratch, "work")));
    cr_assert_not(git_store_is_root(scratch_path(&scratch, "work/sub")));
    cr_assert_eq(git_store_open_folder(scratch_path(&scratch, "work"), &work), 0);
    cr_assert_eq(git_store_resolve(work, NULL, head), 0);
    cr_assert_str_eq(head, commit);
    struct git_listing listing;
    cr_assert_eq(git_store_list(work, head, &scratch.arena, &listing), 0);
    cr_assert_eq(listing.count, 2);
}

/* Runs a script of git commands in the scratch folder, as somebody whose configuration says nothing. */
static void run_git(struct scratch *scratch, const char *script)
{
    const char *whole = arena_format(&scratch->arena, "set -e; cd '%s'; %s", scratch->root, script);
    pid_t child = fork();
    int status = 0;
    if (child == 0) {
        setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
        setenv("GIT_AUTHOR_NAME", "x", 1), setenv("GIT_AUTHOR_EMAIL", "x", 1);
        setenv("GIT_COMMITTER_NAME", "x", 1), setenv("GIT_COMMITTER_EMAIL", "x", 1);
        execl("/bin/sh", "sh", "-c", whole, (char *)NULL);
        _exit(127);
    }
    waitpid(child, &status, 0);
    cr_assert_eq(status, 0, "%s", script);
}

/* What a name means here, and what a fetch of it brings; both must be this commit. */
static void expect_meaning(struct scratch *scratch, const char *from, const char *ref, const char *commit)
{
    CLEANUP(git_store_close_at) struct git *source = NULL;
    CLEANUP(git_store_close_at) struct git *git = fresh(scratch, arena_format(&scratch->arena, "%s-copy.git", from));
    char resolved[GIT_ID_BYTES] = "", fetched[GIT_ID_BYTES] = "";
    struct git_fetch fetch = {.from = scratch_path(scratch, from), .ref = ref, .branch = "upstream"};
    cr_assert_eq(git_store_open_folder(scratch_path(scratch, from), &source), 0, "%s", fail_sentence());
    cr_expect_eq(git_store_resolve(source, ref, resolved), 0, "%s", fail_sentence());
    cr_expect_eq(git_store_fetch(git, &fetch, fetched), 0, "%s", fail_sentence());
    cr_expect_str_eq(resolved, commit, "resolved %s", ref);
    cr_expect_str_eq(fetched, commit, "fetched %s", ref);
}

Test(git, reads_a_name_in_one_way_wherever_it_is_asked)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    struct git *work CLEANUP(git_store_close_at) = NULL;
    char first[GIT_ID_BYTES], second[GIT_ID_BYTES], third[GIT_ID_BYTES];
    run_git(&scratch, "git init -q -b main a; cd a; git commit -q --allow-empty -m 1; git tag -a v1 -m tagged;"
                      "git checkout -q -b v1; git commit -q --allow-empty -m 2; git checkout -q main; "
                      "git commit -q --allow-empty -m 3");
    cr_assert_eq(git_store_open_folder(scratch_path(&scratch, "a"), &work), 0);
    cr_assert_eq(git_store_resolve(work, "refs/tags/v1", first), 0);
    cr_assert_eq(git_store_resolve(work, "refs/heads/v1", second), 0);
    cr_assert_eq(git_store_resolve(work, NULL, third), 0);
    cr_assert_str_neq(first, second);
    expect_meaning(&scratch, "a", "v1", second); /* a branch goes before a tag */
    expect_meaning(&scratch, "a", "refs/tags/v1", first);
    expect_meaning(&scratch, "a", NULL, third);
    expect_meaning(&scratch, "a", first, first);
    expect_meaning(&scratch, "a", arena_format(&scratch.arena, "%.9s", first), first);
    CLEANUP(git_store_close_at) struct git *git = fresh(&scratch, "b.git");
    char fetched[GIT_ID_BYTES];
    struct git_fetch fetch = {.from = scratch_path(&scratch, "a"), .ref = "0123456789", .branch = "upstream"};
    cr_assert_eq(git_store_fetch(git, &fetch, fetched), FAIL_NOT_FOUND);
    cr_assert_eq(git_store_resolve(git, "refs/trappa/incoming/heads/main", fetched), FAIL_NOT_FOUND, "left nothing");
}

Test(git, says_that_a_clone_lacks_its_history_or_its_files)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(git_store_close_at) struct git *git = fresh(&scratch, "b.git");
    char fetched[GIT_ID_BYTES];
    struct git_fetch fetch = {.branch = "upstream", .said = "upp"};
    run_git(&scratch, "git init -q -b main a; cd a; git config uploadpack.allowFilter true; echo 1 >f; git add f;"
                      "git commit -qm 1; echo 2 >f; git commit -qam 2; cd ..;"
                      "git clone -q --depth 1 \"file://$PWD/a\" shallow;"
                      "git clone -q --filter=blob:none \"file://$PWD/a\" partial");
    fetch.from = scratch_path(&scratch, "shallow");
    cr_assert_eq(git_store_fetch(git, &fetch, fetched), FAIL_RULE);
    cr_assert(strstr(fail_sentence(), "repository 'upp': is a shallow clone"), "%s", fail_sentence());
    fetch.from = scratch_path(&scratch, "partial");
    cr_assert_eq(git_store_fetch(git, &fetch, fetched), FAIL_RULE);
    cr_assert(strstr(fail_sentence(), "partial"), "%s", fail_sentence());
}

Test(git, takes_no_repository_for_a_plain_folder)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    bool is_root = true;
    run_git(&scratch, "git init -q --object-format=sha256 new; git init -q --bare --object-format=sha256 bare.git;"
                      "git init -q worn; rm worn/.git/HEAD; git init -q whole; mkdir plain");
    static const char *const unreadable[] = {"new", "bare.git", "worn"};
    for (size_t i = 0; i < COUNT_OF(unreadable); i++) {
        cr_expect_eq(git_store_look(scratch_path(&scratch, unreadable[i]), &is_root), FAIL_RULE, "%s", unreadable[i]);
        cr_expect(strstr(fail_sentence(), "is a repository that cannot be read"), "%s", fail_sentence());
    }
    cr_assert_eq(git_store_look(scratch_path(&scratch, "plain"), &is_root), 0);
    cr_assert_not(is_root);
    cr_assert_eq(git_store_look(scratch_path(&scratch, "whole"), &is_root), 0);
    cr_assert(is_root);
}
