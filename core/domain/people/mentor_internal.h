/* Mentor, internal: shared by the files about mentors and those that disable or erase people. */
#pragma once

#include "domain/people/mentor.h"

/* SQL conditions: the mentorship (table `mentorship`, or an alias) is in force on a day; it is in force or will be. */
#define IN_FORCE(table, day) "(" table ".first <= " day " AND (" table ".last IS NULL OR " table ".last >= " day "))"
#define NOT_OVER(table, day)                                                                                           \
    "(" table ".last IS NULL OR (" table ".last >= " day " AND " table ".last >= " table ".first))"

/* SQL condition: the account of the mentorship's learner is open; a closed one weighs on nobody. */
#define LEARNS_HERE(table)                                                                                             \
    "EXISTS (SELECT 1 FROM person AS open WHERE open.key = " table ".learner_key AND open.status = 'active')"

/* SQL: the weight of a learner. `since`: plans that started after that day are new; `new_weight`: MENTOR_WEIGHT_NEW. */
#define WEIGHT_OF(learner_key, since, new_weight)                                                                      \
    "CASE WHEN EXISTS (SELECT 1 FROM plan WHERE plan.person_key = " learner_key                                        \
    " AND plan.ended_on IS NULL AND plan.start > " since ") THEN " new_weight " ELSE 1.0 END"

/* The total weight of the mentor's learners on `day` and of those assigned from a later day, without `but_learner`. */
int mentor_weight(struct records *records, int64_t mentor_key, int day, int64_t but_learner, double *ret_weight);
int mentor_learner_weight(struct records *records, int64_t learner_key, int day, double *ret_weight);

/* Above the ceiling. Weights are sums of halves. */
bool mentor_is_over(double weight, double ceiling);

/* Not above the ceiling, but without room for one more new learner. */
bool mentor_is_near(double weight, double ceiling);

/* The number of learners whom somebody mentors, today or later. */
int mentor_count(struct records *records, int64_t mentor_key, int64_t *ret_count);
