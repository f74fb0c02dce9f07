/* Step action: what learners do with a step: mark it done, accept a new revision. */
#pragma once

#include "domain/people/subject.h"
#include "domain/site/site.h"

/* Marks done at the newest revision. FAIL_RULE for a step that a mentor or manager must sign; a `self` step is signed
 * for oneself. RIGHT_LEARN. Doing it twice changes nothing. */
int step_done(struct site *site, const struct actor *actor, struct subject_ref person, const char *step);

/* Takes the difference: done_revision moves to the newest. FAIL_RULE when there is none, or it asks to be redone. For a
 * step that is not done: takes over what was done in the steps it grew out of (carry_over.h). */
int step_accept_revision(struct site *site, const struct actor *actor, struct subject_ref person, const char *step);

/* The same for somebody who was shown the version `seen` (content/version.h): FAIL_RULE if it is not the newest any
 * more. NULL or "" asks nothing. */
int step_done_version(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
                      const char *expected_version);
int step_accept_version(struct site *site, const struct actor *actor, struct subject_ref person, const char *step,
                        const char *expected_version);
