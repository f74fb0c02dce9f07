/* Caches a few plans in the process; see plan_cache.h. */
#include "domain/plan/plan_cache.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

#define PLANS_MAX 4
#define ITEMS_MAX 400

struct plan_room {
    struct plan_key key; /* its programme points to `programme` or is NULL */
    char programme[65];
    bool is_whole;
    struct arena arena;
    struct plan plan;
};

static struct plan_room rooms[PLANS_MAX];

static bool is_of(const struct plan_room *room, const struct plan_key *key)
{
    return room->is_whole && key->state.records && key->state.content && room->key.person_key == key->person_key &&
           room->key.today == key->today && room->key.state.records == key->state.records &&
           room->key.state.content == key->state.content && text_equal(room->key.programme, key->programme);
}

const struct plan *plan_cache_find(const struct plan_key *key)
{
    for (size_t i = 0; i < COUNT_OF(rooms); i++)
        if (is_of(&rooms[i], key)) {
            rooms[i].key.state.reading = key->state.reading;
            return &rooms[i].plan;
        }
    return NULL;
}

struct plan_room *plan_cache_room(const struct plan_key *key, struct arena **ret_arena)
{
    static size_t turn;
    bool can_keep = key->state.records && key->state.content &&
                    (!key->programme || strlen(key->programme) < sizeof rooms->programme);
    for (size_t i = 0; can_keep && i < COUNT_OF(rooms); i++) {
        struct plan_room *room = &rooms[turn++ % COUNT_OF(rooms)];
        if (room->key.state.reading == key->state.reading) /* borrowed by somebody in this reading */
            continue;
        arena_finish(&room->arena);
        room->is_whole = false;
        room->key = *key;
        if (key->programme) {
            snprintf(room->programme, sizeof room->programme, "%s", key->programme);
            room->key.programme = room->programme;
        }
        *ret_arena = &room->arena;
        return room;
    }
    return NULL;
}

const struct plan *plan_cache_add(struct plan_room *room, const struct plan *plan)
{
    room->plan = *plan;
    room->is_whole = plan->count <= ITEMS_MAX;
    return &room->plan;
}
