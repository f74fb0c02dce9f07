/* Step diff: the difference in words between the version of a step that somebody did, or that was signed, and the
 * newest. */
#pragma once

#include "domain/content/step_comparison.h"
#include "domain/plan/plan.h"

struct step_diff_request {
    const char *step, *language; /* language: the reader's */
    bool since_signature;        /* compare with the signed version, if it is older than the accepted one */
};

/* The step as plan_step() shows it, and the changed words: none if nothing was done, if the step is no longer used, and
 * if only revisions differ. Call it within content_read_begin(). RIGHT_SEE_DATES. */
int step_diff(struct site *site, const struct subject *subject, const struct step_diff_request *of, struct arena *arena,
              struct plan_item *ret_item, struct step_comparison *ret_comparison);
