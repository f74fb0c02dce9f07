/* Placement: where somebody was until a day: units, roles and background, kept when one of them changes.
 *
 * What is true now stands in the person's own rows, since person.placed_on; a placement is what was true before.
 * Whoever was asked something then is still asked it (domain/circular/audience.h, docs/rules.md). */
#pragma once

#include "domain/people/person.h"

struct placement {
    int64_t person_key;
    int first, last;   /* days; first DAY_NONE: since before such days were kept */
    const char *units; /* ids, with those above, with spaces */
    unsigned roles;
    const char *background; /* NULL */
};

/* Keeps what the person has been until today; inside a transaction, before it is changed. Nothing for an account that
 * is not active, and for what began today. */
int placement_keep(struct records *records, const struct person *person);

/* The same for everybody with an open account in a unit and below, who are placed anew from today. */
int placement_keep_unit(struct records *records, int64_t unit_key);

/* The placements of a person, or of everybody with key 0, by the person's key. */
int placements_read(struct records *records, int64_t person_key, struct arena *arena, struct placement **ret_placements,
                    size_t *ret_count);
