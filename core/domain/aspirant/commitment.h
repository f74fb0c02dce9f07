/* Promise: what a student was promised, until when, and whether it was kept. The employer's word: who leads the person
 * gives it, keeps it, breaks it or withdraws it; the student accepts or declines.
 *
 * A promise whose day passes without its being kept is broken, by reckoning when it is read: no job can be late. */
#pragma once

#include "domain/aspirant/aspirant.h"
#include "domain/people/subject.h"

#define COMMITMENT_NEAR_DAYS 30 /* so long before it breaks it is warned of */

/* What was last said of it. */
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

/* What it comes to today: kept also when the student declined what was offered; broken when it was withdrawn too. */
enum commitment_outcome { COMMITMENT_IS_DUE, COMMITMENT_IS_KEPT, COMMITMENT_IS_BROKEN };
const char *commitment_outcome_word(enum commitment_outcome outcome); /* "due", "kept", "broken" */

/* "summer-job", "employment" or "other", from free words in Swedish or English. */
const char *commitment_kind_of(const char *what);

struct commitment_change {
    enum commitment_state state;
    int due, day;
    int64_t at;
    const char *by_name; /* NULL: the operator, or erased */
    const char *because; /* NULL; and without RIGHT_SEE_COMMENTS */
};

struct commitment {
    int64_t key;
    const char *kind;
    const char *what; /* its words; NULL once erased */
    int due;
    enum commitment_state state;
    int since; /* the day of the state */
    enum commitment_outcome outcome;
    int late_days;                     /* kept so many days after its day; else 0 */
    bool is_near;                      /* due, and its day comes within COMMITMENT_NEAR_DAYS */
    struct commitment_change *changes; /* commitment_history() */
    size_t change_count;
};

/* RIGHT_LEAD. FAIL_INPUT without words, and for a day that has passed (but for what was kept or broken already, which
 * somebody catches up with). FAIL_RULE if the same is promised already and still due. */
struct commitment_new {
    struct subject_ref person;
    const char *what;
    int due;
    enum commitment_state state;
    int day;             /* of the state */
    const char *because; /* or NULL */
};
int commitment_give(struct site *site, const struct actor *actor, const struct commitment_new *given, int64_t *ret_key);

/* Another state, another day, or both: `due` DAY_NONE leaves it. Accepting and declining are the student's
 * (RIGHT_LEARN), the rest RIGHT_LEAD. FAIL_RULE for what is said already, and for moving a day that has passed: what is
 * broken is not mended by another date. `day` is when it happened, not to come. */
struct commitment_step {
    struct subject_ref person;
    int64_t key;
    enum commitment_state state;
    int due, day;
    const char *because;
};
int commitment_change(struct site *site, const struct actor *actor, const struct commitment_step *step);

/* The newest promise with those words (capitals do not matter), or of that kind; *ret_key 0 if there is none. */
int commitment_find(struct records *records, int64_t person_key, const char *what, int64_t *ret_key);

/* Fills in `changes` of a promise that the actor has read with the aspirant. */
int commitment_history(struct site *site, const struct subject *subject, struct arena *arena,
                       struct commitment *commitment);
