/* Circle: people who sign each other, straight (A signs for B and B for A) or around (A for B, B for C, C for A).
 *
 * It is not refused. Every signature is bound to a right that its signer had at that moment and that a manager gave by
 * naming the mentor; somebody experienced who is new in one field may well mentor in another, and what they saw is
 * seen. But two who sign each other are nobody's independent eyes, so those who lead them are told. */
#pragma once

#include "domain/people/person.h"
#include "domain/site/site.h"

struct mutual_circle {
    const struct person **members; /* by name; at least two */
    size_t count;
};

/* Circles among signatures that stand, with at least one member in the unit or below (NULL: anywhere) and all of whom
 * the actor may see. For those who see whole units: SITE_SEE_UNIT. */
int mutual_signing_find(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                        struct mutual_circle **ret_circles, size_t *ret_count);
