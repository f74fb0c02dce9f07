/* Git process: runs git's own program for requests of git over HTTP, a few at a time for the whole server, so that no
 * worker waits for it and no page becomes slow (docs/decisions/0040).
 *
 * As with the password process, the supervisor makes the sockets and keeps both ends. A worker sends a request with two
 * open files, the body and a place for the answer, and continues; `then` gets how it ended. One push at a time goes to
 * a layer; what waits longer than GIT_PROCESS_WAIT_SECONDS, or comes when too many wait, is told to come again. */
#pragma once

#include "io/http.h"

#include <stdbool.h>
#include <stdint.h>

#define GIT_PROCESS_RUNNING_MAX 4
#define GIT_PROCESS_WAITING_MAX 64
#define GIT_PROCESS_WAIT_SECONDS 30
#define GIT_PROCESS_WALL_SECONDS 180 /* then it is ended */
#define GIT_PROCESS_PENDING_MAX 80   /* of one worker */

struct git_process_pairs {
    int pairs[HTTP_WORKERS_MAX][2]; /* [0] the worker's end, [1] the git process's */
    int count;
};
int git_process_pairs_make(struct git_process_pairs *pairs, int count);

/* The git process's loop, until SIGTERM; then it ends what runs. `folder`: the data directory. */
void git_process_serve(const struct git_process_pairs *pairs, const char *folder);

struct git_question {
    uint64_t id;
    uint64_t input_length, push_most;
    bool is_push, is_advertisement, is_maintainer;
    char layer[65], person[40], language[8];
    char protocol[64], type[80], encoding[16];
};

enum git_outcome {
    GIT_DONE,  /* the answer is in the file */
    GIT_BUSY,  /* too many at once: nothing was done */
    GIT_ENDED, /* it needed more time, memory or space than it may, or crashed */
};

struct git_waiting {
    uint64_t id; /* 0: free */
    void (*then)(void *context, enum git_outcome outcome);
    void *context;
};

/* The worker's side. */
struct git_process {
    int socket;
    uint64_t last_id;
    struct git_waiting waiting[GIT_PROCESS_PENDING_MAX];
};
int git_process_begin(struct git_process *git_process, int socket, struct http_server *server);

/* Asks; `input` (-1: none) and `output` stay the caller's. The id is set here. FAIL_BUSY if too many wait. */
int git_process_ask(struct git_process *git_process, const struct git_question *question, const int files[2],
                    void (*then)(void *context, enum git_outcome outcome), void *context);
