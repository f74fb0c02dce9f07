/* Service clock/1: the current time. It stands still during a request, and tests and demonstrations may set it. */
#ifndef TRAPPA_CLOCK_H
#define TRAPPA_CLOCK_H

#include <stdint.h>

#define TRAPPA_CLOCK_1 "clock/1"

struct trappa_clock_1 {
    uint32_t size;
    int64_t (*now)(void);           /* seconds since 1970, UTC */
    int32_t (*today)(void);         /* the day in Europe/Stockholm, in days since 1970-01-01 */
    int32_t (*day_of)(int64_t now); /* the day of any instant, in the same form */
};

#endif
