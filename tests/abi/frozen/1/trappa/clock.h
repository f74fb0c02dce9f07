/* Service clock/1: what time it is, the same all through a request, and possibly set for tests and demonstrations. */
#ifndef TRAPPA_CLOCK_H
#define TRAPPA_CLOCK_H

#include <stdint.h>

#define TRAPPA_CLOCK_1 "clock/1"

struct trappa_clock_1 {
    uint32_t size;
    int64_t (*now)(void);           /* seconds since 1970, UTC */
    int32_t (*today)(void);         /* the day in Europe/Stockholm, since 1970-01-01 */
    int32_t (*day_of)(int64_t now); /* the day of an instant, likewise */
};

#endif
