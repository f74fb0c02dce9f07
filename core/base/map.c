/* Hash table with open addressing and FNV-1a; see map.h. */
#include "base/map.h"

#include "base/memory.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

static uint64_t hash_of(const char *key)
{
    uint64_t hash = 14695981039346656037U;
    for (; *key; key++)
        hash = (hash ^ (unsigned char)*key) * 1099511628211U;
    return hash;
}

/* The slot that holds the key, or the empty one where it belongs. */
static struct map_slot *slot_of(const struct map *map, const char *key)
{
    size_t at = hash_of(key) & (map->capacity - 1);
    while (map->slots[at].key && strcmp(map->slots[at].key, key) != 0)
        at = (at + 1) & (map->capacity - 1);
    return &map->slots[at];
}

static void map_grow(struct map *map)
{
    struct map larger = {.capacity = map->capacity ? 2 * map->capacity : 16, .count = map->count};
    larger.slots = memory_zeroed(larger.capacity * sizeof *larger.slots);
    for (size_t i = 0; i < map->capacity; i++)
        if (map->slots[i].key)
            *slot_of(&larger, map->slots[i].key) = map->slots[i];
    memory_free(map->slots);
    *map = larger;
}

void map_put(struct map *map, const char *key, void *value)
{
    assert(value);
    if (2 * (map->count + 1) > map->capacity)
        map_grow(map);
    struct map_slot *slot = slot_of(map, key);
    if (!slot->key) {
        slot->key = memory_copy_string(key);
        map->count++;
    }
    slot->value = value;
}

void *map_get(const struct map *map, const char *key)
{
    return map->capacity ? slot_of(map, key)->value : NULL;
}

void map_finish(struct map *map)
{
    for (size_t i = 0; i < map->capacity; i++)
        memory_free(map->slots[i].key);
    memory_free(map->slots);
    *map = (struct map){0};
}
