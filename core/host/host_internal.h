/* Host: how the list of plugins is filled, for host_load.c alone. */
#pragma once

#include "host/host.h"

struct arena;
struct site_plugin_setting;

/* True the first time in a process; *ret_arena lives as long as the list. */
bool host_begin(const struct site_plugin_setting *settings, struct arena **ret_arena);

/* Room for so many. */
void host_reserve(size_t most);

/* Puts a plugin that has been opened, or is about to be refused, into the list. */
struct plugin *host_add(const struct plugin *plugin);
