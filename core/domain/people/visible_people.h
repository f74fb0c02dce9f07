/* Visible people: the active people of a unit whom an actor may see, by name and by key; within the domain only. */
#pragma once

#include "domain/people/person.h"

struct visible_people {
    struct people people;     /* by name; active, with dates that the actor may see */
    struct visible_key *keys; /* rising */
};
void visible_people_finish(struct visible_people *visible);

/* `unit` NULL: all. An administrator's right to list accounts does not count: it gives no right to see levels. */
int visible_people_read(struct records *records, const struct actor *actor, const char *unit, struct arena *arena,
                        struct visible_people *ret_visible);

/* The index in `people`; false if the person is not there. */
bool visible_people_find(const struct visible_people *visible, int64_t person_key, size_t *ret_index);
