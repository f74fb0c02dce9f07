/* Step print: the beginning and the output of the commands about one step of a person, for step.c and signoff.c. */
#pragma once

#include "domain/plan/plan.h"
#include "ui/cli/open_site.h"

/* The two words of such a command, PERSON and STEP, with its site and actor. */
struct step_command {
    struct site *site;
    struct actor actor;
    const char *person, *step;
};

/* Opens the site, which the caller closes, and reads the two words. */
int step_command_open(const struct invocation *invocation, struct step_command *ret_said);

/* Prints "anna riksnormen: signed" on stdout. */
int step_print_state(const struct invocation *invocation, const struct step_command *said);

/* Prints a warning on stderr for each unfinished step that `requires` lists for this one. */
int step_warn_unmet(const struct invocation *invocation, const struct step_command *said);
