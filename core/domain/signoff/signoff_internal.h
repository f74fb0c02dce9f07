/* Sign-off, internal: writes a signature, from the screen or from paper; for signoff.c and paper.c. */
#pragma once

#include "domain/progress/step_change.h"

struct signoff_statement {
    const char *evidence, *right, *comment;
    int autonomy, level;
    int64_t signer_key;
    const char *parts;      /* the printed version; NULL: the newest */
    int paper_day;          /* the day of the signature on paper; DAY_NONE */
    int64_t entered_by_key; /* who entered it for the signer; 0 */
};

/* True if the signature in force is for the newest version, so that a new one would change nothing. */
bool signoff_is_of_newest(const struct step_change *act);

/* True if the signature in force is for the printed version `parts` or a later one. */
bool signoff_covers(const struct step_change *act, const char *parts);

/* Writes the signature, inside the transaction of `act`, and ends the open request. A version done after the signed one
 * is kept, since only the printed version was signed. If the law already asks for a new signature, an open request for
 * that stays open. */
int signoff_write(struct step_change *act, const struct signoff_statement *signature);

/* Signs a `self` step for the person of `act`; does nothing if a signature is in force. In signoff.c. */
int signoff_give_self(struct step_change *act);
