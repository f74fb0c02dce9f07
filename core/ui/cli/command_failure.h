/* Failure on the command line: what went wrong, with the option it is about and the command that helps. */
#pragma once

#include "ui/cli/command.h"

/* The option of the command for an input that the domain speaks of: "because" is "--because", and "last" is "--to"
 * where a command takes that. NULL if the command has no such option, or there is no command or field. */
const char *command_option_for(const struct command *command, const char *field, struct arena *arena);

/* The last failure as a sentence in the language of the invocation. */
const char *command_failure(const struct invocation *invocation);
