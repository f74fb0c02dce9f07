/* Offer listener/1: hears events of the log inside their transaction. It runs in a savepoint: when it fails only its
 * own work is undone, the failure is logged, and it is tried again as a job. */
#ifndef TRAPPA_LISTENER_H
#define TRAPPA_LISTENER_H

#include <stdint.h>

#define TRAPPA_LISTENER_1 "listener/1"

struct trappa_event_1 {
    int64_t n, at;
    const char *kind;  /* "signoff.given" */
    const char *actor; /* rid, "operator" or "trappa" */
    const char *about; /* rid, or "" */
    const char *data;  /* a JSON object */
};

struct trappa_listener_1 {
    uint32_t size;
    const char *kinds; /* "signoff.given", or everything of a noun: "signoff."; separated by spaces */
    int (*hear)(const struct trappa_event_1 *event);
};

#endif
