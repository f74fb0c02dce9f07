/* Fault: places where this floor can be made to fail, one at a time, in a build made for testing.
 *
 * A build with sanitizers (`./dev asan`) has the places in it, and TRAPPA_FAULT=N:FILE makes the Nth of them fail once
 * and notes in FILE which it was; tests/torture/faults counts N up until nothing fails any more. In every other build
 * they are nothing at all: what serves people has no variable that breaks it. */
#pragma once

#include <stdbool.h>

enum fault_kind {
    FAULT_BUSY,        /* somebody else holds the database or the lock */
    FAULT_FULL,        /* the disk has no room */
    FAULT_UNREADABLE,  /* the disk does not give back what was written */
    FAULT_SHORT_WRITE, /* the disk has room for half of it */
    FAULT_KILLED,      /* the child process is killed */
};

#ifdef TRAPPA_FAULTS

/* True if it is to fail here and now, with errno as such a failure leaves it. `what` tells places from each other: only
 * the first two passes through one count, else a loop over a curriculum would be a thousand places. Children of the
 * process that asked first never fail by themselves. */
bool fault_here(enum fault_kind kind, const char *what);

#else

static inline bool fault_here(enum fault_kind kind, const char *what)
{
    (void)kind, (void)what;
    return false;
}

#endif
