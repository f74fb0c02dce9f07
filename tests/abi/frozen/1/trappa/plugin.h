/* Trappa's plugin ABI, version 1: what a plugin is, and what the host is to it.
 *
 * A plugin is a shared library that exports one data symbol, `trappa_plugin`. It says what it needs and what it
 * offers as rows, so that the host can refuse it with a sentence before calling anything of it:
 *
 *     static const struct trappa_command_1 hello = {sizeof hello, "hello", "[NAME]", "says hello", hello_run};
 *     static const struct trappa_offer offers[] = {{TRAPPA_COMMAND_1, &hello}, {NULL, NULL}};
 *     static const char *const needs[] = {TRAPPA_LOG_1, NULL};
 *     TRAPPA_EXPORT const struct trappa_plugin trappa_plugin = {
 *         TRAPPA_ABI, sizeof trappa_plugin, "hello", "1.0", "Says hello", needs, offers, hello_start, NULL};
 *
 * Rules that hold everywhere in these headers:
 *  - A struct that has been released never changes. A change is a new id ("records/2") with a new struct.
 *  - Every struct that is offered, and every service, begins with its size; the host refuses an offer of another size.
 *  - A function that can fail returns 0 or the negative code that host->fail() returned; the sentence is given once,
 *    where the cause is known.
 *  - A pointer that crosses the border is lent until the call returns; neither side frees the other's memory. What a
 *    plugin wants to keep it copies. Rows, names and structs that a plugin offers live as long as the plugin is loaded.
 *  - Strings are UTF-8 and end with NUL. Instants are seconds since 1970 (UTC), days are numbers since 1970-01-01.
 *  - One thread makes all calls. A plugin makes no threads that call the host, and no processes.
 *  - A person is a random id ("rid"); names are shown by asking the people service. */
#ifndef TRAPPA_PLUGIN_H
#define TRAPPA_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#define TRAPPA_ABI 1u

/* Lets the compiler hold a format against its arguments. */
#if defined(__GNUC__)
#define TRAPPA_PRINTF(string, first) __attribute__((__format__(__printf__, string, first)))
#else
#define TRAPPA_PRINTF(string, first)
#endif

/* What fail() is told; the same numbers mean the same in Trappa itself. */
enum trappa_result {
    TRAPPA_OK = 0,
    TRAPPA_USAGE = -1,     /* the command or form was not used as it is meant */
    TRAPPA_INPUT = -2,     /* a value cannot be read as what it should be */
    TRAPPA_NOT_FOUND = -3, /* no such id */
    TRAPPA_DENIED = -4,    /* this viewer may not */
    TRAPPA_RULE = -5,      /* a rule says no */
    TRAPPA_LIMIT = -6,     /* larger or slower than allowed */
    TRAPPA_BUSY = -7,      /* somebody else holds it */
    TRAPPA_SYSTEM = -8,    /* disk, network, operating system */
    TRAPPA_CORRUPT = -9    /* stored data is not what it must be */
};

/* What a plugin gets at start and keeps until stop. */
struct trappa_host {
    uint32_t abi, size;
    const char *version; /* of Trappa, "0.1.0" */

    /* A service by id; never NULL for those that the plugin named in `needs`, NULL for any other. */
    const void *(*service)(const char *id);

    /* Remembers one sentence (printf: %s %d %u %ld %lld %zu) and returns `code`. The format is the message id of its
     * translation. */
    int (*fail)(int code, const char *format, ...) TRAPPA_PRINTF(2, 3);
};

/* One thing a plugin offers: the kind is an id such as TRAPPA_COMMAND_1, the item that kind's struct. */
struct trappa_offer {
    const char *kind;
    const void *item;
};

struct trappa_plugin {
    uint32_t abi;   /* TRAPPA_ABI */
    uint32_t size;  /* sizeof(struct trappa_plugin) */
    const char *id; /* [a-z][a-z0-9-]{0,31}; its tables (with _ for -), routes, commands, events, jobs begin with it */
    const char *version;               /* its own */
    const char *summary;               /* one line, English */
    const char *const *needs;          /* service ids, NULL after the last */
    const struct trappa_offer *offers; /* a row with kind NULL after the last */

    /* Called before anything that is offered; takes its services from the host. No service but log, config,
     * text and clock answers yet: there is nobody who asks and nothing is open. A failure refuses the plugin.
     * It is first tried in a process of its own, so that a crash there costs nothing. */
    int (*start)(const struct trappa_host *host);
    void (*stop)(void); /* NULL if there is nothing to do */
};

/* The one symbol that a plugin shows; build with -fvisibility=hidden. */
#define TRAPPA_EXPORT __attribute__((visibility("default")))

#endif
