/* Host load: the plugins of this process are loaded, and what works with them begins. */
#pragma once

#include "host/host_ui.h"

struct site_config;

/* Loads every plugin of the folder that the configuration names, else of `plugins` beside the program. Does not fail:
 * what is wrong with a plugin is its `why`. `data_folder` (may be NULL) remembers which files have been tried, so that
 * a plugin is tried in a process of its own only when it is new. A second call does nothing. */
void host_load(const struct host_ui *ui, const char *data_folder, const struct site_config *config);
