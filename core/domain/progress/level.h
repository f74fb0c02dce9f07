/* Level: the staircase of a person and the level reached on it. */
#pragma once

#include "domain/people/subject.h"
#include "domain/site/site.h"

/* The level of a person on the person's staircase: the newest decision, else 1. Checks no right. */
int level_of_person(struct site *site, int64_t person_key, int *ret_level);

/* The same, with decisions up to the end of that day. */
int level_of_person_on(struct site *site, int64_t person_key, int day, int *ret_level);

/* Chooses the staircase of a person whom no programme leads to one. RIGHT_LEAD. FAIL_NOT_FOUND for an unknown
 * staircase. */
int staircase_choose(struct site *site, const struct actor *actor, struct subject_ref person, const char *staircase);
