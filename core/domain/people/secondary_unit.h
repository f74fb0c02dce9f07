/* Secondary unit: a unit in which a person works besides the own one. Its managers, and those of the units above, are
 * managers of the person too (access.c); lists of names show the person in the own unit only. */
#pragma once

#include "domain/people/subject.h"
#include "domain/people/unit.h"

/* Adds a secondary unit. RIGHT_LEAD or RIGHT_ACCOUNT. FAIL_NOT_FOUND for an unknown unit, FAIL_RULE if the person is in
 * it. */
int secondary_unit_add(struct records *records, const struct actor *actor, struct subject_ref person, const char *unit);

/* Removes it. FAIL_NOT_FOUND if it is not a secondary unit of the person. */
int secondary_unit_remove(struct records *records, const struct actor *actor, struct subject_ref person,
                          const char *unit);

/* The secondary units of a person, by name. Checks no right: the caller must have checked that the actor may see the
 * person. */
int secondary_units_of(struct records *records, int64_t person_key, struct arena *arena, struct unit **ret_units,
                       size_t *ret_count);
