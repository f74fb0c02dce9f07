/* Seen: the people whom an actor may see in a unit, by name, and found by key; within the domain only. */
#pragma once

#include "domain/people/person.h"

struct seen {
    struct people people;  /* by name: active ones whose dates the actor may see */
    struct seen_key *keys; /* rising */
};
void seen_finish(struct seen *seen);

/* `unit` NULL: all. Accounts that an administrator may list are not people whose levels they may see. */
int seen_read(struct records *records, const struct actor *actor, const char *unit, struct arena *arena,
              struct seen *ret_seen);

/* The place among `people`; false for somebody who is not there. */
bool seen_find(const struct seen *seen, int64_t person_key, size_t *ret_index);
