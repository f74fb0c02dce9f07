/* HTTP: a server for one process without threads, by libmicrohttpd and by it alone. It knows nothing of what it serves.
 *
 * Several processes share one listening socket. A process accepts only while no other has fewer connections, which the
 * table of counts in shared memory tells. A request is answered at once or later: a handler that returns without an
 * answer leaves the connection suspended until somebody calls http_answer(). */
#pragma once

#include "base/memory.h"
#include "base/text.h"
#include "io/http_fields.h"
#include "io/http_multipart.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#define HTTP_WORKERS_MAX 64
#define HTTP_BODY_MAX ((size_t)64 * 1024)
#define HTTP_HEADERS_MAX 16
#define HTTP_ADDRESS_BYTES 46

struct http_server;

/* In memory shared by all workers: how many connections each has; HTTP_NOBODY where no worker runs. */
#define HTTP_NOBODY INT32_MAX
struct http_shares {
    _Atomic int connections[HTTP_WORKERS_MAX];
    int count;
};

/* What a handler gets; everything is lent until the request is answered. */
struct http_request {
    const char *method;       /* "GET", "HEAD" or "POST" */
    const char *path;         /* decoded, without the query */
    struct http_fields query; /* repeated fields stay repeated, in order */
    struct http_fields form;  /* of application/x-www-form-urlencoded or multipart/form-data */
    struct http_files files;  /* of multipart/form-data; its other fields are in `form` */
    struct http_fields cookies;
    const char *type; /* of the body; "" if there is none */
    const char *body; /* as it came, NUL-terminated */
    size_t body_length;
    char address[HTTP_ADDRESS_BYTES]; /* of the other end of the connection */
    struct arena arena;               /* lives until the answer is sent */
    void *state;                      /* the handler's own, for answers that come later */
};

/* What a handler gives. Headers are copied. The body is `text` (taken, so that nothing is copied), or else `lasting`,
 * which stays where it is for ever. */
struct http_response {
    int status;
    const char *type;
    struct http_field headers[HTTP_HEADERS_MAX];
    size_t header_count;
    struct text text;
    const void *lasting;
    size_t lasting_length;
};

struct http_settings {
    int listener; /* a listening socket that does not block; borrowed */
    struct http_shares *shares;
    int share;                 /* which of them is ours */
    unsigned idle_seconds;     /* 0: 30 */
    unsigned connections_most; /* 0: 1000 */
    void (*handle)(struct http_request *request, void *context);
    /* How many bytes a body of known length may have, where it is more than HTTP_BODY_MAX; NULL: never more. Asked
     * before the body is read, so whoever is not known gets no more. */
    size_t (*body_most)(const char *path, const struct http_fields *cookies, void *context);
    void (*rest)(void *context); /* before waiting for requests; NULL */
    /* What to say when the request was refused before the handler: 400, 405, 413, 503. Sets body, type and headers. */
    void (*refuse)(struct http_response *response, int status, void *context);
    void *context;
};

/* FAIL_SYSTEM. Yours. */
int http_server_make(const struct http_settings *settings, struct http_server **ret_server);
void http_server_free(struct http_server *server);

/* Calls `on_ready` whenever there is something to read from `fd`. */
int http_server_watch(struct http_server *server, int fd, void (*on_ready)(void *context), void *context);

/* Serves until http_server_drain() was called and everything is answered. */
int http_server_run(struct http_server *server);

/* Accepts nothing more, answers what has begun, closes idle connections within a second and everything within
 * `most_seconds`. */
void http_server_drain(struct http_server *server, unsigned most_seconds);

/* A header of the request, NULL if it has none; the first if it comes again. */
const char *http_request_header(const struct http_request *request, const char *name);

/* Answers, now or later. Once per request. */
void http_answer(struct http_request *request, struct http_response *response);

/* Adds a header to a response; more than HTTP_HEADERS_MAX is a bug. */
void http_response_add(struct http_response *response, const char *name, const char *value);

/* A socket listening on "127.0.0.1:8420" or "[::1]:8420", that does not block and is closed on exec. FAIL_USAGE if that
 * is no address, FAIL_SYSTEM if it cannot be had. */
int http_listen(const char *address, int *ret_listener);

/* True if that address is this machine's own. */
bool http_address_is_loopback(const char *address);

/* Prints "listening on http://ADDRESS" to stdout, with the port that the socket really has. */
void http_log_listening(int listener);
