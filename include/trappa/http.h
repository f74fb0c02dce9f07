/* Service http/1: outgoing HTTP requests. For jobs and commands only; in a page they fail with TRAPPA_RULE. */
#ifndef TRAPPA_HTTP_H
#define TRAPPA_HTTP_H

#include <stddef.h>
#include <stdint.h>

#define TRAPPA_HTTP_1 "http/1"

struct trappa_http_request_1 {
    const char *method, *url;
    const char *const *headers; /* "Name: value", NULL after the last; may be NULL */
    const void *body;
    size_t body_length;
    int32_t timeout_seconds; /* 1..60 */
};

struct trappa_http_answer_1 {
    int32_t status;
    const char *type;
    const void *body;
    size_t body_length;
};

struct trappa_http_1 {
    uint32_t size;
    /* Sends a request and waits for the answer, of at most 4 MiB. http and https only; redirects are not followed. The
     * answer is lent until the call into the plugin returns. */
    int (*send)(const struct trappa_http_request_1 *request, const struct trappa_http_answer_1 **ret_answer);
};

#endif
