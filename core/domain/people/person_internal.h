/* Person, internal: shared by person.c and the files that change and erase people. */
#pragma once

#include "domain/people/person.h"

#define PERSON_SALT_BYTES 16

/* FAIL_RULE if somebody other than `but_key` has or had the id, or has the folded address; a NULL is not checked. */
int person_check_free(struct records *records, const struct actor *actor, const char *id, const char *email,
                      int64_t but_key);

int person_check_background(const char *id, const char *background);

/* Adds rows of roles, inside a transaction. */
int person_write_roles(struct records *records, int64_t key, unsigned roles);
