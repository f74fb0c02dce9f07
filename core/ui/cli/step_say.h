/* Step say: what the commands about one step of a person say afterwards, for step.c and sign.c. */
#pragma once

#include "domain/plan/plan.h"
#include "ui/cli/site_command.h"

/* Words of the command line: the person first, then the step. */
struct step_said {
    struct site *site;
    struct actor actor;
    const char *person, *step;
};

/* Opens the site (close it) and reads the two words. */
int step_open(const struct invocation *invocation, struct step_said *ret_said);

/* "anna riksnormen: signed" on stdout. */
int step_say_state(const struct invocation *invocation, const struct step_said *said);

/* On stderr, each step that `requires` says comes before this one and that is not done. */
int step_warn_unmet(const struct invocation *invocation, const struct step_said *said);
