/* Tests of leftover: whose a name is, and that only what nobody works on is swept. */
#include "io/leftover.h"

#include "base/fail.h"
#include "base/text.h"
#include "scratch.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A path that a process used which has ended since. */
static const char *path_of_the_dead(struct scratch *scratch, const char *beside)
{
    int ends[2];
    char path[512] = "";
    cr_assert_eq(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        const char *own = leftover_path(&scratch->arena, scratch_path(scratch, beside));
        _exit(write(ends[1], own, strlen(own)) > 0 ? 0 : 1);
    }
    cr_assert_eq(waitpid(child, NULL, 0), child);
    cr_assert_gt(read(ends[0], path, sizeof path - 1), 0);
    close(ends[0]);
    close(ends[1]);
    return arena_copy_string(&scratch->arena, path);
}

Test(leftover, of_the_dead_is_swept_and_of_the_living_kept)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    const char *dead = path_of_the_dead(&scratch, "a.zip");
    const char *own = leftover_path(&scratch.arena, scratch_path(&scratch, "a.zip"));
    const char *other = leftover_path(&scratch.arena, scratch_path(&scratch, "a.zip"));
    int removed = 0;
    cr_assert_str_neq(own, other);
    cr_assert_eq(file_make_folders(file_join(&scratch.arena, dead, "layers/deep"), 0700), 0);
    cr_assert_eq(file_write(arena_format(&scratch.arena, "%s-wal", own), "w", 1, 0600), 0);
    cr_assert_eq(file_write(arena_format(&scratch.arena, "%s.Ab12", dead), "w", 1, 0600), 0, "as libzip names its own");
    scratch_put(&scratch, "a.zip", "whole");
    scratch_put(&scratch, "b.zip.new-1", "somebody's own name");
    cr_assert_eq(leftover_sweep(scratch.root, &removed), 0, "%s", fail_sentence());
    cr_expect_eq(removed, 2);
    cr_expect_not(file_exists(dead));
    cr_expect(file_exists(arena_format(&scratch.arena, "%s-wal", own)));
    cr_expect(file_exists(scratch_path(&scratch, "a.zip")));
    cr_expect(file_exists(scratch_path(&scratch, "b.zip.new-1")));
}

/* Linux gives numbers again: the same number, started at another moment, is another process. */
Test(leftover, of_a_number_that_was_given_again_is_swept)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const char *mark = arena_format(&arena, LEFTOVER_MARK "%ld-", (long)getpid());
    const char *own = leftover_path(&arena, "x");
    cr_assert(text_starts(own, mark));
    cr_expect_not(leftover_is_left(own));
    const char *rest = strchr(own + strlen(mark), '-');
    cr_expect(leftover_is_left(arena_format(&arena, "%s%d%s", mark, 12345, rest)));
}

/* A container has numbers of its own, and its living processes are nobody here. */
Test(leftover, of_another_space_is_swept_when_it_is_a_day_old)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    int removed = 0;
    static const char name[] = LEFTOVER_MARK "999999-5-7-1";
    scratch_put(&scratch, name, "x");
    cr_assert_eq(leftover_sweep(scratch.root, &removed), 0);
    cr_expect_eq(removed, 0);
    const struct timespec times[2] = {{.tv_sec = time(NULL) - 90000}, {.tv_sec = time(NULL) - 90000}};
    cr_assert_eq(utimensat(AT_FDCWD, scratch_path(&scratch, name), times, 0), 0);
    cr_assert_eq(leftover_sweep(scratch.root, &removed), 0);
    cr_expect_eq(removed, 1);
}

Test(leftover, is_only_what_has_the_whole_mark)
{
    static const char *const names[] = {
        ".trappa-new-",         ".trappa-new-1",       ".trappa-new-1-2",
        ".trappa-new-1-2-3",    ".trappa-new-x-2-3-4", "trappa-new-9",
        ".trappa-new--1-2-3-4", ".trappa-new-0-2-3-4", "data",
    };
    for (size_t i = 0; i < COUNT_OF(names); i++)
        cr_expect_not(leftover_is_left(names[i]), "%s", names[i]);
}

Test(leftover, of_a_folder_that_is_not_there_is_nothing)
{
    int removed = 0;
    cr_expect_eq(leftover_sweep("/nowhere/at/all", &removed), 0);
    cr_expect_eq(removed, 0);
}
