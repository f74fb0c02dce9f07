/* Mentoring: what somebody must be able to do to be given learners, and that no learner is left with nobody who may
 * sign. What needs the curriculum besides the records; the rest is in people/mentor.h. */
#pragma once

#include "domain/mentor/mentor_change.h"
#include "domain/people/mentor.h"
#include "domain/plan/plan.h"

#define REASON_MENTOR_UNPREPARED FAIL_REASON("mentor-unprepared") /* has not finished the programme for mentors */

/* The highest stair that a mentor-signed step of the programme asks of its signer; 0: any will do. */
int mentoring_level(struct site *site, const char *programme, int *ret_level);

/* True if nothing is asked (`mentor-programme` in trappa.yaml), or the person has finished that programme: a plan of it
 * of which every step is finished. */
int mentoring_is_prepared(struct site *site, const struct person *mentor, bool *ret_is_prepared);

/* mentor_assign(), and FAIL_RULE without a reason for a mentor (not a substitute) who has not finished the programme
 * for mentors. The reason is kept with the mentorship. */
int mentoring_assign(struct site *site, const struct actor *actor, const struct mentor_assignment *assignment);

/* Who should mentor somebody new in the unit in that programme: of mentor_candidates() the first who stands high enough
 * to sign all its steps and is prepared. key 0 when nobody is. SITE_START_PLANS. */
struct mentoring_request {
    const char *unit, *programme;
};
int mentoring_suggest(struct site *site, const struct actor *actor, const struct mentoring_request *wish,
                      struct arena *arena, struct person *ret_mentor);

/* Moves every open request whose owner may no longer sign it (left, disabled, another unit or role, a last day that has
 * passed, a mentor who was asked as manager too) to the one who would be asked today. Where there is nobody it stays
 * until there is. For the job process. */
int mentoring_apply_due(struct site *site);
