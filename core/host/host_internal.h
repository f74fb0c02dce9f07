/* Host internals: fills the list of plugins; for host_load.c only. */
#pragma once

#include "host/host.h"

struct arena;
struct site_plugin_setting;

/* True the first time in a process; *ret_arena lives as long as the list. */
bool host_begin(const struct site_plugin_setting *settings, struct arena **ret_arena);

/* Makes room for `most` plugins. */
void host_reserve(size_t most);

/* Adds a plugin, opened or about to be refused, to the list; lent. */
struct plugin *host_add(const struct plugin *plugin);
