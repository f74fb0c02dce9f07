/* Coverage: the competences of a unit's people together: who can do what, which competences are thin, who may sign at
 * which level, the levels with their people and responsibilities, and the evidence of signatures.
 *
 * A person carries a competence with a signature at COVERAGE_CARRIES or higher (4, "självständigt") that is in force
 * today, an active account, and no leave today. A competence is THIN if fewer than two people carry it, or will within
 * COVERAGE_SOON_DAYS: a signature lapses on the day of a legal revision, a leave begins, or an account closes on a
 * known last day. Vacation does not count as leave here. */
#pragma once

#include "domain/people/mentor.h"
#include "domain/staircase/competence_paths.h"

#define COVERAGE_CARRIES 4
#define COVERAGE_TEACHES 5
#define COVERAGE_SOON_DAYS 90

enum coverage_thin {
    THIN_NOT,
    THIN_NOBODY, /* nobody carries it today */
    THIN_ONE,    /* one person carries it today */
    THIN_SOON,   /* two or more carry it today, fewer than two soon */
    THIN_COUNT
};
const char *coverage_thin_word(enum coverage_thin thin); /* "no", "nobody", "one", "soon" */

struct coverage_person {
    const struct person *person;
    const struct content_staircase *staircase; /* NULL */
    int level;
    int away_from, away_to;  /* a leave that runs or begins within COVERAGE_SOON_DAYS; both DAY_NONE: none; away_to
                              * alone: until further notice */
    int leaves_on;           /* the last day of the account, within COVERAGE_SOON_DAYS; DAY_NONE */
    bool is_mentor, is_full; /* is_full: at the ceiling, or set to full */
    int learners;            /* today */
    int signatures;          /* in force, on competences */
};

/* Somebody with a signature on the competence that is in force. */
struct coverage_holder {
    const struct coverage_person *who;
    int autonomy;  /* the highest in force now */
    int lapses_on; /* for a carrier: the day it falls below COVERAGE_CARRIES; DAY_NONE: unknown */
};

struct coverage_competence {
    const struct content_competence *competence;
    const struct content_staircase *staircase;
    struct coverage_holder *holders; /* highest autonomy first, then by name */
    size_t holder_count, holder_capacity;
    int at[6];               /* people by autonomy, [1] to [5] */
    int carries, will_carry; /* carriers today, and those of them left after COVERAGE_SOON_DAYS */
    enum coverage_thin thin;
    int evidence[3];           /* signatures in force: observed, simulated, reported */
    bool evidence_is_withheld; /* the figures are about too few for an actor from outside; then all are 0 */
    struct competence_paths competence_paths;
};

struct coverage_people {
    const struct coverage_person **items; /* by name */
    size_t count;
};

struct coverage_responsibility {
    const char *words;
    struct coverage_people confirmed;
};

struct coverage_level {
    const struct content_level *level;
    struct coverage_people people;
    struct coverage_responsibility *responsibilities;
    size_t responsibility_count;
};

struct coverage_staircase {
    const struct content_staircase *staircase;
    struct coverage_level *levels; /* in the file's order */
};

/* Those who may sign the steps that need a signer of at least a level; 0: steps that need none. */
struct coverage_signers {
    int level;
    int steps;
    struct coverage_people signers; /* mentors and managers on that level or higher */
    struct coverage_people could;   /* others on that level or higher; empty for level 0 */
};

struct coverage {
    size_t person_count;  /* visible to the actor */
    bool is_too_large;    /* more than `people_most`: nothing below is set */
    bool is_from_outside; /* the actor manages neither the unit nor one above: figures about few are withheld */
    struct coverage_competence *competences; /* of the staircases below, in their order */
    size_t competence_count;
    int thin_count;
    struct coverage_staircase *staircases; /* of the people there; all staircases if nobody has one */
    size_t staircase_count;
    struct coverage_signers *signings; /* by rising level */
    size_t signing_count;
    struct coverage_people unsigned_above; /* above level 1 without a signature in force: not counted above */
    struct coverage_person *people;        /* by name */
};

struct coverage_request {
    const char *unit;   /* and units below; NULL: the actor's own, or for HR and the operator everybody */
    size_t people_most; /* 0: no limit */
};

/* Computes the coverage of a unit from levels and signatures; reads nothing that RIGHT_SEE_COMMENTS guards.
 * SITE_SEE_UNIT; FAIL_NOT_FOUND for a unit that the actor may not see. */
int coverage_read(struct site *site, const struct actor *actor, const struct coverage_request *asking,
                  struct arena *arena, struct coverage *ret_coverage);
