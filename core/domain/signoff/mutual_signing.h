/* Mutual signing: finds people who sign each other, directly (A for B and B for A) or in a circle (A for B, B for C, C
 * for A).
 *
 * It is allowed: each signer had the right at that moment, from a manager who named the mentor, and somebody
 * experienced may be new in another field. But people who sign each other are not independent, so their managers are
 * told. */
#pragma once

#include "domain/people/person.h"
#include "domain/site/site.h"

struct mutual_circle {
    const struct person **members; /* by name; at least two */
    size_t count;
};

/* Circles among signatures in force, if the actor may see all their members and at least one is in the unit or below
 * (NULL: anywhere). SITE_SEE_UNIT. */
int mutual_signing_find(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                        struct mutual_circle **ret_circles, size_t *ret_count);
