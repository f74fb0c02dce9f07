/* Rendering in limited children: one text that cannot be rendered costs only itself. */
#include "base/fail.h"
#include "domain/content/rendering.h"

#include <criterion/criterion.h>
#include <string.h>

#define TEXTS 2500 /* more than a batch */

struct visible_people {
    size_t count, failed;
    int code;
    const struct rendering_job *broken;
};

static int see(const struct rendering_job *job, const struct rendering *rendering, void *context)
{
    struct visible_people *seen = context;
    seen->count++;
    if (rendering->result == 0) {
        cr_assert(strstr(rendering->html, "<p>"), "%s", rendering->html);
        return 0;
    }
    seen->failed++;
    seen->code = rendering->result;
    seen->broken = job;
    return 0;
}

/* A text of links, which is slow only because of the path that they are read from. */
static char *links_text(size_t length)
{
    static const char piece[] = "[a](b) ";
    char *text = memory_zeroed(length + 1);
    for (size_t i = 0; i < length; i++)
        text[i] = piece[i % (sizeof piece - 1)];
    return text;
}

static char *long_path(size_t length)
{
    char *path = memory_zeroed(length + 1);
    for (size_t i = 0; i < length; i++)
        path[i] = "a/"[i % 2];
    return path;
}

static void run(struct rendering_job *jobs, size_t count, struct visible_people *seen)
{
    struct source_tree tree = {0};
    struct layer layer = {.tree = &tree};
    struct layer *layers[] = {&layer};
    struct stack stack = {.layers = layers, .layer_count = 1};
    struct link_map map = {0};
    link_map_make(&stack, &map);
    const struct rendering_reader reader = {see, seen};
    cr_assert_eq(rendering_run(&map, jobs, count, &reader), 0, "%s", fail_sentence());
    link_map_finish(&map);
}

Test(rendering, gives_every_text_in_few_children)
{
    struct rendering_job *jobs = memory_zeroed(TEXTS * sizeof *jobs);
    struct visible_people seen = {0};
    for (size_t i = 0; i < TEXTS; i++)
        jobs[i] =
            (struct rendering_job){.blob = "x", .body = "Text.", .length = 5, .language = "sv", .origin.path = "a.md"};
    run(jobs, TEXTS, &seen);
    cr_assert_eq(seen.count, TEXTS);
    cr_assert_eq(seen.failed, 0);
    memory_free(jobs);
}

Test(rendering, goes_on_after_a_text_that_takes_too_long, .timeout = 1200)
{
    CLEANUP(memory_free_at) char *slow = links_text(128 * 1024);
    CLEANUP(memory_free_at) char *path = long_path(2 * 1024 * 1024);
    struct rendering_job jobs[5];
    struct visible_people seen = {0};
    for (size_t i = 0; i < COUNT_OF(jobs); i++)
        jobs[i] =
            (struct rendering_job){.blob = "x", .body = "Text.", .length = 5, .language = "sv", .origin.path = "a.md"};
    jobs[2].body = slow;
    jobs[2].length = strlen(slow);
    jobs[2].origin.path = path;
    run(jobs, COUNT_OF(jobs), &seen);
    cr_assert_eq(seen.count, COUNT_OF(jobs));
    cr_assert_eq(seen.failed, 1);
    cr_assert_eq(seen.code, FAIL_LIMIT);
    cr_assert_eq(seen.broken, &jobs[2]);
}

Test(rendering, refuses_a_text_that_is_too_large)
{
    CLEANUP(memory_free_at) char *large = memory_zeroed(200 * 1024);
    struct rendering_job jobs[] = {
        {.blob = "x", .body = large, .length = 200 * 1024 - 1, .language = "sv", .origin.path = "a.md"},
        {.blob = "y", .body = "Text.", .length = 5, .language = "sv", .origin.path = "a.md"}};
    struct visible_people seen = {0};
    memset(large, 'a', 200 * 1024 - 1);
    run(jobs, COUNT_OF(jobs), &seen);
    cr_assert_eq(seen.count, 2);
    cr_assert_eq(seen.failed, 1);
    cr_assert_eq(seen.code, FAIL_LIMIT);
}
