/* Fetch: outgoing requests over HTTP, by libcurl and by it alone. */
#pragma once

#include "base/memory.h"

#define FETCH_MOST_BYTES (4UL * 1024 * 1024)
#define FETCH_SECONDS_MAX 60

struct fetch_request {
    const char *method, *url;   /* http:// or https:// */
    const char *const *headers; /* "Name: value", NULL after the last; may be NULL */
    const void *body;
    size_t body_length;
    int timeout_seconds; /* 1..60 */
};

struct fetch_answer {
    int status;
    const char *type; /* "" where the answer does not say */
    const char *body; /* with a NUL behind it */
    size_t body_length;
};

/* Sends it and waits; follows no redirect. Any answer is a success, also 500. What is answered lives in the arena.
 * FAIL_INPUT for an address or a method that is none, FAIL_LIMIT for an answer that is too large, FAIL_SYSTEM with what
 * went wrong on the way. */
int fetch_send(const struct fetch_request *request, struct arena *arena, struct fetch_answer *ret_answer);
