/* The git process's side: a queue, and the children that run; see ui/web/kernel/git_process.h. */
#include "base/fail.h"
#include "base/memory.h"
#include "base/text.h"
#include "domain/publish/git_push.h"
#include "io/file.h"
#include "io/git_serve.h"
#include "ui/web/kernel/git_process_wire.h"

#include <dirent.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define LEAVE_SECONDS 2 /* from the wish that it ends to its end */
#define SLOTS_MAX (GIT_PROCESS_RUNNING_MAX + GIT_PROCESS_WAITING_MAX)

/* One request: free (id 0), waiting (process 0) or running. */
struct slot {
    struct git_question question;
    int socket, input, output;
    pid_t process;
    int64_t since; /* waiting or running */
    bool is_leaving;
};

struct git_server {
    const struct git_process_pairs *pairs;
    const char *folder;
    struct slot slots[SLOTS_MAX]; /* the waiting ones in the order of `turn` */
    uint64_t turns[SLOTS_MAX], turn;
    int signals;
    bool is_stopping;
};

static int64_t seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

static int count_of(const struct git_server *server, bool is_running)
{
    int count = 0;
    for (size_t i = 0; i < SLOTS_MAX; i++)
        count += server->slots[i].question.id && (server->slots[i].process > 0) == is_running;
    return count;
}

static void slot_end(struct slot *slot, enum git_outcome outcome)
{
    struct git_reply reply = {.id = slot->question.id, .outcome = outcome};
    send(slot->socket, &reply, sizeof reply, MSG_NOSIGNAL);
    if (slot->input >= 0)
        close(slot->input);
    close(slot->output);
    *slot = (struct slot){0};
}

/* ---- taking requests ---- */

/* Receives one with its files, which are closed if it is none. */
static bool question_receive(int socket, struct git_question *question, int *ret_input, int *ret_output)
{
    union {
        char bytes[CMSG_SPACE(2 * sizeof(int))];
        struct cmsghdr align;
    } control = {0};
    struct iovec part = {.iov_base = question, .iov_len = sizeof *question};
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
    if (recvmsg(socket, &message, MSG_CMSG_CLOEXEC) != (ssize_t)sizeof *question)
        return false;
    const struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (!header || header->cmsg_type != SCM_RIGHTS)
        return false;
    int files[2] = {-1, -1};
    size_t bytes = header->cmsg_len - CMSG_LEN(0);
    memcpy(files, CMSG_DATA(header), bytes < sizeof files ? bytes : sizeof files);
    *ret_output = files[0];
    *ret_input = files[1];
    return true;
}

static void take(struct git_server *server, int socket)
{
    struct slot slot = {.socket = socket, .since = seconds_now()};
    while (question_receive(socket, &slot.question, &slot.input, &slot.output)) {
        if (server->is_stopping || count_of(server, false) >= GIT_PROCESS_WAITING_MAX) {
            slot_end(&slot, GIT_BUSY);
            slot = (struct slot){.socket = socket, .since = seconds_now()};
            continue;
        }
        for (size_t i = 0; i < SLOTS_MAX; i++)
            if (!server->slots[i].question.id) {
                server->slots[i] = slot;
                server->turns[i] = ++server->turn;
                break;
            }
    }
}

/* ---- running them ---- */

static const char *repository_of(const struct git_server *server, const struct slot *slot, struct arena *arena)
{
    return arena_format(arena, "%s/layers/%s.git", server->folder, slot->question.layer);
}

static void slot_start(const struct git_server *server, struct slot *slot)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const struct git_question *question = &slot->question;
    static const char *const shown[] = {"refs/heads/trappa", "refs/heads/proposal/", NULL};
    const struct git_push push = {.folder = server->folder,
                                  .layer = question->layer,
                                  .person = question->person,
                                  .language = question->language,
                                  .is_maintainer = question->is_maintainer};
    const struct git_serve serve = {
        .root = arena_format(&arena, "%s/layers", server->folder),
        .repository = arena_format(&arena, "%s.git", question->layer),
        .is_push = question->is_push,
        .is_advertisement = question->is_advertisement,
        .protocol = question->protocol,
        .type = question->type,
        .encoding = question->encoding,
        .user = question->person,
        .hooks = git_push_hooks_path(server->folder, &arena),
        .push_most = question->push_most,
        .environment = git_push_environment(&push, &arena),
        .shown = shown,
        .input = slot->input,
        .output = slot->output,
        .input_length = question->input_length,
    };
    slot->since = seconds_now();
    if (!git_push_hooks_are_there(server->folder) || git_serve_start(&serve, &slot->process) != 0) {
        fprintf(stderr, "trappa: git: %s\n", fail_sentence());
        slot_end(slot, GIT_BUSY);
    }
}

/* Whether somebody pushes to the layer now. */
static bool is_pushed_to(const struct git_server *server, const char *layer)
{
    for (size_t i = 0; i < SLOTS_MAX; i++) {
        const struct slot *slot = &server->slots[i];
        if (slot->question.id && slot->process > 0 && slot->question.is_push && !slot->question.is_advertisement &&
            text_equal(slot->question.layer, layer))
            return true;
    }
    return false;
}

/* The one that has waited longest and can run. */
static struct slot *next_find(struct git_server *server)
{
    size_t best = SLOTS_MAX;
    for (size_t i = 0; i < SLOTS_MAX; i++) {
        const struct slot *slot = &server->slots[i];
        bool is_push = slot->question.is_push && !slot->question.is_advertisement;
        if (!slot->question.id || slot->process > 0 || (is_push && is_pushed_to(server, slot->question.layer)))
            continue;
        if (best == SLOTS_MAX || server->turns[i] < server->turns[best])
            best = i;
    }
    return best == SLOTS_MAX ? NULL : &server->slots[best];
}

static void start_what_can(struct git_server *server)
{
    struct slot *next = NULL;
    while (!server->is_stopping && count_of(server, true) < GIT_PROCESS_RUNNING_MAX && (next = next_find(server)))
        slot_start(server, next);
}

static void slot_ended(const struct git_server *server, struct slot *slot, int status)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    bool is_done = WIFEXITED(status) && WEXITSTATUS(status) == 0 && !slot->is_leaving;
    kill(-slot->process, SIGKILL); /* what it left running */
    if (slot->question.is_push && !slot->question.is_advertisement)
        git_serve_tidy(repository_of(server, slot, &arena));
    if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
        fputs("trappa: git: the program 'git' cannot be run, so nobody can clone or push\n", stderr);
    slot_end(slot, is_done ? GIT_DONE : GIT_ENDED);
}

static void reap(struct git_server *server)
{
    int status = 0;
    for (pid_t process = 0; (process = waitpid(-1, &status, WNOHANG)) > 0;)
        for (size_t i = 0; i < SLOTS_MAX; i++)
            if (server->slots[i].question.id && server->slots[i].process == process)
                slot_ended(server, &server->slots[i], status);
}

/* ---- time ---- */

static void slot_leave(struct slot *slot, int64_t now)
{
    if (slot->is_leaving && now - slot->since >= LEAVE_SECONDS)
        kill(-slot->process, SIGKILL);
    if (slot->is_leaving)
        return;
    kill(-slot->process, SIGTERM); /* git then removes what it had received */
    slot->is_leaving = true;
    slot->since = now;
}

static void look_at_the_clock(struct git_server *server)
{
    int64_t now = seconds_now();
    for (size_t i = 0; i < SLOTS_MAX; i++) {
        struct slot *slot = &server->slots[i];
        if (!slot->question.id)
            continue;
        if (slot->process > 0 &&
            (slot->is_leaving || server->is_stopping || now - slot->since >= GIT_PROCESS_WALL_SECONDS))
            slot_leave(slot, now);
        else if (slot->process <= 0 && (server->is_stopping || now - slot->since >= GIT_PROCESS_WAIT_SECONDS))
            slot_end(slot, GIT_BUSY);
    }
}

/* What was left by a process that was killed itself. */
static void tidy_all(const struct git_server *server)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const char *folder = file_join(&arena, server->folder, "layers");
    DIR *entries = opendir(folder);
    for (const struct dirent *entry = NULL; entries && (entry = readdir(entries));)
        if (text_ends(entry->d_name, ".git"))
            git_serve_tidy(file_join(&arena, folder, entry->d_name));
    if (entries)
        closedir(entries);
}

static void on_signal(struct git_server *server)
{
    struct signalfd_siginfo info;
    while (read(server->signals, &info, sizeof info) == (ssize_t)sizeof info)
        server->is_stopping |= info.ssi_signo == SIGTERM;
}

static int signals_open(void)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT); /* Ctrl-C reaches the whole group; the supervisor decides */
    sigaddset(&signals, SIGCHLD);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    return signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

void git_process_serve(const struct git_process_pairs *pairs, const char *folder)
{
    struct pollfd polls[HTTP_WORKERS_MAX + 1];
    CLEANUP(memory_free_at) char *whole = realpath(folder, NULL); /* git's own program runs elsewhere */
    struct git_server server = {.pairs = pairs, .folder = whole, .signals = signals_open()};
    if (!whole || server.signals < 0 || git_push_hooks_make(whole) != 0) {
        fprintf(stderr, "trappa: git: %s\n", fail_sentence());
        return;
    }
    tidy_all(&server);
    for (int i = 0; i < pairs->count; i++)
        polls[i] = (struct pollfd){.fd = pairs->pairs[i][1], .events = POLLIN};
    polls[pairs->count] = (struct pollfd){.fd = server.signals, .events = POLLIN};
    while (!server.is_stopping || count_of(&server, true) + count_of(&server, false) > 0) {
        bool is_idle = count_of(&server, true) + count_of(&server, false) == 0;
        if (poll(polls, (nfds_t)pairs->count + 1, is_idle ? -1 : 500) > 0) {
            for (int i = 0; i < pairs->count; i++)
                if (polls[i].revents & POLLIN)
                    take(&server, pairs->pairs[i][1]);
            on_signal(&server);
        }
        reap(&server);
        look_at_the_clock(&server);
        start_what_can(&server);
    }
}
