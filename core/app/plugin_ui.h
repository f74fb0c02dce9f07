/* Plugin UI: the user interface for plugins, on the command line and in pages: services text/1 and web/1, tables and
 * charts. */
#pragma once

struct command_table;
struct invocation;
struct route_table;
struct site_config;

/* Trappa's own commands and routes, whose words no plugin may use as its id. Set them once, before any plugin is
 * loaded. */
struct plugin_ui_words {
    const struct command_table *const *commands;
    const struct route_table *const *routes;
};
void plugin_ui_use_words(const struct plugin_ui_words *words);

/* Loads the plugins (host_load.h). `config` must live as long as the process; NULL: no site is known. */
void plugin_ui_load_plugins(const char *data_folder, const struct site_config *config);

/* The same for a command: with the configuration of its data directory, if it has one; adds the plugins' commands to
 * the command line. */
void plugin_ui_load_for_command(const struct invocation *invocation);
