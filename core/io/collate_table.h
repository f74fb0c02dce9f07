/* Collate table: what the Unicode CLDR says of the order of characters in Swedish; for collate.c alone. */
#pragma once

#include <stdint.h>

/* Characters of composed text from `first` to `last`: `at` is the place of the first in collate_starts. */
struct collate_range {
    uint32_t first, last, at;
};
extern const struct collate_range collate_ranges[]; /* ascending; the last is {0} */

#define COLLATE_NOTHING 0xffff /* no such character */

/* Where the elements of a character begin in collate_elements. */
extern const uint16_t collate_starts[];

/* One weight of each level: primary << 16 | secondary << 8 | tertiary << 1, and 1 in the last of a character. */
extern const uint32_t collate_elements[];
