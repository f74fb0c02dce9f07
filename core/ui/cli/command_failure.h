/* Command failure: the last failure as a sentence, with the option it is about and the command that helps. */
#pragma once

#include "ui/cli/command.h"

/* The command's option for a field of the domain: "because" is "--because", and "last" is "--to" if the command has
 * that. NULL without such an option, or if command or field is NULL. */
const char *command_option_for(const struct command *command, const char *field, struct arena *arena);

/* The last failure as a sentence in the language of the invocation. */
const char *command_failure(const struct invocation *invocation);
