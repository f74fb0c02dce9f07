/* Web: what a worker has, and how a request becomes an answer (ui/web/kernel/dispatch.c). */
#pragma once

#include "ui/web/kernel/page.h"
#include "ui/web/kernel/password_process.h"
#include "ui/web/kernel/rate.h"

#define WEB_SESSION_COOKIE "session"

/* Shared by all processes of one `serve`, made before they are forked. */
struct web_shared {
    struct http_shares shares;
    struct rate_table rates;
    unsigned char key[32]; /* of this run: signs messages, hashes names in `rates` */
};

struct web {
    struct site *site;
    struct web_shared *shared;
    const struct route_table *const *routes; /* NULL after the last */
    struct password_process password_process;
    const char *trusted_proxy; /* the address whose X-Forwarded-For is believed; NULL */
    const char *origin;        /* "https://trappa.example.se" where it is configured; NULL */
    bool is_refreshed;         /* the data are known to be those in place, since the worker last waited */
    bool is_secure;            /* the public address is https */
};

/* For http_settings; the context is the struct web. */
void web_handle(struct http_request *request, void *context);
size_t web_body_most(const char *path, const struct http_fields *cookies, void *context);
void web_idle(void *context);
void web_refuse(struct http_response *response, int status, void *context);

/* An asset for its path below /assets/; false if there is none of that name and hash. */
bool asset_find(const char *path, struct http_response *response);

/* The page of a failure: its code's title, its sentence, what to do. Sets status and title
 * (ui/web/kernel/problem.c). */
void problem_show(struct page *page, int result);

/* The whole document around page->body (ui/web/kernel/frame.c). */
void frame_write(struct page *page, struct text *into);
