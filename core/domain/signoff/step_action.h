/* Step action: what a learner does with a step: mark it done, accept a new revision. */
#pragma once

#include "domain/people/subject.h"
#include "domain/site/site.h"

/* Marks the step done at the newest revision. A `self` step is signed by its person; FAIL_RULE for a step that a mentor
 * or manager must sign. RIGHT_LEARN. A second call changes nothing. */
int step_done(struct site *site, const struct actor *actor, struct subject_ref person, const char *step);

/* Accepts the newest revision: done_revision becomes it. FAIL_RULE if there is nothing to accept, or if the revision
 * asks to do the step again. For a step that is not done, carries over what was done in its older steps (carry_over.h).
 * RIGHT_LEARN. */
int step_accept_revision(struct site *site, const struct actor *actor, struct subject_ref person, const char *step);

/* The same, with the version shown to the actor (content/version.h): FAIL_RULE if it is not the newest any more. NULL
 * or "": not checked. */
int step_done_version(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
                      const char *expected_version);
int step_accept_version(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
                        const char *expected_version);
