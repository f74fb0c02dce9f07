/* Sign-off: asking for a signature, giving it, sending back, reopening. The rules: docs/rules.md, "Sign-off". */
#pragma once

#include "domain/plan/plan.h"

struct signoff_new {
    struct subject_ref person;
    const char *step;
    const char *evidence; /* a word of evidence.h but "self"; required */
    int autonomy;         /* 1..5; required where the step names competences, else 0 */
    const char *comment;  /* NULL or blank: none */
    int revision;         /* the revision the signer saw; 0: the newest. FAIL_RULE if the step has moved on since */
    const char *expected_version; /* the same for the version in all its parts (content/version.h); NULL: not asked */
};

struct signoff_request {
    struct subject_ref person;
    const char *step;
    bool to_observe;
    const char *expected_version;
};

/* Asks the mentor (or the substitute while the mentor is away, or a manager for a `manager` step) for a sign-off, or
 * for coming along and observing. FAIL_RULE if the step needs no signature, has it already, or nobody can sign.
 * RIGHT_LEARN. */
int signoff_request(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
                    bool to_observe);
/* For somebody who was shown the version `seen`, as step_done_version(). */
int signoff_request_version(struct site *site, const struct actor *actor, const struct signoff_request *request);
int signoff_withdraw(struct site *site, const struct actor *actor, struct subject_ref person, const char *step);

/* Signs as `actor`: mentor, substitute or manager of the person today, on at least signer-level; a `manager` step takes
 * a manager; a `self` step takes the person. Also without being asked. Signing the same revision twice is FAIL_RULE
 * "already signed", so that a second click changes nothing. */
int signoff_give(struct site *site, const struct actor *actor, const struct signoff_new *signing);

/* Several at once, after a talk: all of them or, when one fails, none. */
int signoff_give_all(struct site *site, const struct actor *actor, const struct signoff_new *signings, size_t count);

/* Sends back; the comment may be NULL (then said by mouth) but not blank. */
int signoff_return(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
                   const char *comment);

/* Ends a given sign-off with a reason; the step is open again; nothing is deleted. The signer or a manager. */
int signoff_reopen(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
                   const char *because);

/* Who waits for the actor's signature, oldest first. */
struct signoff_queue_item {
    int64_t key; /* of the request */
    struct person person;
    struct content_entry step;
    int64_t asked_at;
    bool to_observe;
    int last_autonomy; /* what was last given this person on any competence the step names; 0: none */
    const struct content_aim *aims;
    size_t aim_count;
};
int signoff_queue(struct site *site, const struct actor *actor, struct arena *arena,
                  struct signoff_queue_item **ret_waiting, size_t *ret_count);

/* Steps that have changed since they were signed, by the actor or for somebody whom the actor mentors now, until the
 * learner has taken the difference or a new signature is given: lapsed ones first. */
struct signoff_changed_item {
    struct person person;
    struct plan_item item;
};
int signoff_changed(struct site *site, const struct actor *actor, struct arena *arena,
                    struct signoff_changed_item **ret_changed, size_t *ret_count);

/* The highest autonomy given per person and competence by sign-offs that stand and have not lapsed: the matrix of a
 * unit. */
struct matrix_cell {
    int64_t person_key;
    const char *competence;
    int autonomy, signoffs, observed;
};
int signoff_matrix(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                   struct matrix_cell **ret_cells, size_t *ret_count);
