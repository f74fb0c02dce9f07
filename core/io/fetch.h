/* Fetch: sends outgoing HTTP requests; with mail.c the only code that uses libcurl. */
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
    const char *type; /* Content-Type; "" if absent */
    const char *body; /* with a NUL after it */
    size_t body_length;
};

/* Sends the request and waits for the answer, in the arena; follows no redirect. Any status is a success, also 500.
 * FAIL_INPUT for a bad URL or method, FAIL_LIMIT for an answer above FETCH_MOST_BYTES, FAIL_SYSTEM with the cause if
 * the transfer failed. */
int fetch_send(const struct fetch_request *request, struct arena *arena, struct fetch_answer *ret_answer);
