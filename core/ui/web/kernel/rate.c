/* Counts attempts in fixed windows; see ui/web/kernel/rate.h. A slot is one word: 32 bits of client, 16 of window, 16
 * of count. */
#include "ui/web/kernel/rate.h"

#include "base/clock.h"
#include "io/secret.h"

#include <stdlib.h>

#define PROBES 8

static uint64_t slot_of(uint32_t who, uint32_t window, uint32_t count)
{
    return (uint64_t)who << 32 | (uint64_t)(window & 0xffff) << 16 | (count & 0xffff);
}

/* The slot for `who`: its own, else one of another window, else the one with the fewest attempts. */
static _Atomic uint64_t *find_slot(struct rate_table *table, uint32_t who, uint32_t window)
{
    _Atomic uint64_t *best = NULL;
    uint64_t best_worth = UINT64_MAX;
    for (uint32_t i = 0; i < PROBES; i++) {
        _Atomic uint64_t *slot = &table->slots[(who + i) % RATE_SLOTS];
        uint64_t value = atomic_load(slot);
        if (value && (uint32_t)(value >> 32) == who)
            return slot;
        uint64_t worth = (uint32_t)(value >> 16 & 0xffff) == (window & 0xffff) ? 1 + (value & 0xffff) : 0;
        if (worth < best_worth) {
            best = slot;
            best_worth = worth;
        }
    }
    return best;
}

static uint32_t name_of(const unsigned char key[32], const char *who)
{
    char hex[SECRET_HEX_BYTES];
    secret_mac(key, who, hex);
    hex[8] = '\0';
    return (uint32_t)strtoul(hex, NULL, 16) | 1;
}

static uint32_t window_now(int64_t window_seconds)
{
    return (uint32_t)(clock_now() / window_seconds) & 0xffff;
}

bool rate_allows(struct rate_table *table, const unsigned char key[32], const char *who, unsigned most,
                 int64_t window_seconds)
{
    uint32_t name = name_of(key, who), window = window_now(window_seconds);
    _Atomic uint64_t *slot = find_slot(table, name, window);
    uint64_t before = atomic_load(slot), after = 0;
    uint32_t count = 0;
    do {
        bool is_same = (uint32_t)(before >> 32) == name && (uint32_t)(before >> 16 & 0xffff) == window;
        count = is_same ? (uint32_t)(before & 0xffff) : 0;
        count += count < 0xffff;
        after = slot_of(name, window, count);
    } while (!atomic_compare_exchange_weak(slot, &before, after));
    return count <= most;
}

void rate_forgive(struct rate_table *table, const unsigned char key[32], const char *who, int64_t window_seconds)
{
    uint32_t name = name_of(key, who), window = window_now(window_seconds);
    _Atomic uint64_t *slot = find_slot(table, name, window);
    uint64_t before = atomic_load(slot);
    do
        if (before >> 16 != slot_of(name, window, 0) >> 16 || !(before & 0xffff))
            return;
    while (!atomic_compare_exchange_weak(slot, &before, before - 1));
}
