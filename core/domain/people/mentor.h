/* Mentor: who mentors whom from when, and how much each carries. The rules: docs/rules.md, "Mentor". */
#pragma once

#include "domain/people/subject.h"

#define MENTOR_WEIGHT_NEW 1.5 /* in the first MENTOR_NEW_DAYS of a plan */
#define MENTOR_NEW_DAYS 90

struct mentor_load {
    struct person mentor;
    int assignments;
    double weight, ceiling;
    bool is_over;
    bool is_near;   /* not over, but one more new learner would pass the ceiling */
    int full_until; /* DAY_NONE */
};
/* Everybody with the role mentor whom the actor may see, heaviest first; `unit` NULL: all. */
int mentor_loads(struct records *records, const struct actor *actor, const char *unit, struct arena *arena,
                 struct mentor_load **ret_loads, size_t *ret_count);

/* Who could mentor a new person in the unit: not full, with room below the ceiling for somebody new; nearest unit
 * first, then lightest; at most 50. Who of them should is said in domain/mentor/mentoring.h. SITE_START_PLANS. */
int mentor_candidates(struct records *records, const struct actor *actor, const char *unit, struct arena *arena,
                      struct people *ret_people);

/* Learners with a running plan and no mentor today (or on the plan's first day, if that is to come), whom the actor may
 * see, by name. `unit` NULL: all. A substitute is no mentor. */
int mentor_missing(struct records *records, const struct actor *actor, const char *unit, struct arena *arena,
                   struct people *ret_people);

/* Why the learner has this mentor, where a reason was asked for; NULL where none was given, or to whom comments are
 * not shown. */
int mentor_reason(struct records *records, const struct subject *learner, struct arena *arena, const char **ret_words);

/* The manager nearest above a person, 0 if there is none; never the person, nor `but_key` (0: nobody left out). */
int mentor_manager(struct records *records, int64_t person_key, int64_t but_key, int64_t *ret_key);

/* Today's mentor and substitute of a learner; key 0 when there is none. */
int mentor_of(struct records *records, int64_t learner_key, struct arena *arena, struct person *ret_mentor,
              struct person *ret_substitute);

/* The actor's learners today, by name. */
int mentor_learners(struct records *records, const struct actor *actor, struct arena *arena, struct people *ret_people);
