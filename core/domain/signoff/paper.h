/* Paper: signatures that were given on a printed plan, typed in afterwards, all of them or none.
 *
 * What was on the paper is what is signed. When the step has a newer revision since the print, the signature stands for
 * the printed one and the difference asks for what it always asks (revision_diff.h): so what was done stays done, and
 * only what is new is left. The row says so before anything is written. Only a step that is no longer used here, or
 * that has a signature of that version or a later one, is refused. */
#pragma once

#include "domain/plan/plan.h"
#include "domain/signoff/paper_code.h"
#include "domain/signoff/paper_line.h"

struct paper_row {
    struct paper_line line;
    const char *fault; /* why it cannot be signed, one sentence; NULL: it can, and what follows is set */
    struct content_entry step;
    const char *parts; /* of the version that was printed */
    int revision;
    struct revision_diff diff; /* what the step asks for since: REVISION_DIFF_NONE when the paper is of the newest */
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
    const char *text;                  /* paper_line.h */
    const char *(*say)(void *context); /* the last failure in the reader's language, lent; NULL: in English */
    void *context;
};

/* Reads every row and says which cannot be signed, and why; writes nothing. RIGHT_SIGN (so not HR).
 *
 * The day may not lie ahead nor before the person's first plan. Whoever signed must have the right to sign the step
 * today, stand high enough today and on that day, and have been the mentor or substitute on that day; a manager is one
 * today (nobody keeps when somebody became one). Whoever types it in for another must be one who may sign the step too,
 * so that a mentor enters no manager's signature. */
int paper_check(struct site *site, const struct actor *actor, const struct paper_request *asking, struct arena *arena,
                struct paper_batch *ret_batch);

/* The same, and with no fault in any row all of them are written in one transaction, an event each, with the day on
 * paper beside the time of writing and with who typed it in. With a fault nothing is: see fault_count. */
int paper_sign(struct site *site, const struct actor *actor, const struct paper_request *asking, struct arena *arena,
               struct paper_batch *ret_batch);

/* True if a printed plan has a code and room for a signature by the item. */
bool paper_asks_for(const struct plan_item *item);
