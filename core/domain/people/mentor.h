/* Mentor: who mentors whom from when, and how much each carries. The rules: DESIGN section 5, "Mentor". */
#pragma once

#include "domain/people/person.h"

#define MENTOR_CEILING 5.0
#define MENTOR_WEIGHT_NEW 1.5 /* in the first MENTOR_NEW_DAYS of a plan */
#define MENTOR_NEW_DAYS 90

struct mentor_assignment {
    const char *learner, *mentor; /* short ids */
    int from;                     /* day; DAY_NONE: today */
    int to;                       /* day; DAY_NONE: until further notice */
    bool is_substitute;
    const char *because; /* needed when the ceiling is passed or the mentor said they are full */
};
/* RIGHT_LEAD, or HR for somebody whom HR sees. Ends an earlier mentorship of the same kind the day before, and those
 * that would begin within its dates. FAIL_RULE "... carries 5 of 5, say why with --because". Open requests move too. */
int mentor_assign(struct records *records, const struct actor *actor, const struct mentor_assignment *assignment);

/* "I am full until ..." by oneself; DAY_NONE takes it back. */
int mentor_full(struct records *records, const struct actor *actor, const char *mentor_id, int until);

/* Ends the mentor's mentorships today; each learner goes to `to` (FAIL_RULE past the ceiling without because), or to
 * the substitute, and open requests with it; where there is neither, requests go to the manager. RIGHT_LEAD. */
int mentor_handover(struct records *records, const struct actor *actor, const char *mentor_id, const char *to,
                    const char *because);

/* Moves open requests on whose mentor or substitute had a last day that has passed: to today's mentor, substitute or
 * manager. For the job process. */
int mentor_settle(struct records *records);

struct mentor_load {
    struct person mentor;
    int assignments;
    double weight, ceiling;
    bool is_over;
    int full_until; /* DAY_NONE */
};
/* Everybody with the role mentor whom the actor may see, heaviest first; `unit` NULL: all. */
int mentor_loads(struct records *records, const struct actor *actor, const char *unit, struct arena *arena,
                 struct mentor_load **ret_loads, size_t *ret_count);

/* Who should mentor a new person in the unit: not full, with room below the ceiling for somebody new; nearest unit
 * first, then lightest. key 0 when nobody can. SITE_START_PLANS. */
int mentor_suggest(struct records *records, const struct actor *actor, const char *unit, struct arena *arena,
                   struct person *ret_mentor);

/* The manager nearest above a person, 0 if there is none; never the person, nor `but_key` (0: nobody left out). */
int mentor_manager(struct records *records, int64_t person_key, int64_t but_key, int64_t *ret_key);

/* Today's mentor and substitute of a learner; key 0 when there is none. */
int mentor_of(struct records *records, int64_t learner_key, struct arena *arena, struct person *ret_mentor,
              struct person *ret_substitute);

/* The actor's learners today, by name. */
int mentor_learners(struct records *records, const struct actor *actor, struct arena *arena, struct people *ret_people);
