/* Rate: limits the number of attempts per client, counted in memory shared by all workers. */
#pragma once

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#define RATE_SLOTS 4096

/* A zeroed struct is an empty table. It stores keyed hashes, no names; a full table drops the client with the fewest
 * attempts. */
struct rate_table {
    _Atomic uint64_t slots[RATE_SLOTS];
};

/* Counts one attempt of `who` ("address 192.0.2.1"); false after more than `most` in this window of `window_seconds`.
 * `key` makes the hashes unpredictable. */
bool rate_allows(struct rate_table *table, const unsigned char key[32], const char *who, unsigned most,
                 int64_t window_seconds);

/* Takes back one attempt in this window, because it succeeded. A guesser gains nothing: only counted attempts are taken
 * back. */
void rate_forgive(struct rate_table *table, const unsigned char key[32], const char *who, int64_t window_seconds);
