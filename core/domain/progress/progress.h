/* Progress: where a person is with a step, as the records keep it, and the rows that a change of it writes.
 *
 * Only for the files that make plans and sign-offs: pages and commands see struct plan_item (plan.h). What was done
 * (version, sign-off, remark) stays in the row while somebody asks for a new signature, so that nothing is lost. */
#pragma once

#include "domain/people/comment.h"
#include "domain/people/person.h"
#include "domain/progress/state.h"
#include "domain/site/site.h"

struct progress {
    int64_t step_key; /* 0: nothing has happened yet */
    const char *step;
    enum plan_state state;
    int64_t since;
    int64_t version_key; /* what was done */
    int done_revision;
    const char *done_parts;
    int64_t signoff_key; /* the newest signature, if it was not ended */
    int signed_revision;
    const char *signed_parts;
    const char *evidence;
    int autonomy;
    int64_t signed_at, signer_key;
    const char *signer_id, *signer_name, *signer_rid;
    int until;
    int64_t comment_key, decided_by_key;
    const char *asked_name;
    int paper_day;               /* of a signature that was given on paper; DAY_NONE */
    const char *entered_by_name; /* who typed it in for the signer; NULL */
};

struct progress_list {
    struct progress *items;
    size_t count;
};

bool plan_state_parse(const char *word, enum plan_state *ret_state);

/* By step key; and one, zero with state todo when there is no row. */
int progress_of_person(struct records *records, int64_t person_key, struct arena *arena,
                       struct progress_list *ret_list);
int progress_of_step(struct records *records, int64_t person_key, const char *step, struct arena *arena,
                     struct progress *ret_progress);

/* What changed since it was done, and since it was signed. */
struct progress_diffs {
    struct revision_diff done, signature;
};
int progress_diffs(struct content *content, const struct progress *progress, const struct content_entry *entry,
                   struct progress_diffs *ret_diffs);

/* Where the step comes again and its time is out: both ask for it to be done anew, from the day after its last. In
 * progress_diffs(); for those who work out deltas for many at once. */
void progress_lapse(const struct progress *progress, const struct content_entry *entry, struct progress_diffs *diffs);

/* The last day that what was done counts; DAY_NONE for a step that does not come again, and for what was not done. */
int progress_last_day(const struct progress *progress, const struct content_entry *entry);

/* What a person sees of the step; `due` is DAY_NONE outside a plan. */
struct plan_item progress_item(const struct content_entry *entry, const struct progress *progress,
                               const struct progress_diffs *diffs, int due);

/* An entry for a step that the newest edition does not have: its id is all that is known. */
struct content_entry progress_gone_entry(const char *step);

/* ---- writing, between records_begin and records_end ---- */

int progress_step_key(struct records *records, const char *step, int64_t *ret_key);
int progress_version_key(struct records *records, int64_t step_key, const struct content_entry *entry,
                         int64_t *ret_key);
int progress_put(struct records *records, int64_t person_key, const struct progress *progress);

/* A remark about the person, which must say something: FAIL_INPUT when it is blank, too long or no text. */
int comment_put(struct records *records, const struct comment_new *comment, int64_t *ret_key);

/* Ends the open request for the step, if there is one: `state` is "signed", "returned" or "withdrawn". */
struct request_end {
    int64_t person_key, step_key, comment_key;
    const char *state;
};
int request_end(struct records *records, const struct request_end *end);
