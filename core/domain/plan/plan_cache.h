/* Kept plans: what plan_show() worked out, lent again while nothing that it depends on is another: the person, the
 * programme asked for, the state of records and of content (site_state(): any commit of any process changes it), the
 * day. It must not depend on who asks; whether they may see it is asked before. */
#pragma once

#include "domain/plan/plan.h"

struct plan_key {
    int64_t person_key;
    const char *programme; /* NULL: the newest that runs */
    int today;
    struct site_state state;
};

/* The plan; NULL if it is not kept. Lent until the reading ends. */
const struct plan *plan_cache_find(const struct plan_key *key);

/* Room to work a plan out in, and to keep it; NULL when none is to be kept now: outside a reading, or when those that
 * are kept are all in use. `keep` says that the plan is there, and lends it; without it nothing is kept. */
struct plan_room;
struct plan_room *plan_cache_room(const struct plan_key *key, struct arena **ret_arena);
const struct plan *plan_cache_add(struct plan_room *room, const struct plan *plan);
