/* Level: which level of which staircase a person stands on. */
#pragma once

#include "domain/people/subject.h"
#include "domain/site/site.h"

/* The level of a person on the person's staircase: the last decision on it, else 1. No right is asked. */
int level_of_person(struct site *site, int64_t person_key, int *ret_level);

/* The same by what was decided until the end of that day. */
int level_of_person_on(struct site *site, int64_t person_key, int day, int *ret_level);

/* Which staircase, for somebody whom no programme leads to one: RIGHT_LEAD. FAIL_NOT_FOUND if there is none such. */
int staircase_choose(struct site *site, const struct actor *actor, struct subject_ref person, const char *staircase);
