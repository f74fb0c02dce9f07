/* Commands: the list of all command tables. */
#pragma once

#include "ui/cli/command.h"

/* In the order of the help; NULL after the last. */
extern const struct command_table *const command_tables[];
