/* Host load: loads the plugins of this process and starts everything that works with them. */
#pragma once

#include "host/host_ui.h"

struct site_config;

/* Loads every plugin from the program's own folder and from those that are configured. Never fails: a plugin's
 * problem is its `why`. `data_folder` (may be NULL) stores which files have been tried, so that only new ones are tried
 * in a separate process. A second call does nothing. */
void host_load(const struct host_ui *ui, const char *data_folder, const struct site_config *config);
