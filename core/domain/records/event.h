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

/* A kind of events, declared by the module that writes it (module.h) and described in docs/events.md. */
struct event_kind {
    const char *kind;  /* "signoff.given": noun, dot, past participle; NULL ends a list */
    const char *keys;  /* that its data may have, separated by spaces; one in capitals: any id */
    const char *since; /* the first version of Trappa that writes it */
};

/* The declaration of a kind; NULL if no module has it. */
const struct event_kind *event_kind_find(const char *kind);

/* Whether kinds of a module begin with this word and a dot; a plugin of that id would write events of Trappa's own. */
bool event_noun_is_declared(const char *noun);

/* Checks an event against its declaration: the kind and, in builds for tests (TRAPPA_FAULTS), the keys of its data.
 * FAIL_SYSTEM if no module declares them; an event of a plugin passes (struct event). */
int event_check(struct database *database, const struct event *event);

/* Appends an event inside a write transaction; `rows` as in records_schema.c. *ret_n is its number. */
int event_append(struct database *database, const struct event *event, const char *rows, int64_t *ret_n);

/* The hash of the newest event in hexadecimal, the "head"; 64 zeros in an empty log. */
int event_head(struct database *database, char ret_head[SECRET_HEX_BYTES]);
