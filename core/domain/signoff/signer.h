/* Signer: who may sign a step of a person, and who is asked (docs/rules.md, "Sign-off"). */
#pragma once

#include "domain/progress/step_change.h"

/* How `actor`, for whom the person of `act` is `subject`, may sign the step of `act`: *ret_right is "mentor",
 * "substitute", "manager" or "self". FAIL_RULE if the step needs no signature, FAIL_DENIED if it is not the actor's to
 * sign. Says nothing of the signer's level. */
int signer_right(const struct step_change *act, const struct actor *actor, const struct subject *subject,
                 const char **ret_right);

/* The actor stands on the stair that the step asks of its signer: FAIL_RULE, naming both levels, if not. */
int signer_level_check(struct step_change *act, int *ret_level);

/* Who is asked: the mentor, or the substitute while there is no mentor; for a `manager` step, or with nobody of these,
 * a manager of the unit or of the next above. FAIL_RULE if nobody can sign. */
int signer_to_ask(struct step_change *act, int64_t *ret_key);
