/* HTTP: a server for one single-threaded process; the only code that uses libmicrohttpd. It knows nothing of Trappa.
 *
 * Several processes share one listening socket. A process accepts a connection only while no other has fewer, by a
 * table of counts in shared memory. A handler may answer at once or later: if it returns without an answer, the
 * connection stays suspended until http_answer(). */
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

/* The number of connections of each worker, in shared memory; HTTP_NOBODY where no worker runs. */
#define HTTP_NOBODY INT32_MAX
struct http_shares {
    _Atomic int connections[HTTP_WORKERS_MAX];
    int count;
};

/* A request, as the handler receives it. Everything is lent until the request is answered. */
struct http_request {
    const char *method;       /* "GET", "HEAD" or "POST" */
    const char *path;         /* percent-decoded, without the query */
    struct http_fields query; /* repeated fields stay repeated, in order */
    struct http_fields form;  /* of application/x-www-form-urlencoded or multipart/form-data */
    struct http_files files;  /* of multipart/form-data; its other fields are in `form` */
    struct http_fields cookies;
    const char *type; /* of the body; "" if absent */
    const char *body; /* as received, NUL-terminated */
    size_t body_length;
    int body_file; /* -1, or the body is in this file instead (http_settings.spool_most), which is at its end */
    uint64_t body_file_length;
    bool body_file_is_over;           /* it was longer than it may be, and is not all there */
    char address[HTTP_ADDRESS_BYTES]; /* of the peer */
    struct arena arena;               /* freed when the answer has been sent */
    void *state;                      /* the handler's own, for later answers */
};

/* The answer of a handler. Headers are copied. The body is `text` (ownership passes, nothing is copied), or else
 * `lasting`, which must stay valid for ever, or else a part of an open file, which is closed afterwards. */
struct http_response {
    int status;
    const char *type;
    struct http_field headers[HTTP_HEADERS_MAX];
    size_t header_count;
    struct text text;
    const void *lasting;
    size_t lasting_length;
    int file; /* 0: none */
    uint64_t file_from, file_length;
};

struct http_settings {
    int listener; /* a non-blocking listening socket; borrowed */
    struct http_shares *shares;
    int share;                 /* our index in `shares` */
    unsigned idle_seconds;     /* 0: 30 */
    unsigned connections_most; /* 0: 1000 */
    void (*handle)(struct http_request *request, void *context);
    /* The size limit of a body longer than HTTP_BODY_MAX, in bytes; NULL: HTTP_BODY_MAX for all. Called before the
     * body is read, so that only clients with a session may send more. */
    size_t (*body_most)(const char *path, const struct http_fields *cookies, void *context);
    /* Asked with the path and the headers of a POST, before its body: how much of it may go to a file without a name in
     * `spool_folder`; 0: it goes to memory like others'. May set the request's state. NULL: no body does. */
    uint64_t (*spool_most)(struct http_request *request, void *context);
    const char *spool_folder;
    void (*rest)(void *context); /* called before waiting for requests; may be NULL */
    /* Writes body, type and headers of a refusal before the handler: 400, 405, 413 or 503. */
    void (*refuse)(struct http_response *response, int status, void *context);
    void *context;
};

/* Creates a server; yours. FAIL_SYSTEM. */
int http_server_make(const struct http_settings *settings, struct http_server **ret_server);
void http_server_free(struct http_server *server);

/* Calls `on_ready` whenever `fd` is readable. */
int http_server_watch(struct http_server *server, int fd, void (*on_ready)(void *context), void *context);

/* Serves requests; returns when, after http_server_drain(), all have been answered. */
int http_server_run(struct http_server *server);

/* Begins the shutdown: stops accepting, answers begun requests, closes idle connections within a second and all within
 * `most_seconds`. */
void http_server_drain(struct http_server *server, unsigned most_seconds);

/* A header of the request, the first of that name; NULL if absent. */
const char *http_request_header(const struct http_request *request, const char *name);

/* Answers the request, in the handler or later. Once per request. */
void http_answer(struct http_request *request, struct http_response *response);

/* Adds a header to a response; more than HTTP_HEADERS_MAX is a bug. */
void http_response_add(struct http_response *response, const char *name, const char *value);

/* Opens a listening socket on "127.0.0.1:8420" or "[::1]:8420", non-blocking and close-on-exec. FAIL_USAGE for a bad
 * address, FAIL_SYSTEM if it cannot be bound. */
int http_listen(const char *address, int *ret_listener);

/* Whether the address is a loopback address of this machine. */
bool http_address_is_loopback(const char *address);

/* Prints "listening on http://ADDRESS" to stdout, with the socket's actual port. */
void http_log_listening(int listener);
