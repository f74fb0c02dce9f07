/* Mentor change: assigning a mentor, handing learners over, setting a mentor to full. */
#pragma once

#include "domain/people/mentor.h"
#include "domain/people/subject.h"

/* A reason in the assignment overrides both. */
#define REASON_MENTOR_CARRIES_ENOUGH FAIL_REASON("mentor-carries-enough")
#define REASON_MENTOR_IS_FULL FAIL_REASON("mentor-is-full") /* the mentor is set to full until a day */

struct mentor_assignment {
    struct subject_ref learner, mentor;
    int from; /* day; DAY_NONE: today */
    int to;   /* day; DAY_NONE: until further notice */
    bool is_substitute;
    const struct subject *found; /* the mentor, found already within the same transaction; NULL: not yet */
    const char *because;         /* needed above the ceiling or if the mentor is full */
};
/* Assigns a mentor or substitute. Ends an earlier mentorship of the same kind the day before, and those that begin
 * within its dates; moves open requests. RIGHT_LEAD, or HR for people whom HR may see. FAIL_RULE without a reason above
 * the ceiling or if the mentor is full. */
int mentor_assign(struct records *records, const struct actor *actor, const struct mentor_assignment *assignment);

/* Sets the actor's own mentoring to full until a day; DAY_NONE: not full. */
int mentor_set_full(struct records *records, const struct actor *actor, struct subject_ref mentor, int until);

/* Ends the mentor's mentorships today. Each learner and the open requests go to `to`, or if that is nobody to the
 * substitute; without either, the requests go to the manager. RIGHT_LEAD. FAIL_RULE above the ceiling without a
 * reason. */
int mentor_handover(struct records *records, const struct actor *actor, struct subject_ref mentor,
                    struct subject_ref to, const char *because);

/* The load of the mentor including the learner of the assignment, to show before assigning; is_near and is_over as in
 * struct mentor_load. Rights as mentor_assign(). */
struct mentor_room {
    double weight, ceiling;
    bool is_over, is_near;
};
int mentor_room(struct records *records, const struct actor *actor, const struct mentor_assignment *assignment,
                struct mentor_room *ret_room);

/* Ends all mentorships of a mentor, inside a transaction: each learner and the open requests go to `to_key`, or if that
 * is 0 to the substitute; else the requests go to the manager. Appends the learners' random ids to `json`, an open
 * array. */
struct json;
int mentor_end_all(struct records *records, int64_t mentor_key, int64_t to_key, struct json *json);
