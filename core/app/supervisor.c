/* The supervisor: creates what all processes share, forks, waits, forks again. See app/supervisor.h. */
#include "app/supervisor.h"

#include "app/processes.h"
#include "app/worker.h"
#include "base/clock.h"
#include "base/fail.h"
#include "domain/site/site.h"
#include "io/lock.h"

#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define WORKERS_DEFAULT 2
#define WORKERS_LIMIT 32 /* half the table: at SIGHUP old and new ones run side by side */
#define PROCESSES_MAX (2 * WORKERS_LIMIT + 3)
#define JOB_PAUSE_SECONDS 5
#define BACK_OFF_MOST_SECONDS 30
#define STEADY_SECONDS 10 /* a process that lived so long did not die of its start */
#define STOP_SECONDS 12   /* then what still runs is killed */

struct child {
    const struct process_kind *kind; /* NULL: a free place */
    pid_t pid;                       /* 0: to be started */
    int share;                       /* of a worker */
    bool is_leaving;                 /* stopping, not to be restarted */
    int deaths;                      /* in a row */
    int64_t started, start_after;
};

struct supervisor {
    const struct supervisor_options *options;
    struct arena arena;
    struct site_config config;
    struct web_shared *shared;
    struct password_process_pairs pairs;
    struct git_process_pairs git_pairs;
    int listener;
    int lock; /* of the only `serve` on this data directory */
    pid_t pid;
    int workers;
    struct child children[PROCESSES_MAX];
    sigset_t signals, old_signals;
    bool is_stopping, is_outdated;
};

static int64_t now_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

static void supervisor_finish(struct supervisor *supervisor)
{
    if (supervisor->listener > 0)
        close(supervisor->listener);
    if (supervisor->shared)
        munmap(supervisor->shared, sizeof *supervisor->shared);
    for (int i = 0; i < supervisor->pairs.count; i++) {
        close(supervisor->pairs.pairs[i][0]);
        close(supervisor->pairs.pairs[i][1]);
    }
    for (int i = 0; i < supervisor->git_pairs.count; i++) {
        close(supervisor->git_pairs.pairs[i][0]);
        close(supervisor->git_pairs.pairs[i][1]);
    }
    lock_give(&supervisor->lock);
    arena_finish(&supervisor->arena);
}

/* --- children --- */

/* Prepares a child: it dies with the supervisor and handles its own signals. */
static void child_begin(const struct supervisor *supervisor, const struct process_kind *kind)
{
    process_enter(kind);
    close(supervisor->lock); /* a worker that still answers must not hold up the next supervisor */
    if (getppid() != supervisor->pid)
        _exit(0);
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigaction(SIGPIPE, &ignore, NULL);
}

static void work_for_ever(const struct supervisor *supervisor)
{
    struct timespec pause = {.tv_sec = JOB_PAUSE_SECONDS};
    for (;;)
        if (!supervisor->options->work(supervisor->options->folder))
            nanosleep(&pause, NULL);
}

static void child_run(const struct supervisor *supervisor, const struct child *child)
{
    child_begin(supervisor, child->kind);
    if (child->kind == &process_worker) {
        struct worker worker = {.folder = supervisor->options->folder,
                                .config = &supervisor->config,
                                .shared = supervisor->shared,
                                .listener = supervisor->listener,
                                .share = child->share,
                                .password_process_socket = supervisor->pairs.pairs[child->share][0],
                                .git_process_socket = supervisor->git_pairs.pairs[child->share][0]};
        int result = worker_run(&worker);
        if (fail_is(result, REASON_RECORDS_NEWER))
            _exit(SUPERVISOR_OUTDATED);
        if (result != 0)
            fprintf(stderr, "trappa: worker: %s\n", fail_sentence());
        _exit(result == 0 ? 0 : 1);
    }
    sigprocmask(SIG_SETMASK, &supervisor->old_signals, NULL);
    if (child->kind == &process_password)
        password_process_serve(&supervisor->pairs);
    else if (child->kind == &process_git)
        git_process_serve(&supervisor->git_pairs, supervisor->options->folder);
    else
        work_for_ever(supervisor);
    _exit(0);
}

static void child_start(struct supervisor *supervisor, struct child *child)
{
    fflush(NULL);
    child->started = now_seconds();
    child->pid = fork();
    if (child->pid == 0)
        child_run(supervisor, child);
    if (child->pid > 0)
        return;
    child->pid = 0;
    child->start_after = now_seconds() + 1;
    fprintf(stderr, "trappa: a process could not be started: %s\n", strerror(errno));
}

static struct child *child_add(struct supervisor *supervisor, const struct process_kind *kind, int share)
{
    for (size_t i = 0; i < PROCESSES_MAX; i++)
        if (!supervisor->children[i].kind) {
            supervisor->children[i] = (struct child){.kind = kind, .share = share};
            return &supervisor->children[i];
        }
    return NULL;
}

static void start_what_is_due(struct supervisor *supervisor)
{
    int64_t now = now_seconds();
    for (size_t i = 0; i < PROCESSES_MAX && !supervisor->is_stopping; i++) {
        struct child *child = &supervisor->children[i];
        if (child->kind && !child->pid && !child->is_leaving && child->start_after <= now)
            child_start(supervisor, child);
    }
}

/* Handles the end of a process: an expected end frees its place; any other restarts it, later if it keeps dying. */
static void child_ended(struct supervisor *supervisor, struct child *child, int status)
{
    if (child->kind == &process_worker)
        atomic_store(&supervisor->shared->shares.connections[child->share], HTTP_NOBODY);
    supervisor->is_outdated |= WIFEXITED(status) && WEXITSTATUS(status) == SUPERVISOR_OUTDATED;
    if (child->is_leaving || supervisor->is_stopping || supervisor->is_outdated) {
        *child = (struct child){0};
        return;
    }
    bool was_steady = now_seconds() - child->started >= STEADY_SECONDS;
    child->deaths = was_steady ? 0 : child->deaths + 1;
    int wait = child->deaths <= 1 ? 0 : 1 << (child->deaths < 6 ? child->deaths - 2 : 5);
    child->start_after = now_seconds() + (wait < BACK_OFF_MOST_SECONDS ? wait : BACK_OFF_MOST_SECONDS);
    child->pid = 0;
    fprintf(stderr, "trappa: %s ended (%s %d), starting another\n", child->kind->name,
            WIFSIGNALED(status) ? "signal" : "status", WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
}

static void reap(struct supervisor *supervisor)
{
    int status = 0;
    for (pid_t pid = 0; (pid = waitpid(-1, &status, WNOHANG)) > 0;)
        for (size_t i = 0; i < PROCESSES_MAX; i++)
            if (supervisor->children[i].kind && supervisor->children[i].pid == pid)
                child_ended(supervisor, &supervisor->children[i], status);
}

static int count_running(const struct supervisor *supervisor)
{
    int count = 0;
    for (size_t i = 0; i < PROCESSES_MAX; i++)
        count += supervisor->children[i].kind && supervisor->children[i].pid > 0;
    return count;
}

static void signal_children(const struct supervisor *supervisor, int signal)
{
    for (size_t i = 0; i < PROCESSES_MAX; i++)
        if (supervisor->children[i].kind && supervisor->children[i].pid > 0)
            kill(supervisor->children[i].pid, signal);
}

/* --- reading the configuration --- */

static bool share_is_taken(const struct supervisor *supervisor, int share)
{
    for (size_t i = 0; i < PROCESSES_MAX; i++)
        if (supervisor->children[i].kind == &process_worker && supervisor->children[i].share == share)
            return true;
    return false;
}

static void add_workers(struct supervisor *supervisor)
{
    int wanted = supervisor->workers;
    for (int share = 0; share < supervisor->shared->shares.count && wanted; share++)
        if (!share_is_taken(supervisor, share) && child_add(supervisor, &process_worker, share))
            wanted--;
}

/* A proxy that speaks https stands before it, as far as the settings say. */
static bool has_proxy(const struct site_config *config)
{
    return config->public_address && text_starts(config->public_address, "https://") && config->trusted_proxy;
}

static int check_listen(const struct supervisor *supervisor, const char *address)
{
    bool is_open = !http_address_is_loopback(address) && !has_proxy(&supervisor->config);
    if (supervisor->config.is_demo && !http_address_is_loopback(address))
        return fail(FAIL_RULE, "%s: a demonstration is served on this machine only (127.0.0.1 or [::1])", address);
    if (is_open && !supervisor->options->is_insecure)
        return fail(FAIL_RULE,
                    "%s: others could read passwords on their way, as this is http. Serve 127.0.0.1 to a proxy with "
                    "https, say 'public-address: https://...' and 'trusted-proxy' in trappa.yaml, or add --insecure",
                    address);
    if (is_open)
        fprintf(stderr, "trappa: %s: served without https: others on the network can read passwords and pages\n",
                address);
    return 0;
}

static int read_config(struct supervisor *supervisor)
{
    TRY(site_config_read(supervisor->options->folder, &supervisor->arena, &supervisor->config));
    int workers = supervisor->options->workers ? supervisor->options->workers : supervisor->config.workers;
    workers = workers ? workers : WORKERS_DEFAULT;
    supervisor->workers = workers < WORKERS_LIMIT ? workers : WORKERS_LIMIT;
    return 0;
}

/* In a child: the supervisor opens no database. */
static int prepare_run(struct process_channel *channel, void *context)
{
    (void)channel;
    const struct supervisor *supervisor = context;
    return supervisor->options->prepare(supervisor->options->folder);
}

static int prepare(struct supervisor *supervisor)
{
    CLEANUP(text_finish) struct text answer = TEXT(1024);
    if (!supervisor->options->prepare)
        return 0;
    fflush(NULL);
    return process_run(&process_preparation, &(struct process_work){.run = prepare_run, .context = supervisor},
                       &answer);
}

/* SIGHUP: new workers with the new configuration replace the old ones. The address stays, because the socket does. */
static void renew(struct supervisor *supervisor)
{
    if (read_config(supervisor) != 0 || prepare(supervisor) != 0) {
        fprintf(stderr, "trappa: the configuration stays as it was: %s\n", fail_sentence());
        return;
    }
    for (size_t i = 0; i < PROCESSES_MAX; i++) {
        struct child *child = &supervisor->children[i];
        if (child->kind != &process_worker || child->is_leaving)
            continue;
        child->is_leaving = true;
        if (child->pid)
            kill(child->pid, SIGTERM);
        else
            *child = (struct child){0};
    }
    add_workers(supervisor);
}

/* --- main loop --- */

static int make_shared(struct supervisor *supervisor)
{
    void *memory = mmap(NULL, sizeof *supervisor->shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        return fail(FAIL_SYSTEM, "shared memory: %s", strerror(errno));
    supervisor->shared = memory;
    supervisor->shared->shares.count = 2 * supervisor->workers;
    for (int i = 0; i < HTTP_WORKERS_MAX; i++)
        atomic_store(&supervisor->shared->shares.connections[i], HTTP_NOBODY);
    secret_random(supervisor->shared->key, sizeof supervisor->shared->key);
    TRY(password_process_pairs_make(&supervisor->pairs, supervisor->shared->shares.count));
    return git_process_pairs_make(&supervisor->git_pairs, supervisor->shared->shares.count);
}

static int lock_serving(struct supervisor *supervisor)
{
    const char *folder = supervisor->options->folder;
    return lock_take(arena_format(&supervisor->arena, "%s/locks/serve", folder),
                     arena_format(&supervisor->arena, "%s: serving", folder), &supervisor->lock);
}

static int supervisor_begin(struct supervisor *supervisor)
{
    TRY(secret_begin());
    TRY(read_config(supervisor));
    const char *address = supervisor->options->listen ? supervisor->options->listen : supervisor->config.listen;
    TRY(check_listen(supervisor, address));
    TRY(lock_serving(supervisor));
    TRY(prepare(supervisor));
    TRY(http_listen(address, &supervisor->listener));
    TRY(make_shared(supervisor));
    sigemptyset(&supervisor->signals);
    static const int handled[] = {SIGTERM, SIGINT, SIGHUP, SIGCHLD};
    for (size_t i = 0; i < COUNT_OF(handled); i++)
        sigaddset(&supervisor->signals, handled[i]);
    sigprocmask(SIG_BLOCK, &supervisor->signals, &supervisor->old_signals);
    child_add(supervisor, &process_password, 0);
    child_add(supervisor, &process_git, 0);
    if (supervisor->options->work)
        child_add(supervisor, &process_jobs, 0);
    add_workers(supervisor);
    http_log_listening(supervisor->listener);
    return 0;
}

/* Waits for all processes, and kills those that exceed the limit. */
static void stop(struct supervisor *supervisor)
{
    int64_t until = now_seconds() + STOP_SECONDS;
    struct timespec second = {.tv_sec = 1};
    supervisor->is_stopping = true;
    signal_children(supervisor, SIGTERM);
    for (reap(supervisor); count_running(supervisor); reap(supervisor)) {
        if (now_seconds() >= until)
            signal_children(supervisor, SIGKILL);
        sigtimedwait(&supervisor->signals, NULL, &second);
    }
}

int supervisor_run(const struct supervisor_options *options)
{
    process_enter(&process_supervisor);
    CLEANUP(supervisor_finish) struct supervisor supervisor = {.options = options, .lock = -1, .pid = getpid()};
    TRY(supervisor_begin(&supervisor));
    struct timespec second = {.tv_sec = 1};
    while (!supervisor.is_outdated) {
        start_what_is_due(&supervisor);
        int signal = sigtimedwait(&supervisor.signals, NULL, &second);
        if (signal == SIGTERM || signal == SIGINT)
            break;
        if (signal == SIGHUP)
            renew(&supervisor);
        reap(&supervisor);
    }
    stop(&supervisor);
    sigprocmask(SIG_SETMASK, &supervisor.old_signals, NULL);
    if (supervisor.is_outdated)
        return fail_at(FAIL_RULE, REASON_RECORDS_NEWER, NULL,
                       "%s: a newer Trappa has changed the records, and this one stops serving them", options->folder);
    return 0;
}
