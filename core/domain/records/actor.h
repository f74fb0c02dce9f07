/* Actor: who performs an act; a parameter of every domain call. access.h decides what an actor may do. */
#pragma once

#include "io/secret.h"

#include <stdint.h>

enum role {
    ROLE_LEARNER = 1 << 0,
    ROLE_MENTOR = 1 << 1,
    ROLE_MANAGER = 1 << 2,
    ROLE_HR = 1 << 3,
    ROLE_AUTHOR = 1 << 4,
    ROLE_CONTACT = 1 << 5, /* a university's contact */
    ROLE_ADMIN = 1 << 6,
    ROLE_OPERATOR = 1 << 7, /* commands run on the machine itself; no person has it */
};

/* Whoever works or learns here: everybody but a university's contact who is nothing else. */
#define ROLES_STAFF (ROLE_LEARNER | ROLE_MENTOR | ROLE_MANAGER | ROLE_HR | ROLE_AUTHOR | ROLE_ADMIN)

struct actor {
    int64_t key;                /* person.key; 0 for the operator and for Trappa itself */
    char rid[SECRET_RID_BYTES]; /* "operator" or "trappa" if key is 0 */
    unsigned roles;             /* bits of enum role */
    int64_t unit_key;           /* 0 for the operator */
};

/* The command line without --by. */
extern const struct actor actor_operator;

/* Trappa itself: jobs and migrations. May do what the operator may. */
extern const struct actor actor_trappa;
