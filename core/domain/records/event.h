/* Event: the hash chain of the event log; records.c writes it, audit.c checks it. */
#pragma once

#include "domain/records/records.h"

#include "io/secret.h"

/* A stored line of the log, without its hash. Strings are borrowed. */
struct event_line {
    int64_t n, at;
    bool is_clock_set;
    const char *actor, *kind, *about, *data, *rows;
};

/* Computes the hash of a line from the hash of the line before (zeros before the first). */
void event_hash(const unsigned char previous[SECRET_HASH_BYTES], const struct event_line *line,
                unsigned char ret_hash[SECRET_HASH_BYTES]);

/* A kind of events, declared by the module that writes it (module.h). */
struct event_kind {
    const char *kind;  /* "signoff.given"; NULL ends a list */
    const char *keys;  /* of its data, separated by spaces: "step version"; "": none */
    const char *since; /* the first version of Trappa that writes it */
};

/* Appends an event inside a write transaction; `rows` as in records_schema.c. *ret_n is its number. */
int event_append(struct database *database, const struct event *event, const char *rows, int64_t *ret_n);

/* The hash of the newest event in hexadecimal, the "head"; 64 zeros in an empty log. */
int event_head(struct database *database, char ret_head[SECRET_HEX_BYTES]);
