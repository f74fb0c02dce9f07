/* Loads the plugins and starts everything that works with them; see host_load.h. */
#include "host/host_load.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/curriculum/curriculum.h"
#include "domain/records/event.h"
#include "domain/records/records.h"
#include "domain/records/table.h"
#include "domain/site/site.h"
#include "host/block_render.h"
#include "host/call.h"
#include "host/host_internal.h"
#include "host/loader.h"
#include "host/personal.h"
#include "host/plugin_check.h"
#include "host/service.h"

#include <trappa/check.h>
#include <trappa/step_kind.h>

/* ---- ids that clash ---- */

/* A plugin "plan" would own the table plan_leave, and write the event plan.started. */
static bool is_name_of_table(const struct plugin *plugin)
{
    static const char *const more[] = {"sqlite_", "v_", "event_", "plugin_"};
    const struct records_table *table;
    for (size_t i = 0; (table = records_table_at(i)); i++)
        if (text_starts(table->name, plugin->table_prefix) || text_equal(table->name, plugin->id))
            return true;
    for (size_t i = 0; i < COUNT_OF(more); i++)
        if (text_equal(more[i], plugin->table_prefix))
            return true;
    return false;
}

/* A plugin "a" would own the tables of "a-b". */
static const struct plugin *clash_find(const struct plugin *plugin)
{
    for (struct plugin *other = NULL; (other = host_plugin_next(other));)
        if (other != plugin && other->descriptor && !other->why &&
            (text_starts(plugin->table_prefix, other->table_prefix) ||
             text_starts(other->table_prefix, plugin->table_prefix)))
            return other;
    return NULL;
}

/* A finding's code must identify its plugin. */
static int codes_check(const struct plugin *plugin)
{
    struct plugin_offer at = {0};
    while (host_offer_next(TRAPPA_CHECK_1, &at))
        for (const struct trappa_check_code_1 *row = ((const struct trappa_check_1 *)at.item)->codes;
             at.plugin != plugin && row->code; row++)
            if (plugin_code_find(plugin->descriptor, row->code))
                return fail(FAIL_RULE, "its finding '%s' is one of plugin '%s' too", row->code, at.plugin->id);
    return 0;
}

static int name_check(const struct plugin *plugin)
{
    const struct plugin *other = clash_find(plugin);
    if (is_name_of_table(plugin) || event_noun_is_declared(plugin->id) || host_ui()->is_taken(plugin->id))
        return fail(FAIL_RULE, "its id '%s' is a word of Trappa's own", plugin->id);
    if (other)
        return fail(FAIL_RULE, "its id '%s' and that of plugin '%s' in %s are the same or begin alike", plugin->id,
                    other->id, other->path);
    return codes_check(plugin);
}

/* ---- loading ---- */

static int start(struct plugin *plugin)
{
    struct call call = {.plugin = plugin};
    TRY(name_check(plugin));
    call_begin(&call);
    int result = call_end(&call, plugin->descriptor->start(&service_host));
    return result == 1 ? fail(FAIL_SYSTEM, "its start answered 1, which is no result") : result;
}

static void plugin_begin(const char *path, struct loader *loader)
{
    struct plugin opened = {.path = path, .version = "", .summary = ""};
    int result = loader_open(loader, &opened);
    struct plugin *plugin = host_add(&opened);
    if (result == 0)
        result = start(plugin);
    if (result != 0)
        host_refuse(plugin, fail_sentence());
}

static void step_kinds_gather(void)
{
    struct plugin_offer at = {0};
    while (host_offer_next(TRAPPA_STEP_KIND_1, &at))
        step_kind_add(((const struct trappa_step_kind_1 *)at.item)->word);
}

void host_load(const struct host_ui *ui, const char *data_folder, const struct site_config *config)
{
    struct loader loader = {.data_folder = data_folder};
    if (!host_begin(config ? config->plugin_settings : NULL, &loader.arena))
        return;
    host_ui_use(ui);
    loader_begin(&loader);
    if (!config || config->has_own_plugins)
        loader_find_own(&loader);
    loader_find(&loader, config ? config->plugin_folders : NULL);
    host_reserve(loader.file_count);
    for (size_t i = 0; i < loader.file_count; i++)
        plugin_begin(loader.files[i], &loader);
    loader_finish(&loader);
    step_kinds_gather();
    plugin_check_begin();
    block_render_begin();
    personal_begin();
    fail_forget();
}
