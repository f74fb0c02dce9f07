/* Also unit: somebody who works in another unit besides the own one. The managers of that unit, and of those above it,
 * are then managers of the person too (access.c); the own unit is where the person is listed with a name. */
#pragma once

#include "domain/people/subject.h"
#include "domain/people/unit.h"

/* RIGHT_LEAD, or RIGHT_ACCOUNT. FAIL_NOT_FOUND for an unknown unit, FAIL_RULE for one that is the person's already. */
int person_join(struct records *records, const struct actor *actor, struct subject_ref person, const char *unit);

/* Takes it back; FAIL_NOT_FOUND if the person is not also there. */
int person_leave(struct records *records, const struct actor *actor, struct subject_ref person, const char *unit);

/* The other units of a person, by name; no right is asked beyond seeing the person. */
int person_secondary_units(struct records *records, int64_t person_key, struct arena *arena, struct unit **ret_units,
                           size_t *ret_count);
