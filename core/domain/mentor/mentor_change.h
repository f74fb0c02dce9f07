/* Mentor change: assigning a mentor, handing learners over, saying that one takes no more. */
#pragma once

#include "domain/people/mentor.h"
#include "domain/people/subject.h"

/* Both are overcome by a reason in the assignment. */
#define REASON_MENTOR_CARRIES_ENOUGH FAIL_REASON("mentor-carries-enough")
#define REASON_MENTOR_IS_FULL FAIL_REASON("mentor-is-full") /* said so, until a day */

struct mentor_assignment {
    struct subject_ref learner, mentor;
    int from; /* day; DAY_NONE: today */
    int to;   /* day; DAY_NONE: until further notice */
    bool is_substitute;
    const struct subject *found; /* the mentor, found already within the same transaction; NULL: not yet */
    const char *because;         /* needed when the ceiling is passed or the mentor said they are full */
};
/* RIGHT_LEAD, or HR for somebody whom HR sees. Ends an earlier mentorship of the same kind the day before, and those
 * that would begin within its dates. FAIL_RULE without a reason past the ceiling or while the mentor is full. Open
 * requests move too. */
int mentor_assign(struct records *records, const struct actor *actor, const struct mentor_assignment *assignment);

/* "I am full until ..." by oneself; DAY_NONE takes it back. */
int mentor_full(struct records *records, const struct actor *actor, struct subject_ref mentor, int until);

/* Ends the mentor's mentorships today; each learner goes to `to`, if one is given (FAIL_RULE past the ceiling without
 * because), or to the substitute, and open requests with it; where there is neither, requests go to the manager.
 * RIGHT_LEAD. */
int mentor_handover(struct records *records, const struct actor *actor, struct subject_ref mentor,
                    struct subject_ref to, const char *because);

/* What the mentor would carry with the learner of the assignment, so that it can be said before: is_near and is_over as
 * in struct mentor_load. The rights of mentor_assign(). */
struct mentor_room {
    double weight, ceiling;
    bool is_over, is_near;
};
int mentor_room(struct records *records, const struct actor *actor, const struct mentor_assignment *assignment,
                struct mentor_room *ret_room);

/* Ends all mentorships of somebody, inside a transaction: each learner goes to `to_key`, or with 0 to the substitute;
 * open requests with it, or to the manager. Appends the learners' random ids to `json`, an open array. */
struct json;
int mentor_leave(struct records *records, int64_t mentor_key, int64_t to_key, struct json *json);
