/* Plugin: what plugins add to the command line. */
#pragma once

#include "host/service.h"
#include "ui/cli/command.h"

/* Loads the plugins, once, with what trappa.yaml says of them; without a data directory those beside the program. */
void plugin_commands_load(const struct invocation *invocation);

/* The row after this one, first Trappa's own and then those of plugins that are loaded; NULL after the last. */
const struct command *command_next(const struct command *after);

/* True if a command of Trappa's own begins with the word. */
bool plugin_command_is_taken(const char *word);

/* On standard output. */
void plugin_print_table(const struct figure_table *table, enum language language);
void plugin_print_bars(const struct figure_table *table, enum language language);
