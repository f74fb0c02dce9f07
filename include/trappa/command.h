/* Offer command/1: a command, `trappa NAME ...`. `arguments` is both its help text and what the command line is parsed
 * by. */
#ifndef TRAPPA_COMMAND_H
#define TRAPPA_COMMAND_H

#include <stddef.h>
#include <stdint.h>
#include <trappa/plugin.h>

#define TRAPPA_COMMAND_1 "command/1"
#define TRAPPA_SAYS_NO 1

struct trappa_command_call_1 {
    const char *(*word)(size_t index);       /* NULL after the last */
    const char *(*option)(const char *name); /* NULL if absent, "" for an option without a value */
    /* To standard output: printf with %s %d %u %ld %lld %zu. */
    void (*print)(const char *format, ...) TRAPPA_PRINTF(1, 2);
};

struct trappa_command_1 {
    uint32_t size;
    const char *name;      /* the plugin's id, alone or as the first word: "quiz", "quiz statistics" */
    const char *arguments; /* "PERSON [STEP] [--from DATE] [--json]" */
    const char *help;      /* one line, English message id */
    /* Returns 0, TRAPPA_SAYS_NO after printing that the answer is no (exit status 1), or a failure. */
    int (*run)(const struct trappa_command_call_1 *call);
};

#endif
