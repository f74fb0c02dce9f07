/* Hasher: passwords are hashed in a process of their own, so that no page waits for it.
 *
 * The supervisor makes the sockets before it forks, and keeps both ends, so that either side can be started anew. A
 * worker asks and goes on; the answer comes to its `then`, with is_right false when the helper could not answer. */
#pragma once

#include "io/http.h"
#include "io/secret.h"

#include <stdbool.h>

#define PASSWORD_PROCESS_PASSWORD_BYTES 256
#define PASSWORD_PROCESS_PENDING_MAX 128

/* One pair of sockets per worker: [0] the worker's end, [1] the helper's. */
struct password_process_pairs {
    int pairs[HTTP_WORKERS_MAX][2];
    int count;
};
int password_process_pairs_make(struct password_process_pairs *pairs, int count);

/* The helper process: answers until it gets SIGTERM. */
void password_process_serve(const struct password_process_pairs *pairs);

struct password_process_answer {
    bool is_right;                       /* the password matches; or it was hashed */
    char encoded[SECRET_PASSWORD_BYTES]; /* the hash, where one was asked for */
};

struct password_request {
    uint64_t id; /* 0: free */
    int64_t seconds_left;
    void (*then)(void *context, const struct password_process_answer *answer);
    void *context;
};

/* A worker's side. */
struct password_process {
    int socket, timer;
    uint64_t last_id;
    struct password_request waiting[PASSWORD_PROCESS_PENDING_MAX];
};

int password_process_begin(struct password_process *password_process, int socket, struct http_server *server);

/* Does the password match `encoded`? With `encoded` NULL: hash it. `then` is always called, later. FAIL_BUSY when too
 * many wait already, FAIL_LIMIT for a password longer than PASSWORD_PROCESS_PASSWORD_BYTES - 1. */
int password_process_ask(struct password_process *password_process, const char *password, const char *encoded,
                         void (*then)(void *context, const struct password_process_answer *answer), void *context);
