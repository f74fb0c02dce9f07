/* Password process: hashes passwords in a separate process, so that no page waits for it.
 *
 * The supervisor creates the sockets before it forks, and keeps both ends, so that either side can be restarted. A
 * worker sends a request and continues; the answer comes to its `then`, with is_answered false if the process could not
 * answer. */
#pragma once

#include "io/http.h"
#include "io/secret.h"

#include <stdbool.h>

#define PASSWORD_PROCESS_PASSWORD_BYTES 256
#define PASSWORD_PROCESS_PENDING_MAX 128

/* One pair of sockets for each worker: [0] the worker's end, [1] the password process's. */
struct password_process_pairs {
    int pairs[HTTP_WORKERS_MAX][2];
    int count;
};
int password_process_pairs_make(struct password_process_pairs *pairs, int count);

/* The password process's loop: answers until SIGTERM. */
void password_process_serve(const struct password_process_pairs *pairs);

struct password_process_answer {
    bool is_answered;                    /* false: too little memory, or the process did not answer in time */
    bool is_right;                       /* the password matches */
    char encoded[SECRET_PASSWORD_BYTES]; /* the hash, if requested */
};

struct password_request {
    uint64_t id; /* 0: free */
    int64_t seconds_left;
    void (*then)(void *context, const struct password_process_answer *answer);
    void *context;
};

/* The worker's side. */
struct password_process {
    int socket, timer;
    uint64_t last_id;
    struct password_request waiting[PASSWORD_PROCESS_PENDING_MAX];
};

int password_process_begin(struct password_process *password_process, int socket, struct http_server *server);

/* Compares the password with `encoded`, or hashes it if `encoded` is NULL; always calls `then`, later. FAIL_BUSY if too
 * many requests are waiting, FAIL_LIMIT for a password longer than PASSWORD_PROCESS_PASSWORD_BYTES - 1. */
int password_process_ask(struct password_process *password_process, const char *password, const char *encoded,
                         void (*then)(void *context, const struct password_process_answer *answer), void *context);
