/* Paper: enters signatures that were given on a printed plan, all or none.
 *
 * The printed version is what is signed. If the step has a newer revision, the signature is for the printed one, and
 * the difference asks what it always asks (revision_diff.h); the row shows this before anything is written. Refused are
 * only a step no longer used here, and one with a signature for that version or a later one. */
#pragma once

#include "domain/plan/plan.h"
#include "domain/signoff/paper_code.h"
#include "domain/signoff/paper_line.h"

struct paper_row {
    struct paper_line line;
    const char *fault; /* why the row cannot be signed, one sentence; NULL: it can, and the members below are set */
    struct content_entry step;
    const char *parts; /* of the version that was printed */
    int revision;
    struct revision_diff diff; /* what the step asks for since then; REVISION_DIFF_NONE: the printed version is the
                                * newest */
    int day, autonomy;
    const char *evidence;
    struct person signer;
};

struct paper_batch {
    struct subject subject;
    struct paper_row *rows;
    size_t count, fault_count;
};

struct paper_request {
    struct subject_ref person;
    const char *text;                  /* in the format of paper_line.h */
    const char *(*say)(void *context); /* the last failure in the reader's language, borrowed; NULL: in English */
    void *context;
};

/* Reads every row and reports the faulty ones; writes nothing. RIGHT_SIGN (so not HR).
 *
 * The day must not be in the future nor before the person's first plan. The signer must have the right to sign the step
 * today, have the level needed today and on that day, and have been mentor or substitute on that day; for a manager
 * only today counts, since earlier roles are not stored. Who enters the signature of another must have the right to
 * sign the step too, so that a mentor cannot enter a manager's signature. */
int paper_check(struct site *site, const struct actor *actor, const struct paper_request *asking, struct arena *arena,
                struct paper_batch *ret_batch);

/* paper_check(); if no row is faulty, also writes all in one transaction, each with an event, the day on paper, and who
 * entered it. With faults writes nothing: see fault_count. */
int paper_sign(struct site *site, const struct actor *actor, const struct paper_request *asking, struct arena *arena,
               struct paper_batch *ret_batch);
