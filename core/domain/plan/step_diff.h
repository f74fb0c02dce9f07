/* Step difference: what changed in a step between what somebody did, or what was signed, and the newest edition. */
#pragma once

#include "domain/content/step_comparison.h"
#include "domain/plan/plan.h"

struct step_diff_request {
    const char *step, *language; /* language: of the reader */
    bool since_signature;        /* from what was signed on, where that is older than what was taken */
};

/* RIGHT_SEE_DATES. The step as plan_step() shows it, and the words that differ: none where nothing was done, where the
 * step is no longer used, and where only the revisions differ. Between content_read_begin and _end. */
int step_diff(struct site *site, const struct subject *subject, const struct step_diff_request *of, struct arena *arena,
              struct plan_item *ret_item, struct step_comparison *ret_comparison);
