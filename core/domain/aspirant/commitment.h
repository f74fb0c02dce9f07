/* Commitment: something a student was promised, the day by which, and whether it was kept. Whoever leads the person
 * promises, keeps, breaks or withdraws; the student accepts or declines.
 *
 * A commitment whose day passes without being kept is broken. This is computed when read, so that no job can be
 * late. */
#pragma once

#include "domain/aspirant/aspirant.h"
#include "domain/people/subject.h"

#define COMMITMENT_NEAR_DAYS 30 /* a warning is shown so many days before it breaks */

/* The state that was set last. */
enum commitment_state {
    COMMITMENT_PROMISED,
    COMMITMENT_OFFERED,
    COMMITMENT_ACCEPTED,
    COMMITMENT_DECLINED,
    COMMITMENT_KEPT,
    COMMITMENT_BROKEN,
    COMMITMENT_WITHDRAWN,
    COMMITMENT_STATES
};
const char *commitment_state_word(enum commitment_state state);
bool commitment_state_parse(const char *word, enum commitment_state *ret_state);

/* The outcome as of today: kept also if the student declined an offer; broken also if it was withdrawn. */
enum commitment_outcome { COMMITMENT_IS_DUE, COMMITMENT_IS_KEPT, COMMITMENT_IS_BROKEN };
const char *commitment_outcome_word(enum commitment_outcome outcome); /* "due", "kept", "broken" */

/* "summer-job", "employment" or "other", derived from free words in Swedish or English. */
const char *commitment_kind_of(const char *what);

struct commitment_change {
    enum commitment_state state;
    int due, day;
    int64_t at;
    const char *by_name; /* NULL: the operator, or erased */
    const char *because; /* NULL if there is none, or without RIGHT_SEE_COMMENTS */
};

struct commitment {
    int64_t key;
    const char *kind;
    const char *what; /* free words; NULL once erased */
    int due;
    enum commitment_state state;
    int since; /* the day of the state */
    enum commitment_outcome outcome;
    int late_days;                     /* days late when it was kept; else 0 */
    bool is_near;                      /* due within COMMITMENT_NEAR_DAYS */
    struct commitment_change *changes; /* set by commitment_history() */
    size_t change_count;
};

/* Gives a commitment; *ret_key is its key. RIGHT_LEAD. FAIL_INPUT without words, and for a day that has passed, unless
 * it was kept or broken already and is entered afterwards. FAIL_RULE if the same commitment is still due. */
struct commitment_new {
    struct subject_ref person;
    const char *what;
    int due;
    enum commitment_state state;
    int day;             /* of the state */
    const char *because; /* may be NULL */
};
int commitment_give(struct site *site, const struct actor *actor, const struct commitment_new *given, int64_t *ret_key);

/* Changes the state, the day, or both; `due` DAY_NONE: unchanged. RIGHT_LEARN to accept and decline, RIGHT_LEAD for the
 * rest. `day` is when it happened, not in the future. FAIL_RULE for a state it has already, and for moving a day that
 * has passed: a new day does not repair a broken commitment. */
struct commitment_step {
    struct subject_ref person;
    int64_t key;
    enum commitment_state state;
    int due, day;
    const char *because;
};
int commitment_change(struct site *site, const struct actor *actor, const struct commitment_step *step);

/* The person's newest commitment with those words (capitals do not matter) or of that kind; *ret_key is 0 if there is
 * none. */
int commitment_find(struct records *records, int64_t person_key, const char *what, int64_t *ret_key);

/* Fills in `changes` of a commitment that was read with the aspirant. */
int commitment_history(struct site *site, const struct subject *subject, struct arena *arena,
                       struct commitment *commitment);
