/* Plugin: what plugins add to the command line. */
#pragma once

#include "host/host_ui.h"
#include "ui/cli/command.h"

/* Adds the commands of the plugins that are loaded. */
void plugin_commands_gather(const struct invocation *invocation);

/* The language that plugins speak on standard output: that of the command line. */
void plugin_print_use_language(enum language language);
enum language plugin_print_language(void);

/* On standard output. */
void plugin_print_table(const struct figure_table *table, enum language language);
void plugin_print_bars(const struct figure_table *table, enum language language);
