/* Mentor: mentorships with their dates, and the load of each mentor. The rules: docs/rules.md, "Mentor". */
#pragma once

#include "domain/people/subject.h"

#define MENTOR_WEIGHT_NEW 1.5 /* a learner's weight in the first MENTOR_NEW_DAYS of a plan; 1.0 after */
#define MENTOR_NEW_DAYS 90

struct mentor_load {
    struct person mentor;
    int assignments;
    double weight, ceiling;
    bool is_over;
    bool is_near;   /* not over, but one more new learner would exceed the ceiling */
    int full_until; /* day; DAY_NONE */
};
/* Everybody with the role mentor whom the actor may see, heaviest first; `unit` NULL: all units. */
int mentor_loads(struct records *records, const struct actor *actor, const char *unit, struct arena *arena,
                 struct mentor_load **ret_loads, size_t *ret_count);

/* Possible mentors of a new person in the unit: not full, with room for a new learner below the ceiling; nearest unit
 * first, then lightest; at most 50. mentor/mentoring.h ranks them further. SITE_START_PLANS. */
int mentor_candidates(struct records *records, const struct actor *actor, const char *unit, struct arena *arena,
                      struct people *ret_people);

/* Learners whom the actor may see with a running plan and no mentor today (or on the plan's first day, if that is
 * later), by name. `unit` NULL: all. A substitute does not count as a mentor. */
int mentor_missing(struct records *records, const struct actor *actor, const char *unit, struct arena *arena,
                   struct people *ret_people);

/* The reason for the choice of this mentor, where one was asked for; NULL if none was given or the actor may not see
 * comments. */
int mentor_reason(struct records *records, const struct subject *learner, struct arena *arena, const char **ret_words);

/* The nearest manager above a person; 0 if there is none. Never the person, nor `but_key` (0: excludes nobody). */
int mentor_manager(struct records *records, int64_t person_key, int64_t but_key, int64_t *ret_key);

/* Today's mentor and substitute of a learner; key 0 if there is none. */
int mentor_of(struct records *records, int64_t learner_key, struct arena *arena, struct person *ret_mentor,
              struct person *ret_substitute);

/* The learners whom the actor mentors today, by name. */
int mentor_learners(struct records *records, const struct actor *actor, struct arena *arena, struct people *ret_people);
