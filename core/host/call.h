/* Call: what is known while a plugin runs: which one, who asks, and what it may do. One thread, so one innermost call.
 *
 *     struct call call = {.plugin = plugin, .viewer = page->actor, .site = page->site};
 *     call_begin(&call);
 *     return call_end(&call, route->handle());
 */
#pragma once

#include "base/memory.h"
#include "domain/records/actor.h"
#include "host/plugin.h"

struct site;

enum call_scope {
    CALL_SEES_VIEWERS, /* the views show whom the viewer may see */
    CALL_SEES_NOBODY,  /* a job's TRAPPA_SCOPE_NOBODY */
};

struct call {
    struct plugin *plugin;
    const struct actor *viewer; /* who asks; NULL: nobody, as in start and in checks */
    struct site *site;          /* NULL: nothing is open */
    enum call_scope scope;
    bool may_write, may_send;
    bool withholds;      /* figures about fewer than five people */
    bool are_views_full; /* kept by views.c */
    bool is_writing;     /* inside change() */
    bool is_hearing;     /* a listener: what it does, it does not hear itself */
    struct arena arena;  /* what is lent until the call returns */
    struct call *outer;
};

void call_begin(struct call *call);

/* Ends it and answers what the plugin answered: 0 or a failure with a sentence, also where the plugin gave none; 1 as
 * it stands, for commands. */
int call_end(struct call *call, int result);

/* The innermost call; NULL when no plugin runs. */
struct call *call_current(void);

/* The innermost call with a site open, or FAIL_RULE "plugin 'x': SERVICE cannot be used here". */
int call_with_site(const char *service, struct call **ret_call);
