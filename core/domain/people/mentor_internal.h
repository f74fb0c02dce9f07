/* Mentor, inside: what the files about mentors, and those that disable or erase people, share. */
#pragma once

#include "domain/people/mentor.h"

/* A mentorship (table `mentorship`, or an alias) in force on a day; and one that is or will be. */
#define IN_FORCE(table, day) "(" table ".first <= " day " AND (" table ".last IS NULL OR " table ".last >= " day "))"
#define NOT_OVER(table, day)                                                                                           \
    "(" table ".last IS NULL OR (" table ".last >= " day " AND " table ".last >= " table ".first))"

/* What a learner weighs: `since` is the day after which a plan counts as new, `new_weight` MENTOR_WEIGHT_NEW. */
#define WEIGHT_OF(learner_key, since, new_weight)                                                                      \
    "CASE WHEN EXISTS (SELECT 1 FROM plan WHERE plan.person_key = " learner_key                                        \
    " AND plan.ended_on IS NULL AND plan.start > " since ") THEN " new_weight " ELSE 1.0 END"

/* The weight of the learners that the mentor has on `day` or is promised later, but for `but_learner`. */
int mentor_weight(struct records *records, int64_t mentor_key, int day, int64_t but_learner, double *ret_weight);
int mentor_learner_weight(struct records *records, int64_t learner_key, int day, double *ret_weight);

/* Past the ceiling; weights are sums of halves. */
bool mentor_is_over(double weight, double ceiling);

/* Below the ceiling or at it, with no room for one more new learner. */
bool mentor_is_near(double weight, double ceiling);

/* How many learners somebody mentors, today or later. */
int mentor_count(struct records *records, int64_t mentor_key, int64_t *ret_count);
