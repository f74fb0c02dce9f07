/* Trappa's plugin ABI, version 1: the plugin's descriptor, and the host that it receives.
 *
 * A plugin is a shared library that exports one data symbol, `trappa_plugin`. What it needs and offers are rows of
 * data, so that the host can refuse it with a sentence before calling any of its code:
 *
 *     static const struct trappa_command_1 hello = {sizeof hello, "hello", "[NAME]", "says hello", hello_run};
 *     static const struct trappa_offer offers[] = {{TRAPPA_COMMAND_1, &hello}, {NULL, NULL}};
 *     static const char *const needs[] = {TRAPPA_LOG_1, NULL};
 *     TRAPPA_EXPORT const struct trappa_plugin trappa_plugin = {
 *         TRAPPA_ABI, sizeof trappa_plugin, "hello", "1.0", "Says hello", needs, offers, hello_start, NULL};
 *
 * Rules that hold everywhere in these headers:
 *  - A struct that has been released never changes. A change is a new id ("records/2") with a new struct.
 *  - Every offered struct and every service begins with its size; the host refuses an offer of another size.
 *  - A function that can fail returns 0 or the negative code that host->fail() returned. Call fail() once, where the
 *    cause is known.
 *  - A pointer that crosses the interface is lent until the call returns; neither side frees the other's memory. A
 *    plugin copies what it keeps. Rows, names and structs that it offers live as long as it is loaded.
 *  - Strings are UTF-8 and end with NUL. Instants are seconds since 1970 (UTC), days are numbers since 1970-01-01.
 *  - All calls come from one thread. A plugin starts no thread that calls the host, and no process.
 *  - A person is a random id ("rid"); people/1 gives the name. */
#ifndef TRAPPA_PLUGIN_H
#define TRAPPA_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#define TRAPPA_ABI 1u

/* Lets the compiler check a format against its arguments. */
#if defined(__GNUC__)
#define TRAPPA_PRINTF(string, first) __attribute__((__format__(__printf__, string, first)))
#else
#define TRAPPA_PRINTF(string, first)
#endif

/* Codes for fail(); the same numbers as inside Trappa (core/base/fail.h). */
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

/* The host, passed to start() and valid until stop(). */
struct trappa_host {
    uint32_t abi, size;
    const char *version; /* of Trappa, "0.1.0" */

    /* A service by id; never NULL for an id in the plugin's `needs`, NULL for any other. */
    const void *(*service)(const char *id);

    /* Records one sentence (printf: %s %d %u %ld %lld %zu) and returns `code`. The format is the message id for
     * translation. */
    int (*fail)(int code, const char *format, ...) TRAPPA_PRINTF(2, 3);
};

/* One offer of a plugin: `kind` is an id such as TRAPPA_COMMAND_1, `item` the struct of that kind. */
struct trappa_offer {
    const char *kind;
    const void *item;
};

/* The descriptor of a plugin. */
struct trappa_plugin {
    uint32_t abi;        /* TRAPPA_ABI */
    uint32_t size;       /* sizeof(struct trappa_plugin) */
    const char *id;      /* [a-z][a-z0-9-]{0,31}; prefix of its tables (with _ for -), routes, commands, events, jobs */
    const char *version; /* its own */
    const char *summary; /* one line, English */
    const char *const *needs;          /* service ids, NULL after the last */
    const struct trappa_offer *offers; /* a row with kind NULL after the last */

    /* Called before any offer; get the services from the host here. Only log, config, text and clock work yet: there is
     * no viewer and nothing is open. A failure refuses the plugin. The host first tries start() in a separate process,
     * so that a crash there does no harm. */
    int (*start)(const struct trappa_host *host);
    void (*stop)(void); /* NULL if there is nothing to do */
};

/* Marks the one symbol that a plugin exports; build with -fvisibility=hidden. */
#define TRAPPA_EXPORT __attribute__((visibility("default")))

#endif
