/* Seen: the people whom an actor may see in a unit, by name, and found by key; within the domain only. */
#pragma once

#include "domain/people/person.h"

struct visible_people {
    struct people people;     /* by name: active ones whose dates the actor may see */
    struct visible_key *keys; /* rising */
};
void visible_people_finish(struct visible_people *visible);

/* `unit` NULL: all. Accounts that an administrator may list are not people whose levels they may see. */
int visible_people_read(struct records *records, const struct actor *actor, const char *unit, struct arena *arena,
                        struct visible_people *ret_visible);

/* The place among `people`; false for somebody who is not there. */
bool visible_people_find(const struct visible_people *visible, int64_t person_key, size_t *ret_index);
