/* Curriculum access: who may read which step, and which image.
 *
 * Whoever works or learns here reads all of the curriculum. A university's contact reads the circulars that are
 * addressed to contacts; every other step is answered as one that does not exist. */
#pragma once

#include "domain/content/content.h"
#include "domain/people/subject.h"
#include "domain/site/site.h"

/* Both are about the actor's own reading. FAIL_NOT_FOUND, with one sentence for what is hidden and what is missing; for
 * those with SITE_SEE_CURRICULUM always 0. */
int curriculum_check_step(struct site *site, const struct subject *self, const char *step);
int curriculum_check_image(struct site *site, const struct subject *self, const char *blob);
