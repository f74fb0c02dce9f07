/* Offer listener/1: a function that receives events of the log.
 *
 * It runs inside the event's transaction, in a savepoint: if it fails, only its own work is undone, the failure is
 * logged, and the event is delivered again by a job. */
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
    const char *kinds; /* separated by spaces: "signoff.given", or "signoff." for every event of that noun */
    int (*hear)(const struct trappa_event_1 *event);
};

#endif
