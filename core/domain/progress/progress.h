/* Progress: the stored row of a person's state with a step, and the functions that write it.
 *
 * Only for the files about plans and sign-offs: pages and commands use struct plan_item (state.h). While a new
 * signature is requested, the row keeps what was done before (version, sign-off, comment), so that nothing is lost. */
#pragma once

#include "domain/people/comment.h"
#include "domain/people/person.h"
#include "domain/progress/state.h"
#include "domain/site/site.h"

struct progress {
    int64_t step_key; /* 0: no row, nothing has happened yet */
    const char *step;
    enum plan_state state;
    int64_t since;
    int64_t version_key; /* the version that was done */
    int done_revision;
    const char *done_parts;
    int64_t signoff_key; /* the newest signature that was not ended; 0 */
    int signed_revision;
    const char *signed_parts;
    const char *evidence;
    int autonomy;
    int64_t signed_at, signer_key;
    int until;
    int64_t comment_key, decided_by_key;
    int64_t asked_key;
    int paper_day;          /* the day of a signature on paper; DAY_NONE */
    int64_t entered_by_key; /* who entered it for the signer; 0 */
};

struct progress_list {
    struct progress *items;
    size_t count;
};

bool plan_state_parse(const char *word, enum plan_state *ret_state);

/* The rows of a person, by step key; and the row of one step, zero with state todo if there is none. */
int progress_of_person(struct records *records, int64_t person_key, struct arena *arena,
                       struct progress_list *ret_list);
int progress_of_step(struct records *records, int64_t person_key, const char *step, struct arena *arena,
                     struct progress *ret_progress);

/* What changed in the text since the step was done, and since it was signed. */
struct progress_diffs {
    struct revision_diff done, signature;
};

/* ---- writing, between records_begin() and records_end() ---- */

int progress_step_key(struct records *records, const char *step, int64_t *ret_key);
int progress_version_key(struct records *records, int64_t step_key, const struct content_entry *entry,
                         int64_t *ret_key);
int progress_put(struct records *records, int64_t person_key, const struct progress *progress);

/* Stores a comment about the person. FAIL_INPUT if it is blank, too long or not text. */
int comment_put(struct records *records, const struct comment_new *comment, int64_t *ret_key);

/* Ends the open request for the step, if there is one; `state` is "signed", "returned" or "withdrawn". */
struct signoff_request_end {
    int64_t person_key, step_key, comment_key;
    const char *state;
};
int signoff_request_end(struct records *records, const struct signoff_request_end *end);
