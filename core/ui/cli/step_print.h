/* Step say: what the commands about one step of a person say afterwards, for step.c and ui/web/signoff.c. */
#pragma once

#include "domain/plan/plan.h"
#include "ui/cli/open_site.h"

/* Words of the command line: the person first, then the step. */
struct step_print {
    struct site *site;
    struct actor actor;
    const char *person, *step;
};

/* Opens the site (close it) and reads the two words. */
int step_open(const struct invocation *invocation, struct step_print *ret_said);

/* "anna riksnormen: signed" on stdout. */
int step_print_state(const struct invocation *invocation, const struct step_print *said);

/* On stderr, each step that `requires` says comes before this one and that is not done. */
int step_warn_unmet(const struct invocation *invocation, const struct step_print *said);
