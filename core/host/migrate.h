/* Migrate: runs the migrations of plugins. */
#pragma once

#include "host/plugin.h"

struct records;

/* Runs those migrations of a plugin that these records do not have yet, after a backup, in one transaction with an
 * event. FAIL_RULE if the records have more than the plugin. */
int migrate_plugin(struct records *records, struct plugin *plugin);
