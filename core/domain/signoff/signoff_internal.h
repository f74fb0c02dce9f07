/* Signature: what is written down of a sign-off, on the screen or from paper; for signoff.c and paper.c. */
#pragma once

#include "domain/progress/step_change.h"

struct signoff_statement {
    const char *evidence, *right, *comment;
    int autonomy, level;
    int64_t signer_key;
    const char *parts;      /* the version that was on the paper; NULL: the newest */
    int paper_day;          /* the day it was signed on paper; DAY_NONE */
    int64_t entered_by_key; /* who typed it in, when it was not the signer; 0 */
};

/* True if the signature that stands was given for what the step says now: a new one would say nothing. */
bool signoff_is_of_newest(const struct step_change *act);

/* The same for a version that was printed: one that stands is of it, or of a later one. */
bool signoff_covers(const struct step_change *act, const char *parts);

/* Writes it, inside the transaction of `act`, and ends what was asked for. A version that was done since is kept: what
 * was signed is only what was on the paper. Where the law asks for a new signature already, an open request for that
 * stays open. */
int signoff_write(struct step_change *act, const struct signoff_statement *signature);

/* Signs a `self` step for the person of `act`; nothing if the signature stands. In signoff.c. */
int signoff_by_oneself(struct step_change *act);
