/* Map: strings to pointers, for looking things up by id. Keys are copied; values are borrowed. Not for iteration:
 * whoever needs an order keeps an array, so that everything printed is deterministic. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct map_slot {
    char *key;
    void *value;
};

/* Zero is an empty map. */
struct map {
    struct map_slot *slots;
    size_t capacity, count;
};

void map_finish(struct map *map);
void map_put(struct map *map, const char *key, void *value); /* replaces; value must not be NULL */
void *map_get(const struct map *map, const char *key);       /* NULL if absent */
