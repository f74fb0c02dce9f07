/* Mentoring: the rules about mentors that need the curriculum: who is prepared to mentor, and that every open request
 * has somebody who may sign it. The other rules are in people/mentor.h. */
#pragma once

#include "domain/mentor/mentor_change.h"
#include "domain/people/mentor.h"
#include "domain/plan/plan.h"

#define REASON_MENTOR_UNPREPARED FAIL_REASON("mentor-unprepared") /* has not finished the mentor programme */

/* The highest level that a mentor-signed step of the programme needs of its signer; 0: none. */
int mentoring_level(struct site *site, const char *programme, int *ret_level);

/* True if no mentor programme is configured (`mentor-programme` in trappa.yaml), or the person has finished every step
 * of a plan of it. */
int mentoring_is_prepared(struct site *site, const struct person *mentor, bool *ret_is_prepared);

/* mentor_assign(), and FAIL_RULE without a reason for a mentor (not a substitute) who is not prepared. The reason is
 * stored with the mentorship. */
int mentoring_assign(struct site *site, const struct actor *actor, const struct mentor_assignment *assignment);

/* Suggests a mentor for a new person in the unit and programme: the first of mentor_candidates() who is prepared and
 * has the level to sign all its steps; key 0 if there is none. SITE_START_PLANS. */
struct mentoring_request {
    const char *unit, *programme;
};
int mentoring_suggest(struct site *site, const struct actor *actor, const struct mentoring_request *wish,
                      struct arena *arena, struct person *ret_mentor);

/* For the job process: moves every open request whose owner may no longer sign it (left, disabled, other unit or role,
 * last day passed, a mentor who was asked as manager too) to the one who would be asked today. If there is nobody, the
 * request stays. */
int mentoring_apply_due(struct site *site);
