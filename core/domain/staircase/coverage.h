/* Coverage: what the people of a unit can do together: who can do what, which competences are thin, who may sign at
 * which stair, what each stair gives and who stands there, and how those who signed knew.
 *
 * A competence is carried by whoever has a signature that counts today at COVERAGE_CARRIES or higher ("self-reliant"):
 * not lapsed, of an active account, and not on leave today. It is THIN when fewer than two people carry it, or when
 * within COVERAGE_SOON_DAYS fewer than two will be left: a signature lapses on the day of a legal revision, somebody
 * goes on leave, or an account closes because its last day is known. Vacation is no leave here. */
#pragma once

#include "domain/people/mentor.h"
#include "domain/staircase/competence_paths.h"

#define COVERAGE_CARRIES 4
#define COVERAGE_TEACHES 5
#define COVERAGE_SOON_DAYS 90

enum coverage_thin {
    THIN_NOT,
    THIN_NOBODY, /* carries it today */
    THIN_ONE,    /* carries it today */
    THIN_SOON,   /* two or more carry it today, fewer will soon */
    THIN_COUNT
};
const char *coverage_thin_word(enum coverage_thin thin); /* "no", "nobody", "one", "soon" */

struct coverage_person {
    const struct person *person;
    const struct content_staircase *staircase; /* NULL */
    int level;
    int away_from, away_to;  /* a leave that runs, or begins within COVERAGE_SOON_DAYS; both DAY_NONE: none; away_to
                                 alone: until further notice */
    int leaves_on;           /* when the account closes, within COVERAGE_SOON_DAYS; DAY_NONE */
    bool is_mentor, is_full; /* is_full: of the ceiling, or said so */
    int learners;            /* today */
    int signatures;          /* on competences, that count */
};

/* Somebody with a signature on the competence that counts. */
struct coverage_holder {
    const struct coverage_person *who;
    int autonomy;  /* the highest that counts now */
    int lapses_on; /* the day from which it is lower than COVERAGE_CARRIES, for who carries it; DAY_NONE: none known */
};

struct coverage_competence {
    const struct content_competence *competence;
    const struct content_staircase *staircase;
    struct coverage_holder *holders; /* the highest autonomy first, then by name */
    size_t holder_count, holder_capacity;
    int at[6];               /* people by autonomy, [1] to [5] */
    int carries, will_carry; /* today, and of those, when COVERAGE_SOON_DAYS have passed */
    enum coverage_thin thin;
    int evidence[3];           /* signatures that count: observed, simulated, reported */
    bool evidence_is_withheld; /* the actor is from outside, and the signatures are about too few; then all are 0 */
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

/* Who may sign the steps that ask for a stair of the signer; 0: those that ask for none. */
struct coverage_signers {
    int level;
    int steps;
    struct coverage_people signers; /* mentors and managers who stand high enough */
    struct coverage_people could;   /* who stands high enough, and is neither; empty for level 0 */
};

struct coverage {
    size_t person_count;  /* whom the actor sees there */
    bool is_too_large;    /* more than were asked for: nothing below is set */
    bool is_from_outside; /* the actor leads neither the unit nor one above it: shares about few are withheld */
    struct coverage_competence *competences; /* of the staircases below, in their order */
    size_t competence_count;
    int thin_count;
    struct coverage_staircase *staircases; /* those that somebody there is on; all of them when nobody is on any */
    size_t staircase_count;
    struct coverage_signers *signings; /* rising */
    size_t signing_count;
    struct coverage_people unsigned_above; /* stand above level 1 with no signature that counts: what they can do was
                                              never signed here, and is missing above */
    struct coverage_person *people;        /* by name */
};

struct coverage_request {
    const char *unit;   /* with those below; NULL: the actor's own, or for HR and the operator everybody */
    size_t people_most; /* 0: however many */
};

/* SITE_SEE_UNIT; a unit that is neither HR's to see nor the manager's is FAIL_NOT_FOUND. Levels and signatures only:
 * nothing that RIGHT_SEE_COMMENTS guards. */
int coverage_read(struct site *site, const struct actor *actor, const struct coverage_request *asking,
                  struct arena *arena, struct coverage *ret_coverage);
