/* Map: a hash table from strings to pointers.
 *
 * Keys are copied, values borrowed. It cannot be iterated: keep an array where order matters, so that output is
 * deterministic. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct map_slot {
    char *key;
    void *value;
};

/* A zeroed struct is an empty map. */
struct map {
    struct map_slot *slots;
    size_t capacity, count;
};

void map_finish(struct map *map);
void map_put(struct map *map, const char *key, void *value); /* replaces; value must not be NULL */
void *map_get(const struct map *map, const char *key);       /* NULL if absent */
