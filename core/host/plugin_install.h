/* Plugin install: prepares an open site for the loaded plugins. */
#pragma once

struct site;

/* Runs each plugin's migrations and creates the views that plugins read. Call it after site_open() or site_refresh(),
 * not inside a transaction; cheap if already done for these records. A plugin whose migration fails is refused with
 * that sentence; the others are not affected. FAIL_SYSTEM if the fault was none of the plugin's, and may pass: who
 * serves others ends then, and is started again, instead of lacking what its neighbours have. */
int plugin_install(struct site *site);
