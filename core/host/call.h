/* Call: the context of a running plugin: which plugin, which viewer, and its permissions. One thread, so one innermost
 * call.
 *
 *     struct call call = {.plugin = plugin, .viewer = page->actor, .site = page->site};
 *     call_begin(&call);
 *     return call_end(&call, route->handle()); */
#pragma once

#include "base/memory.h"
#include "domain/records/actor.h"
#include "host/plugin.h"

struct site;

enum call_scope {
    CALL_SEES_VIEWERS, /* the views contain people whom the viewer may see */
    CALL_SEES_NOBODY,  /* a job's TRAPPA_SCOPE_NOBODY */
};

struct call {
    struct plugin *plugin;
    const struct actor *viewer; /* NULL: nobody, as in start() and in checks */
    struct site *site;          /* NULL: no site is open */
    enum call_scope scope;
    bool may_write, may_send;
    bool withholds;      /* withhold figures about fewer than five people */
    uint64_t number;     /* given by call_begin(), unique in the process */
    bool is_writing;     /* inside change() */
    bool is_in_listener; /* in a listener, which does not receive its own events */
    struct arena arena;  /* memory that is lent until the call returns */
    struct call *outer;
};

void call_begin(struct call *call);

/* Ends the call and returns the plugin's result: 0, or a failure, with a sentence even if the plugin gave none; 1 is
 * passed on, for commands. */
int call_end(struct call *call, int result);

/* The innermost call; NULL if no plugin runs. */
struct call *call_current(void);

/* The innermost call with a site open, or FAIL_RULE "plugin 'x': SERVICE cannot be used here". */
int call_with_site(const char *service, struct call **ret_call);
