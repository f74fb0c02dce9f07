/* A forked child with limits, a pipe for its bytes and a shared page for how it ended; see process.h. */
#include "io/process.h"

#include "base/fail.h"
#include "base/memory.h"
#include "io/fault.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define HAS_SANITIZER true
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) && !defined(HAS_SANITIZER)
#define HAS_SANITIZER true
#endif
#ifndef HAS_SANITIZER
#define HAS_SANITIZER false
#endif

#define PIPE_BYTES (1024 * 1024)

/* Written by the child, read by the parent when the child has ended. */
struct verdict {
    bool is_finished, is_out_of_memory;
    int killed_at_send; /* a fault: it is killed instead of sending the nth time; 0: it is not */
    int code;
    int cpu_seconds; /* the newest allowance */
    size_t memory_bytes;
    char sentence[1024];
    const char *reason; /* a literal, which the child shares with the parent */
    char field[FAIL_FIELD_BYTES];
};

struct process_channel {
    int descriptor;
    struct verdict *verdict;
};

static struct verdict *verdict_in_child; /* for the signal handler only */

/* An abort with hardly any room left is taken for memory that ended (base/memory.c aborts then, and so does cmark): it
 * can be told from a broken assert only by asking for room. Both calls may be made in a handler. */
static void on_abort(int signal_number)
{
    size_t probe = verdict_in_child->memory_bytes / 4 * 3;
    void *room = mmap(NULL, probe, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    verdict_in_child->is_out_of_memory = room == MAP_FAILED;
    signal(signal_number, SIG_DFL);
}

static void limit_set(__rlimit_resource_t resource, rlim_t most)
{
    struct rlimit limit;
    if (getrlimit(resource, &limit) != 0)
        return;
    limit.rlim_cur = most < limit.rlim_max ? most : limit.rlim_max;
    setrlimit(resource, &limit);
}

static size_t address_space_used(void)
{
    size_t pages = 0;
    FILE *statm = fopen("/proc/self/statm", "re");
    char line[64];
    if (statm && fgets(line, sizeof line, statm))
        pages = strtoul(line, NULL, 10);
    if (statm)
        fclose(statm);
    return pages * (size_t)sysconf(_SC_PAGESIZE);
}

bool process_keeps_memory_limit(void)
{
    return !HAS_SANITIZER;
}

static void memory_limit(struct verdict *verdict, size_t memory_bytes)
{
    verdict->memory_bytes = memory_bytes;
    verdict_in_child = verdict;
    limit_set(RLIMIT_AS, address_space_used() + memory_bytes);
    signal(SIGABRT, on_abort);
}

void process_enter(const struct process_kind *kind)
{
    if (kind->parent_death)
        prctl(PR_SET_PDEATHSIG, kind->parent_death);
    if (kind->limits.file_bytes)
        limit_set(RLIMIT_FSIZE, kind->limits.file_bytes);
}

static void child_limit(struct process_channel *channel, const struct process_kind *kind)
{
    const struct process_limits *limits = &kind->limits;
    static const int signals[] = {SIGTERM, SIGINT, SIGHUP, SIGCHLD, SIGPIPE, SIGXCPU, SIGXFSZ, SIGALRM};
    sigset_t none;
    for (size_t i = 0; i < COUNT_OF(signals); i++)
        signal(signals[i], SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    process_enter(kind);
    limit_set(RLIMIT_CORE, 0);
    if (limits->cpu_seconds)
        process_renew(channel, limits->cpu_seconds);
    if (limits->memory_bytes && process_keeps_memory_limit())
        memory_limit(channel->verdict, limits->memory_bytes);
}

static void failure_keep(struct verdict *verdict)
{
    const char *field = fail_last_field();
    snprintf(verdict->sentence, sizeof verdict->sentence, "%s", fail_sentence());
    snprintf(verdict->field, sizeof verdict->field, "%s", field ? field : "");
    verdict->reason = fail_last_reason();
}

static void child_run(struct process_channel *channel, const struct process_kind *kind, const struct process_work *work)
{
    child_limit(channel, kind);
    fail_forget();
    channel->verdict->code = work->run(channel, work->context);
    if (channel->verdict->code != 0)
        failure_keep(channel->verdict);
    channel->verdict->is_finished = true;
    _exit(0);
}

void process_send(struct process_channel *channel, const void *bytes, size_t length)
{
    const char *at = bytes;
    if (channel->verdict->killed_at_send && --channel->verdict->killed_at_send == 0)
        raise(SIGKILL);
    while (length) {
        ssize_t written = write(channel->descriptor, at, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            _exit(1); /* nobody listens any more */
        at += written;
        length -= (size_t)written;
    }
}

void process_renew(struct process_channel *channel, int cpu_seconds)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    long used = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec;
    bool has_fraction = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec > 0;
    channel->verdict->cpu_seconds = cpu_seconds;
    limit_set(RLIMIT_CPU, (rlim_t)(used + has_fraction + cpu_seconds));
}

static int64_t milliseconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Waits until there is something to read; false when the deadline (0: none) has passed. */
static bool wait_for_bytes(int descriptor, int64_t deadline)
{
    struct pollfd poller = {.fd = descriptor, .events = POLLIN};
    for (;;) {
        int64_t left = deadline ? deadline - milliseconds_now() : 1000;
        if (left <= 0)
            return false;
        if (poll(&poller, 1, (int)(left < 1000 ? left : 1000)) > 0)
            return true;
    }
}

/* Reads until the child closes its end; a failure means that the child must be ended. */
static int receive(int descriptor, const struct process_limits *limits, const struct process_work *work,
                   struct text *answer)
{
    char buffer[65536];
    int64_t deadline = limits->wall_seconds ? milliseconds_now() + 1000 * (int64_t)limits->wall_seconds : 0;
    for (;;) {
        if (!wait_for_bytes(descriptor, deadline))
            return fail(FAIL_LIMIT, "the work took more than %d seconds", limits->wall_seconds);
        ssize_t got = read(descriptor, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(FAIL_SYSTEM, "the child process cannot be heard: %s", strerror(errno));
        if (got == 0)
            return 0;
        text_add_bytes(answer, buffer, (size_t)got);
        TRY(text_check(answer, "answer of the child process"));
        if (work->heard)
            TRY(work->heard(answer, work->heard_context));
    }
}

static int reap(pid_t child)
{
    int status = 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return -1; /* somebody ignores SIGCHLD; the verdict page still tells how it ended */
    return status;
}

static int judge(const struct verdict *verdict, const struct process_limits *limits, int status)
{
    if (verdict->is_finished)
        return verdict->code ? fail_at((enum fail_code)verdict->code, &(struct fail_reason){verdict->reason},
                                       verdict->field[0] ? verdict->field : NULL, "%s", verdict->sentence)
                             : 0;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
        return fail(FAIL_LIMIT, "the work took more than %d seconds of processor time", verdict->cpu_seconds);
    if (verdict->is_out_of_memory)
        return fail(FAIL_LIMIT, "the work needed more than %zu bytes of memory", limits->memory_bytes);
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXFSZ)
        return fail(FAIL_LIMIT, "the work wrote more than %zu bytes to a file", limits->file_bytes);
    if (WIFSIGNALED(status))
        return fail(FAIL_SYSTEM, "the child process crashed (%s)", strsignal(WTERMSIG(status)));
    return fail(FAIL_SYSTEM, "the child process ended before its work was done");
}

struct hearing {
    pid_t child;
    int descriptor;
    struct text *answer;
};

static int parent_run(const struct hearing *hearing, const struct process_limits *limits,
                      const struct process_work *work)
{
    int result = receive(hearing->descriptor, limits, work, hearing->answer);
    if (result != 0)
        kill(hearing->child, SIGKILL);
    return result;
}

static int fork_and_run(struct verdict *verdict, const struct process_kind *kind, const struct process_work *work,
                        struct text *answer)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return fail(FAIL_SYSTEM, "no pipe for a child process: %s", strerror(errno));
    if (work->heard)
        fcntl(ends[1], F_SETPIPE_SZ, PIPE_BYTES); /* how far the child may be ahead; a smaller one works too */
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        child_run(&(struct process_channel){.descriptor = ends[1], .verdict = verdict}, kind, work);
    }
    int cause = errno;
    close(ends[1]);
    int result = child < 0 ? fail(FAIL_SYSTEM, "no child process: %s", strerror(cause))
                           : parent_run(&(struct hearing){child, ends[0], answer}, &kind->limits, work);
    close(ends[0]);
    if (child < 0)
        return result;
    int status = reap(child);
    return result != 0 ? result : judge(verdict, &kind->limits, status);
}

int process_run(const struct process_kind *kind, const struct process_work *work, struct text *answer)
{
    struct verdict *verdict = mmap(NULL, sizeof *verdict, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (verdict == MAP_FAILED)
        return fail(FAIL_SYSTEM, "no memory shared with a child process: %s", strerror(errno));
    verdict->killed_at_send = fault_here(FAULT_KILLED, "at once") ? 1 : fault_here(FAULT_KILLED, "midway") ? 2 : 0;
    int result = fork_and_run(verdict, kind, work, answer);
    munmap(verdict, sizeof *verdict);
    return result;
}
