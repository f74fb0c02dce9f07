/* Both sides of the password process; see ui/web/kernel/password_process.h. */
#include "ui/web/kernel/password_process.h"

#include "base/fail.h"
#include "base/memory.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#define WAIT_SECONDS 15 /* then the helper is taken for dead */

struct question {
    uint64_t id;
    char password[PASSWORD_PROCESS_PASSWORD_BYTES];
    char encoded[SECRET_PASSWORD_BYTES]; /* "": hash the password */
};

struct reply {
    uint64_t id;
    struct password_process_answer answer;
};

int password_process_pairs_make(struct password_process_pairs *pairs, int count)
{
    pairs->count = count;
    for (int i = 0; i < count; i++)
        if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pairs->pairs[i]) != 0)
            return fail(FAIL_SYSTEM, "a pair of sockets: %s", strerror(errno));
    return 0;
}

static void answer_one(int socket)
{
    struct question question;
    struct reply reply = {0};
    if (recv(socket, &question, sizeof question, 0) != (ssize_t)sizeof question)
        return;
    reply.id = question.id;
    question.password[sizeof question.password - 1] = question.encoded[sizeof question.encoded - 1] = '\0';
    int result = question.encoded[0]
                     ? secret_password_check(question.encoded, question.password, &reply.answer.is_right)
                     : secret_password_hash(question.password, reply.answer.encoded);
    reply.answer.is_answered = result == 0;
    if (result != 0)
        fprintf(stderr, "trappa: passwords: %s\n", fail_sentence());
    explicit_bzero(&question, sizeof question);
    send(socket, &reply, sizeof reply, MSG_NOSIGNAL);
}

void password_process_serve(const struct password_process_pairs *pairs)
{
    struct pollfd polls[HTTP_WORKERS_MAX];
    for (int i = 0; i < pairs->count; i++)
        polls[i] = (struct pollfd){.fd = pairs->pairs[i][1], .events = POLLIN};
    while (poll(polls, (nfds_t)pairs->count, -1) >= 0 || errno == EINTR)
        for (int i = 0; i < pairs->count; i++)
            if (polls[i].revents & POLLIN)
                answer_one(polls[i].fd);
}

/* Ends a request: frees its place first, because `then` may make another. */
static void request_end(struct password_request *waiting, const struct password_process_answer *answer)
{
    struct password_request told = *waiting;
    waiting->id = 0;
    told.then(told.context, answer);
}

static void on_reply(void *context)
{
    struct password_process *password_process = context;
    struct reply reply;
    while (recv(password_process->socket, &reply, sizeof reply, 0) == (ssize_t)sizeof reply)
        for (size_t i = 0; i < PASSWORD_PROCESS_PENDING_MAX; i++)
            if (reply.id && password_process->waiting[i].id == reply.id)
                request_end(&password_process->waiting[i], &reply.answer);
    explicit_bzero(&reply, sizeof reply);
}

static void set_timer(struct password_process *password_process, int every_seconds)
{
    struct itimerspec spec = {.it_interval.tv_sec = every_seconds, .it_value.tv_sec = every_seconds};
    timerfd_settime(password_process->timer, 0, &spec, NULL);
}

/* Once a second while requests wait: those that have waited too long fail. */
static void on_timer(void *context)
{
    struct password_process *password_process = context;
    uint64_t ticks = 0;
    size_t waiting = 0;
    if (read(password_process->timer, &ticks, sizeof ticks) != (ssize_t)sizeof ticks)
        return;
    for (size_t i = 0; i < PASSWORD_PROCESS_PENDING_MAX; i++) {
        if (!password_process->waiting[i].id)
            continue;
        password_process->waiting[i].seconds_left -= (int64_t)ticks;
        if (password_process->waiting[i].seconds_left <= 0)
            request_end(&password_process->waiting[i], &(struct password_process_answer){0});
        else
            waiting++;
    }
    if (!waiting)
        set_timer(password_process, 0);
}

int password_process_begin(struct password_process *password_process, int socket, struct http_server *server)
{
    *password_process = (struct password_process){.socket = socket,
                                                  .timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK)};
    if (password_process->timer < 0)
        return fail(FAIL_SYSTEM, "a timer: %s", strerror(errno));
    /* An answer for an earlier worker that died must not match one of ours. */
    secret_random(&password_process->last_id, sizeof password_process->last_id);
    TRY(http_server_watch(server, password_process->timer, on_timer, password_process));
    return http_server_watch(server, socket, on_reply, password_process);
}

static struct password_request *find_free(struct password_process *password_process)
{
    for (size_t i = 0; i < PASSWORD_PROCESS_PENDING_MAX; i++)
        if (!password_process->waiting[i].id)
            return &password_process->waiting[i];
    return NULL;
}

int password_process_ask(struct password_process *password_process, const char *password, const char *encoded,
                         void (*then)(void *context, const struct password_process_answer *answer), void *context)
{
    struct question question = {.id = ++password_process->last_id ? password_process->last_id
                                                                  : ++password_process->last_id};
    struct password_request *waiting = find_free(password_process);
    if (strlen(password) >= sizeof question.password)
        return fail(FAIL_LIMIT, "password: longer than %d bytes", PASSWORD_PROCESS_PASSWORD_BYTES - 1);
    snprintf(question.password, sizeof question.password, "%s", password);
    snprintf(question.encoded, sizeof question.encoded, "%s", encoded ? encoded : "");
    ssize_t sent = waiting ? send(password_process->socket, &question, sizeof question, MSG_NOSIGNAL) : -1;
    explicit_bzero(&question, sizeof question);
    if (sent != (ssize_t)sizeof question)
        return fail(FAIL_BUSY, "too many are signing in just now, try again in a minute");
    *waiting = (struct password_request){password_process->last_id, WAIT_SECONDS, then, context};
    set_timer(password_process, 1);
    return 0;
}
