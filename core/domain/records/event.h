/* Event: the hash chain of the log; written by records.c, checked by audit.c. */
#pragma once

#include "domain/records/records.h"

#include "io/secret.h"

/* A line of the log as it is stored, but for its hash. Strings are borrowed. */
struct event_line {
    int64_t n, at;
    bool is_clock_set;
    const char *actor, *kind, *about, *data, *rows;
};

/* The hash of a line that follows one with hash `previous` (all zero before the first). */
void event_hash(const unsigned char previous[SECRET_HASH_BYTES], const struct event_line *line,
                unsigned char ret_hash[SECRET_HASH_BYTES]);

/* A kind of events, as the module that writes them declares it (module.h). */
struct event_kind {
    const char *kind;  /* "signoff.given"; NULL ends a list */
    const char *keys;  /* of its data, with spaces between: "step version"; "" for none */
    const char *since; /* the version of Trappa that was the first to write it */
};

/* Appends an event inside a write transaction: `rows` as records_schema.c describes it. *ret_n is its number. */
int event_append(struct database *database, const struct event *event, const char *rows, int64_t *ret_n);

/* The hash of the newest event in hexadecimal, the "head"; 64 zeros in an empty log. */
int event_head(struct database *database, char ret_head[SECRET_HEX_BYTES]);
