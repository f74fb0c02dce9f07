/* Web: the state of a worker, and how a request becomes an answer (ui/web/kernel/dispatch.c). */
#pragma once

#include "ui/web/kernel/git_process.h"
#include "ui/web/kernel/page.h"
#include "ui/web/kernel/password_process.h"
#include "ui/web/kernel/rate.h"

/* Of several cookies of the session's name, which another host can plant without https, the first that holds counts. */
#define WEB_SESSION_COOKIES_MOST 4

/* Memory shared by all processes of one `serve`, created before they are forked. */
struct web_shared {
    struct http_shares shares;
    struct rate_table rates;
    unsigned char key[32];   /* new in each run: signs messages, hashes names in `rates` */
    atomic_bool is_reminded; /* `rates` knows of the refused sign-ins before the run */
};

struct web {
    struct site *site;
    struct web_shared *shared;
    const struct route_table *const *routes; /* NULL after the last */
    struct password_process password_process;
    struct git_process git_process;
    const char *trusted_proxy; /* the address whose X-Forwarded-For is trusted; may be NULL */
    const char *origin;        /* the configured "https://trappa.example.se"; may be NULL */
    bool is_refreshed;         /* site_refresh() was called since the worker last waited */
    bool is_outdated;          /* a newer program has changed the records: the worker must end */
    bool is_secure;            /* the public address is https */
};

/* Callbacks for http_settings; the context is the struct web. */
void web_handle(struct http_request *request, void *context);
size_t web_body_most(const char *path, const struct http_fields *cookies, void *context);
void web_idle(void *context);
void web_refuse(struct http_response *response, int status, void *context);

/* Opens data anew that was put back, once for all requests that arrived while the worker waited. */
void web_refresh(struct web *web);

/* The page is shown to `viewer` from now on, whose session has this token. */
void page_enter(struct page *page, const struct person *viewer, const struct actor *actor, const char *token);

/* Answers with an asset, by its path below /assets/; false if none has that name and hash. */
bool asset_find(const char *path, struct http_response *response);

/* Writes the error page of a failure: its code's title, its sentence, what to do. Sets status and title
 * (ui/web/kernel/problem.c). */
void problem_show(struct page *page, int result);

/* Writes the whole document around page->body (ui/web/kernel/frame.c). */
void frame_write(struct page *page, struct text *into);
