/* Prepares a site for the plugins; see plugin_install.h. */
#include "host/plugin_install.h"

#include "base/fail.h"
#include "domain/site/site.h"
#include "host/host.h"
#include "host/migrate.h"
#include "host/plugin_jobs.h"
#include "host/views.h"

#include <stdio.h>

/* A plugin's error refuses the plugin; an error of the disk, which may pass, is returned too. */
static int migrate_all(struct site *site)
{
    int all = 0;
    for (struct plugin *plugin = NULL; (plugin = host_plugin_next(plugin));) {
        int result = plugin->why ? 0 : migrate_plugin(site->records, plugin);
        if (result == 0)
            continue;
        if (result == FAIL_SYSTEM || result == FAIL_BUSY || result == FAIL_CORRUPT) {
            fprintf(stderr, "trappa: plugins: %s\n", fail_sentence());
            all = result;
        }
        host_refuse(plugin, fail_sentence());
    }
    return all;
}

int plugin_install(struct site *site)
{
    static uint64_t attached;
    bool is_new = true;
    int result = 0;
    if (!host_plugin_next(NULL) || attached == site->opening)
        return 0;
    plugin_jobs_use_site(site);
    result = views_make(site->records, &is_new);
    if (result != 0) /* then every reading of them says why */
        fprintf(stderr, "trappa: plugins: %s\n", fail_sentence());
    else
        attached = site->opening;
    if (!is_new)
        return result;
    int migrated = migrate_all(site);
    plugin_jobs_begin();
    fail_forget();
    if (result == 0 && migrated == 0)
        return 0;
    return fail(FAIL_SYSTEM, "the plugins could not be prepared");
}
