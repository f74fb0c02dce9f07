/* Fault: injects failures into this floor, one at a time, in a build for testing.
 *
 * A build with sanitizers (`./dev asan`) contains the fault points. TRAPPA_FAULT=N:FILE makes the Nth of them fail once
 * and writes its name to FILE; tests/torture/faults increases N until nothing fails any more. In every other build the
 * points are empty: no variable can break an installation. */
#pragma once

#include <stdbool.h>

enum fault_kind {
    FAULT_BUSY,        /* the database or the lock is held by somebody else */
    FAULT_FULL,        /* the disk is full */
    FAULT_UNREADABLE,  /* the disk does not return what was written */
    FAULT_SHORT_WRITE, /* the disk fills up halfway */
    FAULT_KILLED,      /* the child process is killed */
};

#ifdef TRAPPA_FAULTS

/* A fault point: true if the caller must fail now, with errno set as for such a failure. `what` identifies the point;
 * only its first two calls count, or a loop over a curriculum would be a thousand points, and names within quotation
 * marks are no part of it, or a statement that is made for every table would be forty. Only the process that made
 * the first call can fail here, never its children. */
bool fault_here(enum fault_kind kind, const char *what);

#else

static inline bool fault_here(enum fault_kind kind, const char *what)
{
    (void)kind, (void)what;
    return false;
}

#endif
