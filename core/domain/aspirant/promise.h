/* Promise: what a student was promised, until when, and whether it was kept. The employer's word: who leads the person
 * gives it, keeps it, breaks it or withdraws it; the student accepts or declines.
 *
 * A promise whose day passes without its being kept is broken, by reckoning when it is read: no job can be late. */
#pragma once

#include "domain/aspirant/aspirant.h"

#define PROMISE_NEAR_DAYS 30 /* so long before it breaks it is warned of */

/* What was last said of it. */
enum promise_state {
    PROMISE_PROMISED,
    PROMISE_OFFERED,
    PROMISE_ACCEPTED,
    PROMISE_DECLINED,
    PROMISE_KEPT,
    PROMISE_BROKEN,
    PROMISE_WITHDRAWN,
    PROMISE_STATES
};
const char *promise_state_word(enum promise_state state);
bool promise_state_parse(const char *word, enum promise_state *ret_state);

/* What it comes to today: kept also when the student declined what was offered; broken when it was withdrawn too. */
enum promise_outcome { PROMISE_IS_DUE, PROMISE_IS_KEPT, PROMISE_IS_BROKEN };
const char *promise_outcome_word(enum promise_outcome outcome); /* "due", "kept", "broken" */

/* "summer-job", "employment" or "other", from free words in Swedish or English. */
const char *promise_kind_of(const char *what);

struct promise_change {
    enum promise_state state;
    int due, day;
    int64_t at;
    const char *by_name; /* NULL: the operator, or erased */
    const char *because; /* NULL; and without RIGHT_SEE_COMMENTS */
};

struct promise {
    int64_t key;
    const char *kind;
    const char *what; /* its words; NULL once erased */
    int due;
    enum promise_state state;
    int since; /* the day of the state */
    enum promise_outcome outcome;
    int late_days;                  /* kept so many days after its day; else 0 */
    bool is_near;                   /* due, and its day comes within PROMISE_NEAR_DAYS */
    struct promise_change *changes; /* promise_history() */
    size_t change_count;
};

/* RIGHT_LEAD. FAIL_INPUT without words, and for a day that has passed (but for what was kept or broken already, which
 * somebody catches up with). FAIL_RULE if the same is promised already and still due. */
struct promise_new {
    const char *person_id, *what;
    int due;
    enum promise_state state;
    int day;             /* of the state */
    const char *because; /* or NULL */
};
int promise_give(struct site *site, const struct actor *actor, const struct promise_new *given, int64_t *ret_key);

/* Another state, another day, or both: `due` DAY_NONE leaves it. Accepting and declining are the student's
 * (RIGHT_LEARN), the rest RIGHT_LEAD. FAIL_RULE for what is said already, and for moving a day that has passed: what is
 * broken is not mended by another date. `day` is when it happened, not to come. */
struct promise_step {
    const char *person_id;
    int64_t key;
    enum promise_state state;
    int due, day;
    const char *because;
};
int promise_change(struct site *site, const struct actor *actor, const struct promise_step *step);

/* The newest promise with those words (capitals do not matter), or of that kind; *ret_key 0 if there is none. */
int promise_find(struct records *records, int64_t person_key, const char *what, int64_t *ret_key);

/* Fills in `changes` of a promise that the actor has read with the aspirant. */
int promise_history(struct site *site, const struct actor *actor, const struct person *person, struct arena *arena,
                    struct promise *promise);
