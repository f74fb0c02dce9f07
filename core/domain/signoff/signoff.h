/* Sign-off: requesting a signature, signing, returning and reopening. The rules: docs/rules.md, "Sign-off". */
#pragma once

#include "domain/people/naming.h"
#include "domain/plan/plan.h"

struct signoff_new {
    struct subject_ref person;
    const char *step;
    const char *evidence; /* a word of evidence.h except "self"; required */
    int autonomy;         /* 1..5; required if the step names competences, else 0 */
    const char *comment;  /* NULL or blank: none */
    int revision;         /* the revision shown to the signer; 0: the newest. FAIL_RULE if the step has a newer one */
    const char *expected_version; /* the version shown to the signer (content/version.h); NULL: not checked */
};

struct signoff_request {
    struct subject_ref person;
    const char *step;
    bool to_observe;
    const char *expected_version;
};

/* Requests a sign-off, or with `to_observe` that the signer comes along and observes. Asks the mentor, the substitute
 * while the mentor is away, or a manager for a `manager` step. RIGHT_LEARN. FAIL_RULE if the step needs no signature,
 * is signed already, or nobody can sign. */
int signoff_request(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
                    bool to_observe);
/* The same, with the version shown to the actor, as step_done_version(). */
int signoff_request_version(struct site *site, const struct actor *actor, const struct signoff_request *request);
int signoff_withdraw(struct site *site, const struct actor *actor, struct subject_ref person, const char *step);

/* Signs as `actor`, also without a request: today's mentor, substitute or manager of the person with the level that the
 * step asks for; a `manager` step needs a manager, a `self` step the person. FAIL_RULE "already signed" for the same
 * revision, so that a second click changes nothing. */
int signoff_give(struct site *site, const struct actor *actor, const struct signoff_new *signing);

/* Signs several steps, as after a supervision talk: all or none. */
int signoff_give_all(struct site *site, const struct actor *actor, const struct signoff_new *signings, size_t count);

/* Returns a request. `comment` may be NULL (given orally) but not blank. */
int signoff_return(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
                   const char *comment);

/* Ends a signature, with a reason; the step is open again and nothing is deleted. For the signer or a manager. */
int signoff_reopen(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
                   const char *because);

/* The requests that wait for the actor's signature, oldest first. */
struct signoff_queue_item {
    int64_t key; /* of the request */
    struct person person;
    struct content_entry step;
    int64_t asked_at;
    bool to_observe;
    int last_autonomy; /* last given to this person on any competence of the step; 0: none */
    const struct content_aim *aims;
    size_t aim_count;
};
int signoff_queue(struct site *site, const struct actor *actor, struct arena *arena,
                  struct signoff_queue_item **ret_waiting, size_t *ret_count);

/* Steps that changed since they were signed by the actor, or for a learner whom the actor mentors now, until the
 * learner accepts the revision or a new signature is given. Lapsed ones first. */
struct signoff_changed_item {
    struct person person;
    struct plan_item item;
};
int signoff_changed(struct site *site, const struct actor *actor, struct arena *arena,
                    struct signoff_changed_item **ret_changed, size_t *ret_count);

/* Signatures in the actor's name that somebody else entered from paper, newest first: those in force, of the last days.
 * Whoever finds one wrong ends it with signoff_reopen(), as the signer. */
#define SIGNOFF_ENTERED_DAYS 90
struct signoff_entered_item {
    struct person person; /* for whom */
    const char *step_id, *title;
    struct naming entered_by;
    int paper_day;
    int64_t entered_at;
};
int signoff_entered(struct site *site, const struct actor *actor, struct arena *arena,
                    struct signoff_entered_item **ret_entered, size_t *ret_count);

/* The cells of a unit's matrix: the highest autonomy for each person and competence, by signatures in force. */
struct matrix_cell {
    int64_t person_key;
    const char *competence;
    int autonomy, signoffs, observed;
};
int signoff_matrix(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                   struct matrix_cell **ret_cells, size_t *ret_count);
