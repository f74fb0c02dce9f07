/* Hasher: passwords are hashed in a process of their own, so that no page waits for it.
 *
 * The supervisor makes the sockets before it forks, and keeps both ends, so that either side can be started anew. A
 * worker asks and goes on; the answer comes to its `then`, with is_right false when the helper could not answer. */
#pragma once

#include "io/http.h"
#include "io/secret.h"

#include <stdbool.h>

#define HASHER_PASSWORD_BYTES 256
#define HASHER_PENDING_MOST 128

/* One pair of sockets per worker: [0] the worker's end, [1] the helper's. */
struct hasher_pairs {
    int pairs[HTTP_WORKERS_MOST][2];
    int count;
};
int hasher_pairs_make(struct hasher_pairs *pairs, int count);

/* The helper process: answers until it gets SIGTERM. */
void hasher_serve(const struct hasher_pairs *pairs);

struct hasher_answer {
    bool is_right;                       /* the password matches; or it was hashed */
    char encoded[SECRET_PASSWORD_BYTES]; /* the hash, where one was asked for */
};

struct hasher_waiting {
    uint64_t id; /* 0: free */
    int64_t seconds_left;
    void (*then)(void *context, const struct hasher_answer *answer);
    void *context;
};

/* A worker's side. */
struct hasher {
    int socket, timer;
    uint64_t last_id;
    struct hasher_waiting waiting[HASHER_PENDING_MOST];
};

int hasher_begin(struct hasher *hasher, int socket, struct http_server *server);

/* Does the password match `encoded`? With `encoded` NULL: hash it. `then` is always called, later. FAIL_BUSY when too
 * many wait already, FAIL_LIMIT for a password longer than HASHER_PASSWORD_BYTES - 1. */
int hasher_ask(struct hasher *hasher, const char *password, const char *encoded,
               void (*then)(void *context, const struct hasher_answer *answer), void *context);
