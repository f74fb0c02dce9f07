/* Signer: who may sign a step of a person, and who is asked to (docs/rules.md, "Sign-off"). */
#pragma once

#include "domain/progress/step_change.h"

/* By which right `actor` may sign the step of `act`, whose person is `subject` to the actor: *ret_right is "mentor",
 * "substitute", "manager" or "self". FAIL_RULE if the step needs no signature, FAIL_DENIED if the actor may not sign
 * it. Does not check the signer's level. */
int signer_right(const struct step_change *act, const struct actor *actor, const struct subject *subject,
                 const char **ret_right);

/* Checks that the actor has the level that the step asks of its signer: else FAIL_RULE naming both levels. *ret_level
 * is the actor's. */
int signer_level_check(struct step_change *act, int *ret_level);

/* Whom to ask: the mentor, or the substitute if there is no mentor; for a `manager` step, or without both, a manager of
 * the unit or the next above. FAIL_RULE if nobody can sign. */
int signer_to_ask(struct step_change *act, int64_t *ret_key);
