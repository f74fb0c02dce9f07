/* Link act: what somebody did after somebody else had set that person's password anew: by a link, or outright. It may
 * have been done by whoever made the link. Read from the event log, so that an auditor also finds what is years old;
 * the first password of an account is somebody else's link too and is left out. */
#pragma once

#include "domain/people/naming.h"

#define LINK_ACT_DAYS 14 /* that long the person is told at every sign-in */
#define LINK_ACT_DAYS_MAX 3650
#define LINK_ACTS_MAX 10000

struct link_act {
    int64_t at, set_at;   /* when it was done, and when the password was set */
    const char *kind;     /* of the event */
    struct naming actor;  /* whose password it was */
    struct naming about;  /* all NULL: it is about nobody */
    struct naming set_by; /* all NULL: whoever runs the machine */
    int64_t actor_key, about_key, set_by_key;
};

/* What was done within so many days, newest first, in the arena; `kind` NULL: of every kind of event. SITE_RUN. */
int link_acts_read(struct records *records, const struct actor *actor, int days, const char *kind, struct arena *arena,
                   struct link_act **ret_acts, size_t *ret_count);
