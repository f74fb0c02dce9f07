/* The two actors that are no person; see actor.h. */
#include "domain/records/actor.h"

const struct actor actor_operator = {.rid = "operator", .roles = ROLE_OPERATOR};
const struct actor actor_trappa = {.rid = "trappa", .roles = ROLE_OPERATOR};
