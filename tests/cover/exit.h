/* Exit: included before every file of the coverage build, so that children that leave by _exit() keep their counts. A
 * child that is killed, or crashes, loses what it counted: a few lines after a limit or a planted fault. */
#pragma once

/* Not by <unistd.h>, whose other names a test may use for its own. */
void _exit(int status) __attribute__((noreturn));
void __gcov_dump(void);

static inline __attribute__((noreturn, unused)) void exit_counted(int status)
{
    __gcov_dump();
    _exit(status);
}

#define _exit exit_counted
