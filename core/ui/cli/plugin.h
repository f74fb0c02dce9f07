/* Plugin: what plugins add to the command line, and how they print. */
#pragma once

#include "host/host_ui.h"
#include "ui/cli/command.h"

/* Adds the commands of the loaded plugins. */
void plugin_commands_gather(const struct invocation *invocation);

/* The language in which plugins print: that of the command line. */
void plugin_print_use_language(enum language language);
enum language plugin_print_language(void);

/* Print on stdout. */
void plugin_print_table(const struct figure_table *table, enum language language);
void plugin_print_bars(const struct figure_table *table, enum language language);
