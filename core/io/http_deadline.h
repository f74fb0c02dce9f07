/* Patience: how long the other end of a connection may take for one request, however busily it drips. The HTTP library
 * ends only what is silent, so that somebody who sends a byte now and then could hold every place there is. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HTTP_DEADLINE_REQUEST_MILLISECONDS (60 * 1000) /* from the connection or the last answer to the whole request */
#define HTTP_DEADLINE_TIGHT_MILLISECONDS (5 * 1000)    /* the same when places run out */
#define HTTP_DEADLINE_RESPONSE_MILLISECONDS (300 * 1000) /* from the request to the end of its answer */

/* One connection; lent to the list from http_deadline_add() to http_deadline_remove(). */
struct http_peer {
    struct http_peer *newer, *older;
    int socket;
    int64_t since;
    bool is_heard; /* its request came whole; now we answer */
};

/* Zeroed it is ready. */
struct http_deadline {
    struct http_peer *newest;
    size_t count;
    int64_t swept;
};

/* `now` is in milliseconds of any clock that only goes forward. */
void http_deadline_add(struct http_deadline *http_deadline, struct http_peer *peer, int64_t now);
void http_deadline_remove(struct http_deadline *http_deadline, struct http_peer *peer);

/* What is shut down ends by the library's own way, as if the other end had left. Looks once a second at most. */
void http_deadline_sweep(struct http_deadline *http_deadline, bool is_tight, int64_t now);
