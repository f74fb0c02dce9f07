/* HTTP deadline: limits the time of one request, even from a client that sends a byte at a time (slowloris).
 *
 * libmicrohttpd closes only silent connections; a client that sends a byte now and then could occupy every place. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HTTP_DEADLINE_REQUEST_MILLISECONDS                                                                             \
    (60 * 1000)                                     /* from connecting, or the last answer, to the complete request */
#define HTTP_DEADLINE_TIGHT_MILLISECONDS (5 * 1000) /* the same when connections run out */
#define HTTP_DEADLINE_RESPONSE_MILLISECONDS (300 * 1000) /* from the complete request to the end of its answer */
#define HTTP_DEADLINE_LONG_MILLISECONDS (1800 * 1000)    /* both, of a long request */

/* One connection; lent to the list from http_deadline_add() to http_deadline_remove(). */
struct http_peer {
    struct http_peer *newer, *older;
    int socket;
    int64_t since;
    bool has_request; /* the request is complete, the answer under way */
    bool is_long;     /* the request was allowed a large body */
};

/* The list of connections. A zeroed struct is empty. */
struct http_deadline {
    struct http_peer *newest;
    size_t count;
    int64_t swept;
};

/* Adds and removes a connection. `now`: milliseconds of a monotonic clock. */
void http_deadline_add(struct http_deadline *http_deadline, struct http_peer *peer, int64_t now);
void http_deadline_remove(struct http_deadline *http_deadline, struct http_peer *peer);

/* Shuts down every connection past its deadline, which the library then treats as closed by the peer. Does nothing if
 * less than a second has passed. `is_tight`: connections are running out. */
void http_deadline_sweep(struct http_deadline *http_deadline, bool is_tight, int64_t now);
