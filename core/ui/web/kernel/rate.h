/* Rate: how often somebody may try, counted in memory shared by all workers. */
#pragma once

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#define RATE_SLOTS 4096

/* Zero is an empty table. It keeps no names, only keyed hashes; a full table forgets the one with the fewest tries. */
struct rate_table {
    _Atomic uint64_t slots[RATE_SLOTS];
};

/* Counts one try of `who` ("address 192.0.2.1"); false once there were more than `most` in this window of
 * `window_seconds`. `key` makes the hashes unpredictable. */
bool rate_allows(struct rate_table *table, const unsigned char key[32], const char *who, unsigned most,
                 int64_t window_seconds);

/* Takes one try of this window back: it was a right one. A guesser gains nothing, as each try that is taken back was
 * counted. */
void rate_forgive(struct rate_table *table, const unsigned char key[32], const char *who, int64_t window_seconds);
