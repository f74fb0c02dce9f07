/* Plan cache: caches results of plan_show() in the process, by person, programme, day and the state of records and
 * content (site_state(), which changes with any commit of any process). A cached plan must not depend on the actor,
 * whose rights the caller checks first. */
#pragma once

#include "domain/plan/plan.h"

struct plan_key {
    int64_t person_key;
    const char *programme; /* NULL: the newest running plan */
    int today;
    struct site_state state;
};

/* The cached plan, borrowed until the reading ends; NULL if there is none. */
const struct plan *plan_cache_find(const struct plan_key *key);

/* plan_cache_room() gives an arena to compute the plan in, or NULL if no plan can be cached now: outside a reading, or
 * while all cached plans are in use. plan_cache_add() caches the computed plan and returns it, borrowed; without that
 * call nothing is cached. */
struct plan_room;
struct plan_room *plan_cache_room(const struct plan_key *key, struct arena **ret_arena);
const struct plan *plan_cache_add(struct plan_room *room, const struct plan *plan);
