/* The worker's side of the git process; see ui/web/kernel/git_process.h. */
#include "ui/web/kernel/git_process.h"

#include "base/fail.h"
#include "io/secret.h"
#include "ui/web/kernel/git_process_wire.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

int git_process_pairs_make(struct git_process_pairs *pairs, int count)
{
    pairs->count = count;
    for (int i = 0; i < count; i++)
        if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pairs->pairs[i]) != 0)
            return fail(FAIL_SYSTEM, "a pair of sockets: %s", strerror(errno));
    return 0;
}

/* Frees its place first, because `then` may ask again. */
static void on_reply(void *context)
{
    struct git_process *git_process = context;
    struct git_reply reply;
    while (recv(git_process->socket, &reply, sizeof reply, 0) == (ssize_t)sizeof reply)
        for (size_t i = 0; i < GIT_PROCESS_PENDING_MAX; i++) {
            struct git_waiting told = git_process->waiting[i];
            if (!reply.id || told.id != reply.id)
                continue;
            git_process->waiting[i].id = 0;
            told.then(told.context, reply.outcome);
        }
}

int git_process_begin(struct git_process *git_process, int socket, struct http_server *server)
{
    *git_process = (struct git_process){.socket = socket};
    /* An answer for an earlier worker that died must not match one of ours. */
    secret_random(&git_process->last_id, sizeof git_process->last_id);
    return http_server_watch(server, socket, on_reply, git_process);
}

static struct git_waiting *find_free(struct git_process *git_process)
{
    for (size_t i = 0; i < GIT_PROCESS_PENDING_MAX; i++)
        if (!git_process->waiting[i].id)
            return &git_process->waiting[i];
    return NULL;
}

/* A message with one or two open files; the first is the output. */
static bool question_send(int socket, struct git_question *question, const int files[2])
{
    union {
        char bytes[CMSG_SPACE(2 * sizeof(int))];
        struct cmsghdr align;
    } control = {0};
    size_t count = files[0] >= 0 ? 2 : 1;
    int sent[2] = {files[1], files[0]};
    struct iovec part = {.iov_base = question, .iov_len = sizeof *question};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = control.bytes,
                             .msg_controllen = CMSG_SPACE(count * sizeof(int))};
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    *header =
        (struct cmsghdr){.cmsg_len = CMSG_LEN(count * sizeof(int)), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
    memcpy(CMSG_DATA(header), sent, count * sizeof(int));
    return sendmsg(socket, &message, MSG_NOSIGNAL) == (ssize_t)sizeof *question;
}

int git_process_ask(struct git_process *git_process, const struct git_question *question, const int files[2],
                    void (*then)(void *context, enum git_outcome outcome), void *context)
{
    struct git_question asked = *question;
    struct git_waiting *waiting = find_free(git_process);
    asked.id = ++git_process->last_id ? git_process->last_id : ++git_process->last_id;
    if (!waiting || !question_send(git_process->socket, &asked, files))
        return fail(FAIL_BUSY, "too many use git here just now, try again in a minute");
    *waiting = (struct git_waiting){asked.id, then, context};
    return 0;
}
