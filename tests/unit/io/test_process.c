/* Tests of process: what comes back from a child, and which sentence each limit gives. */
#include "io/process.h"

#include "base/fail.h"
#include "base/memory.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int say_hello(struct process_channel *channel, void *context)
{
    process_send(channel, "hello ", 6);
    process_send(channel, context, strlen(context));
    return 0;
}

static int send_much(struct process_channel *channel, void *context)
{
    static char block[100000];
    (void)context;
    for (int i = 0; i < 50; i++)
        process_send(channel, block, sizeof block);
    return 0;
}

static int refuse(struct process_channel *channel, void *context)
{
    (void)channel, (void)context;
    return fail_at(FAIL_RULE, FAIL_REASON("is-refused"), "step", "step '%s': no", "a%b");
}

static int burn(struct process_channel *channel, void *context)
{
    process_send(channel, "before", 6);
    process_renew(channel, 1);
    for (volatile unsigned i = 0;; i++)
        if (context)
            break;
    return 0;
}

static int sleep_long(struct process_channel *channel, void *context)
{
    (void)channel, (void)context;
    sleep(3600);
    return 0;
}

static int eat_memory(struct process_channel *channel, void *context)
{
    (void)channel, (void)context;
    for (;;)
        memset(memory_zeroed(1 << 20), 1, 1 << 20);
    return 0;
}

static int crash(struct process_channel *channel, void *context)
{
    (void)channel, (void)context;
    abort();
}

static void leave_by_atexit(void)
{
    _exit(7);
}

static int quiet(struct process_channel *channel, void *context)
{
    (void)channel, (void)context;
    return atexit(leave_by_atexit);
}

static int run(const struct process_limits *limits, int (*function)(struct process_channel *, void *), void *context,
               struct text *answer)
{
    const struct process_kind kind = {.name = "a child", .limits = *limits, .parent_death = SIGKILL};
    return process_run(&kind, &(struct process_work){.run = function, .context = context}, answer);
}

Test(process, brings_the_bytes_back)
{
    CLEANUP(text_finish) struct text answer = TEXT(100);
    char who[] = "you";
    cr_assert_eq(run(&(struct process_limits){.cpu_seconds = 2, .memory_bytes = 1 << 26}, say_hello, who, &answer), 0);
    cr_assert_str_eq(text_string(&answer), "hello you");
}

Test(process, brings_many_bytes_back)
{
    CLEANUP(text_finish) struct text answer = TEXT(10 << 20);
    cr_assert_eq(run(&(struct process_limits){.wall_seconds = 30}, send_much, NULL, &answer), 0);
    cr_assert_eq(answer.length, 5000000);
}

static int count_heard(const struct text *answer, void *context)
{
    size_t *times = context;
    return answer->length && ++*times ? 0 : FAIL_CORRUPT;
}

static int hear_enough(const struct text *answer, void *context)
{
    (void)context;
    return fail(FAIL_RULE, "%zu bytes are enough", answer->length ? (size_t)1 : (size_t)0);
}

Test(process, tells_what_has_come_while_more_is_coming)
{
    CLEANUP(text_finish) struct text answer = TEXT(10 << 20);
    size_t times = 0;
    const struct process_kind kind = {.name = "a child", .limits.wall_seconds = 30};
    cr_assert_eq(process_run(&kind,
                             &(struct process_work){.run = send_much, .heard = count_heard, .heard_context = &times},
                             &answer),
                 0);
    cr_assert_eq(answer.length, 5000000);
    cr_assert_gt(times, 1);
}

Test(process, ends_the_child_when_whoever_hears_it_refuses)
{
    CLEANUP(text_finish) struct text answer = TEXT(10 << 20);
    const struct process_kind kind = {.name = "a child", .limits.wall_seconds = 30};
    cr_assert_eq(process_run(&kind, &(struct process_work){.run = send_much, .heard = hear_enough}, &answer),
                 FAIL_RULE);
    cr_assert_str_eq(fail_sentence(), "1 bytes are enough");
}

Test(process, stops_an_answer_that_grows_too_large)
{
    CLEANUP(text_finish) struct text answer = TEXT(1000000);
    cr_assert_eq(run(&(struct process_limits){0}, send_much, NULL, &answer), FAIL_LIMIT);
    cr_assert_eq(waitpid(-1, NULL, WNOHANG), -1);
}

Test(process, hands_the_childs_failure_on)
{
    CLEANUP(text_finish) struct text answer = TEXT(100);
    cr_assert_eq(run(&(struct process_limits){0}, refuse, NULL, &answer), FAIL_RULE);
    cr_assert_str_eq(fail_sentence(), "step 'a%b': no");
    cr_assert(fail_is(FAIL_RULE, FAIL_REASON("is-refused")));
    cr_assert_str_eq(fail_last_field(), "step");
}

Test(process, ends_one_that_burns_the_processor_and_keeps_what_it_sent)
{
    CLEANUP(text_finish) struct text answer = TEXT(100);
    cr_assert_eq(run(&(struct process_limits){.cpu_seconds = 1, .wall_seconds = 600}, burn, NULL, &answer), FAIL_LIMIT);
    cr_assert_str_eq(fail_sentence(), "the work took more than 1 seconds of processor time");
    cr_assert_str_eq(text_string(&answer), "before");
}

Test(process, ends_one_that_sleeps)
{
    CLEANUP(text_finish) struct text answer = TEXT(100);
    cr_assert_eq(run(&(struct process_limits){.wall_seconds = 1}, sleep_long, NULL, &answer), FAIL_LIMIT);
    cr_assert_str_eq(fail_sentence(), "the work took more than 1 seconds");
}

Test(process, ends_one_that_eats_memory)
{
    CLEANUP(text_finish) struct text answer = TEXT(100);
    struct process_limits limits = {.memory_bytes = 32 << 20, .wall_seconds = 600};
    if (!process_keeps_memory_limit())
        cr_skip_test("no memory limit under a sanitizer");
    cr_assert_eq(run(&limits, eat_memory, NULL, &answer), FAIL_LIMIT);
    cr_assert_str_eq(fail_sentence(), "the work needed more than 33554432 bytes of memory");
    cr_assert_eq(run(&limits, crash, NULL, &answer), FAIL_SYSTEM, "an abort is not want of memory");
}

Test(process, tells_a_crash)
{
    CLEANUP(text_finish) struct text answer = TEXT(100);
    cr_assert_eq(run(&(struct process_limits){0}, crash, NULL, &answer), FAIL_SYSTEM);
    cr_assert_str_eq(fail_sentence(), "the child process crashed (Aborted)");
}

Test(process, runs_no_exit_handlers_in_the_child)
{
    CLEANUP(text_finish) struct text answer = TEXT(100);
    cr_assert_eq(run(&(struct process_limits){0}, quiet, NULL, &answer), 0);
}

static int open_descriptors(void)
{
    int count = 0;
    DIR *folder = opendir("/proc/self/fd");
    while (readdir(folder))
        count++;
    closedir(folder);
    return count;
}

Test(process, leaves_no_child_and_no_descriptor_behind)
{
    CLEANUP(text_finish) struct text answer = TEXT(1000000);
    char who[] = "you";
    int before = open_descriptors();
    for (int i = 0; i < 20; i++) {
        run(&(struct process_limits){0}, i % 2 ? say_hello : refuse, who, &answer);
    }
    cr_assert_eq(open_descriptors(), before);
    cr_assert_eq(waitpid(-1, NULL, WNOHANG), -1);
}
