/* Offer command/1: `trappa NAME ...`. The row's arguments are its help and also what the words are read by. */
#ifndef TRAPPA_COMMAND_H
#define TRAPPA_COMMAND_H

#include <stddef.h>
#include <stdint.h>
#include <trappa/plugin.h>

#define TRAPPA_COMMAND_1 "command/1"
#define TRAPPA_SAYS_NO 1

struct trappa_command_call_1 {
    const char *(*word)(size_t index);       /* NULL after the last */
    const char *(*option)(const char *name); /* NULL if it was not given, "" for one without a value */
    void (*print)(const char *format, ...)
        TRAPPA_PRINTF(1, 2); /* to standard output: printf with %s %d %u %ld %lld %zu */
};

struct trappa_command_1 {
    uint32_t size;
    const char *name;      /* begins with the plugin's id, or is it: "quiz", "quiz statistics" */
    const char *arguments; /* "PERSON [STEP] [--from DATE] [--json]" */
    const char *help;      /* one line, English message id */
    /* 0; TRAPPA_SAYS_NO when the answer is no and has been printed (exit status 1); else a failure. */
    int (*run)(const struct trappa_command_call_1 *call);
};

#endif
