/* Tests of writing to git: commits of changed files, merges with and without conflicts, branches. */
#include "io/git_write.h"

#include "base/clock.h"
#include "base/fail.h"
#include "scratch.h"

#include <criterion/criterion.h>
#include <string.h>

struct site {
    struct scratch scratch;
    struct git *git;
    char base[GIT_ID_BYTES];
};

static struct git_file_change file(const char *path, const char *words)
{
    return (struct git_file_change){.path = path, .bytes = words, .length = strlen(words)};
}

static int commit_try(struct site *site, const char *parent, struct git_file_change change,
                      char ret_commit[GIT_ID_BYTES])
{
    return git_store_commit_changes(
        site->git,
        &(struct git_commit_new){
            .parent = parent, .changes = &change, .count = 1, .author = "Åsa Ek", .message = "Ändrat"},
        ret_commit);
}

static void commit(struct site *site, const char *parent, struct git_file_change change, char ret_commit[GIT_ID_BYTES])
{
    cr_assert_eq(commit_try(site, parent, change, ret_commit), 0, "%s", fail_sentence());
}

static const char *read(struct site *site, const char *commit_id, const char *path)
{
    struct text text CLEANUP(text_finish) = TEXT(1000);
    char blob[GIT_ID_BYTES];
    cr_assert_eq(git_store_find(site->git, commit_id, path, blob), 0, "%s", fail_sentence());
    cr_assert_eq(git_store_read(site->git, blob, &text), 0);
    return arena_copy_string(&site->scratch.arena, text_string(&text));
}

static struct site open_site(void)
{
    struct site site = {.scratch = scratch_make()};
    clock_set(1772442000);
    cr_assert_eq(git_store_init(scratch_path(&site.scratch, "a.git")), 0);
    cr_assert_eq(git_store_open(scratch_path(&site.scratch, "a.git"), &site.git), 0);
    char first[GIT_ID_BYTES];
    commit(&site, NULL, file("a/ett.md", "1\n2\n3\n4\n5\n6\n"), first);
    commit(&site, first, file("två.md", "hej\n"), site.base);
    return site;
}

static void close_site(struct site *site)
{
    git_store_close(site->git);
    scratch_finish(&site->scratch);
}

static void merge(struct site *site, const char *ours, const char *theirs, struct git_merge *ret_merge)
{
    const struct git_merge_new new = {.ours = ours, .theirs = theirs, .message = "Båda"};
    cr_assert_eq(git_store_merge(site->git, &new, &site->scratch.arena, ret_merge), 0, "%s", fail_sentence());
}

Test(git_write, a_commit_keeps_the_other_files_and_removes_what_is_said)
{
    CLEANUP(close_site) struct site site = open_site();
    char changed[GIT_ID_BYTES], removed[GIT_ID_BYTES], blob[GIT_ID_BYTES];
    commit(&site, site.base, file("a/ett.md", "annat\n"), changed);
    cr_assert_str_eq(read(&site, changed, "a/ett.md"), "annat\n");
    cr_assert_str_eq(read(&site, changed, "två.md"), "hej\n");
    commit(&site, changed, (struct git_file_change){.path = "två.md", .is_removed = true}, removed);
    cr_assert_eq(git_store_find(site.git, removed, "två.md", blob), FAIL_NOT_FOUND);
    struct git_change *changes;
    size_t count;
    cr_assert_eq(git_store_changes(site.git, site.base, removed, &site.scratch.arena, &changes, &count), 0);
    cr_assert_eq(count, 2);
    cr_assert_str_eq(changes[0].path, "a/ett.md");
    cr_assert(*changes[0].before && *changes[0].after && strcmp(changes[0].before, changes[0].after) != 0);
    cr_assert_str_eq(changes[1].after, "");
}

Test(git_write, a_path_that_git_refuses_is_refused)
{
    static const char *const paths[] = {".git/hooks/post-update", "a/../b.md", "/etc/passwd", "a//b.md", "a/.GIT/x"};
    CLEANUP(close_site) struct site site = open_site();
    char id[GIT_ID_BYTES];
    for (size_t i = 0; i < COUNT_OF(paths); i++)
        cr_expect_eq(commit_try(&site, site.base, file(paths[i], "x"), id), FAIL_INPUT, "%s", paths[i]);
    cr_assert_eq(
        commit_try(&site, site.base, (struct git_file_change){.path = "finns-inte.md", .is_removed = true}, id),
        FAIL_NOT_FOUND);
    cr_assert_str_eq(fail_sentence(), "file 'finns-inte.md': cannot be removed, since there is none");
}

Test(git_write, two_sides_that_changed_different_lines_become_one)
{
    CLEANUP(close_site) struct site site = open_site();
    char ours[GIT_ID_BYTES], theirs[GIT_ID_BYTES], base[GIT_ID_BYTES];
    struct git_merge merged;
    commit(&site, site.base, file("a/ett.md", "ett\n2\n3\n4\n5\n6\n"), ours);
    commit(&site, site.base, file("a/ett.md", "1\n2\n3\n4\n5\nsex\n"), theirs);
    merge(&site, ours, theirs, &merged);
    cr_assert_eq(merged.count, 0);
    cr_assert_str_eq(read(&site, merged.commit, "a/ett.md"), "ett\n2\n3\n4\n5\nsex\n");
    cr_assert_eq(git_store_merge_base(site.git, ours, theirs, base), 0);
    cr_assert_str_eq(base, site.base);
}

Test(git_write, a_side_that_only_goes_on_is_taken_as_it_is)
{
    CLEANUP(close_site) struct site site = open_site();
    char theirs[GIT_ID_BYTES];
    struct git_merge merged;
    commit(&site, site.base, file("två.md", "hej då\n"), theirs);
    merge(&site, site.base, theirs, &merged);
    cr_assert_str_eq(merged.commit, theirs);
    merge(&site, theirs, site.base, &merged);
    cr_assert_str_eq(merged.commit, theirs);
}

Test(git_write, the_same_lines_changed_twice_are_a_conflict_until_somebody_says_how_it_is)
{
    CLEANUP(close_site) struct site site = open_site();
    char ours[GIT_ID_BYTES], theirs[GIT_ID_BYTES];
    struct git_merge merged;
    commit(&site, site.base, file("två.md", "vår\n"), ours);
    commit(&site, site.base, file("två.md", "deras\n"), theirs);
    merge(&site, ours, theirs, &merged);
    cr_assert_eq(merged.count, 1);
    cr_assert_str_eq(merged.conflicts[0].path, "två.md");
    cr_assert(*merged.conflicts[0].base && *merged.conflicts[0].ours && *merged.conflicts[0].theirs);
    cr_assert_str_eq(merged.commit, "");
    const struct git_file_change said = file("två.md", "båda\n");
    const struct git_merge_new new = {
        .ours = ours, .theirs = theirs, .resolutions = &said, .count = 1, .message = "Löst"};
    cr_assert_eq(git_store_merge(site.git, &new, &site.scratch.arena, &merged), 0, "%s", fail_sentence());
    cr_assert_eq(merged.count, 0);
    cr_assert_str_eq(read(&site, merged.commit, "två.md"), "båda\n");
}

Test(git_write, a_file_changed_on_one_side_and_removed_on_the_other_is_a_conflict)
{
    CLEANUP(close_site) struct site site = open_site();
    char ours[GIT_ID_BYTES], theirs[GIT_ID_BYTES];
    struct git_merge merged;
    commit(&site, site.base, (struct git_file_change){.path = "två.md", .is_removed = true}, ours);
    commit(&site, site.base, file("två.md", "deras\n"), theirs);
    merge(&site, ours, theirs, &merged);
    cr_assert_eq(merged.count, 1);
    cr_assert_str_eq(merged.conflicts[0].ours, "");
}

Test(git_write, a_conflict_is_told_section_by_section)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct git_section *sections;
    size_t count;
    const char *base = "a\nb\nc\nd\ne\nf\ng\n<<<<<<< inte ett märke\n";
    const char *ours = "a\nB\nc\nd\ne\nf\ng\n<<<<<<< inte ett märke\n";
    const char *theirs = "a\nbe\nc\nd\ne\nf\nG\n<<<<<<< inte ett märke\n";
    cr_assert_eq(git_store_merge_texts(base, ours, theirs, &arena, &sections, &count), 0);
    cr_assert_eq(count, 3);
    cr_assert_str_eq(sections[0].text, "a\n");
    cr_assert(sections[1].is_conflict);
    cr_assert_str_eq(sections[1].base, "b\n");
    cr_assert_str_eq(sections[1].ours, "B\n");
    cr_assert_str_eq(sections[1].theirs, "be\n");
    cr_assert_str_eq(sections[2].text, "c\nd\ne\nf\nG\n<<<<<<< inte ett märke\n");
    cr_assert_eq(git_store_merge_texts("", "x", "y", &arena, &sections, &count), 0);
    cr_assert_eq(count, 1);
    cr_assert_str_eq(sections[0].ours, "x\n");
    cr_assert_eq(git_store_merge_texts("a\n", "a\n", "b\n", &arena, &sections, &count), 0);
    cr_assert_eq(count, 1);
    cr_assert_str_eq(sections[0].text, "b\n");
}

Test(git_write, a_branch_is_set_only_from_where_it_was_seen)
{
    CLEANUP(close_site) struct site site = open_site();
    char next[GIT_ID_BYTES], at[GIT_ID_BYTES];
    commit(&site, site.base, file("två.md", "ny\n"), next);
    cr_assert_eq(git_store_set_branch(site.git, "main", site.base, ""), 0);
    cr_assert_eq(git_store_set_branch(site.git, "proposal/ett", site.base, ""), 0, "%s", fail_sentence());
    cr_assert_eq(git_store_set_branch(site.git, "proposal/ett", next, ""), FAIL_BUSY);
    cr_assert_eq(git_store_set_branch(site.git, "proposal/ett", next, next), FAIL_BUSY);
    cr_assert_eq(git_store_set_branch(site.git, "proposal/ett", next, site.base), 0);
    cr_assert_eq(git_store_resolve(site.git, "proposal/ett", at), 0);
    cr_assert_str_eq(at, next);
    cr_assert_eq(git_store_delete_branch(site.git, "proposal/ett"), 0, "%s", fail_sentence());
    cr_assert_eq(git_store_delete_branch(site.git, "proposal/ett"), 0);
    cr_assert_eq(git_store_resolve(site.git, "proposal/ett", at), FAIL_NOT_FOUND);
}
