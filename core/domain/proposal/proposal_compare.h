/* Proposal compare: a changed file beside what it was, as people read it: a step's rendered text, and lines of what is
 * no text. */
#pragma once

#include "domain/content/step_comparison.h"
#include "domain/proposal/proposal.h"

/* Renders both sides in a child process under its limits. Without differences the comparison has no parts. */
int proposal_compare(const struct proposal_file *file, struct arena *arena, struct step_comparison *ret_comparison);

/* The text of a step's file as HTML, as it would be published but for links and questions; NULL for other files. */
int proposal_render(const char *path, const char *text, struct arena *arena, const char **ret_html);
