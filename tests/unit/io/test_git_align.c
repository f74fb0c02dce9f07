/* Tests of align: nothing is lost of either sequence, what is common stays, and no input makes it slow. */
#include "io/git_align.h"

#include <criterion/criterion.h>
#include <string.h>
#include <time.h>

struct pair {
    uint32_t *old, *new;
    size_t old_count, new_count;
};

static struct align_runs align(const struct pair *pair, struct arena *arena)
{
    struct align_runs runs;
    cr_assert_eq(git_align((struct align_sequence){pair->old, pair->old_count},
                           (struct align_sequence){pair->new, pair->new_count}, arena, &runs),
                 0);
    return runs;
}

/* Walks the runs over both sequences to their ends. */
static size_t same_counted(const struct pair *pair, const struct align_runs *runs)
{
    size_t old_at = 0, new_at = 0, same = 0;
    for (size_t i = 0; i < runs->count; i++) {
        const struct align_run *run = &runs->items[i];
        cr_assert_eq(run->old_at, old_at);
        cr_assert_eq(run->new_at, new_at);
        cr_assert_gt(run->count, 0);
        for (size_t j = 0; run->kind == ALIGN_SAME && j < run->count; j++)
            cr_assert_eq(pair->old[old_at + j], pair->new[new_at + j]);
        old_at += run->kind != ALIGN_ADDED ? run->count : 0;
        new_at += run->kind != ALIGN_REMOVED ? run->count : 0;
        same += run->kind == ALIGN_SAME ? run->count : 0;
    }
    cr_assert_eq(old_at, pair->old_count);
    cr_assert_eq(new_at, pair->new_count);
    return same;
}

#define PAIR(old, new) (&(struct pair){(old), (new), COUNT_OF(old), COUNT_OF(new)})

Test(git_align, keeps_what_is_common)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    uint32_t old[] = {1, 2, 3, 4, 5, 4294967295U}, new[] = {1, 9, 3, 5, 8, 4294967295U};
    struct align_runs runs = align(PAIR(old, new), &arena);
    cr_assert_eq(same_counted(PAIR(old, new), &runs), 4);
}

Test(git_align, of_nothing_is_nothing)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    uint32_t some[] = {7, 8};
    struct pair both = {some, some, 0, 0}, came = {some, some, 0, 2}, went = {some, some, 2, 0};
    struct align_runs runs = align(&both, &arena);
    cr_assert_eq(runs.count, 0);
    runs = align(&came, &arena);
    cr_assert_eq(same_counted(&came, &runs), 0);
    runs = align(&went, &arena);
    cr_assert_eq(same_counted(&went, &runs), 0);
}

static uint32_t rolled(uint32_t *seed)
{
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 8;
}

static struct pair random_pair(uint32_t *seed, size_t count, uint32_t words, struct arena *arena)
{
    struct pair pair = {arena_zeroed(arena, (count + 1) * sizeof(uint32_t)),
                        arena_zeroed(arena, (count + 1) * sizeof(uint32_t)), count, count};
    for (size_t i = 0; i < count; i++) {
        pair.old[i] = rolled(seed) % words;
        pair.new[i] = rolled(seed) % words;
    }
    return pair;
}

Test(git_align, walks_both_to_the_end_whatever_they_are)
{
    uint32_t seed = 4711;
    for (int turn = 0; turn < 500; turn++) {
        CLEANUP(arena_finish) struct arena arena = {0};
        struct pair pair = random_pair(&seed, rolled(&seed) % 60, 1 + rolled(&seed) % 12, &arena);
        pair.new_count = rolled(&seed) % (pair.old_count + 1);
        struct align_runs runs = align(&pair, &arena);
        same_counted(&pair, &runs);
    }
}

/* 65,000 words is a text of 128 KiB with words of one letter. */
Test(git_align, is_quick_with_random_words)
{
    static const uint32_t vocabularies[] = {2, 20, 200, 2000, 20000, 1000000};
    uint32_t seed = 1;
    for (size_t i = 0; i < COUNT_OF(vocabularies); i++) {
        CLEANUP(arena_finish) struct arena arena = {0};
        struct pair pair = random_pair(&seed, 65000, vocabularies[i], &arena);
        clock_t begun = clock();
        struct align_runs runs = align(&pair, &arena);
        double seconds = (double)(clock() - begun) / CLOCKS_PER_SEC;
        same_counted(&pair, &runs);
        cr_log_info("%u words: %.3f s, %zu runs", vocabularies[i], seconds, runs.count);
        cr_expect_lt(seconds, 5.0, "%u words took %.1f s", vocabularies[i], seconds);
    }
}
