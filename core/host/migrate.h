/* Migrate: the tables of plugins, brought up to date. */
#pragma once

#include "host/plugin.h"

struct records;

/* Runs the migrations of a plugin that these records have not seen: after a backup, in one transaction with an event.
 * FAIL_RULE when they have seen more than the plugin has. */
int migrate_plugin(struct records *records, struct plugin *plugin);
