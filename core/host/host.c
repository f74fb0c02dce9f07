/* The list of plugins and the search of their offers; see host.h. */
#include "host/host.h"

#include "base/catalogue.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/curriculum/curriculum.h"
#include "domain/records/records.h"
#include "domain/site/site.h"
#include "host/block_render.h"
#include "host/call.h"
#include "host/loader.h"
#include "host/personal.h"
#include "host/plugin_check.h"

#include <trappa/check.h>
#include <trappa/step_kind.h>
#include <trappa/text.h>

static struct {
    bool is_loaded;
    struct arena arena;
    struct plugin *plugins;
    size_t count;
    const struct site_plugin_setting *settings;
} host;

struct plugin *host_plugin_next(struct plugin *after)
{
    size_t next = after ? after->index + 1 : 0;
    return next < host.count ? &host.plugins[next] : NULL;
}

bool host_offer_next(const char *kind, struct plugin_offer *at)
{
    size_t index = at->plugin ? at->index + 1 : 0;
    struct plugin *plugin = at->plugin ? at->plugin : host_plugin_next(NULL);
    for (; plugin; plugin = host_plugin_next(plugin), index = 0) {
        if (plugin->why || !plugin->descriptor->offers)
            continue;
        for (const struct trappa_offer *offer = plugin->descriptor->offers + index; offer->kind; offer++, index++)
            if (text_equal(offer->kind, kind)) {
                *at = (struct plugin_offer){.plugin = plugin, .item = offer->item, .index = index};
                return true;
            }
    }
    return false;
}

void host_refuse(struct plugin *plugin, const char *why)
{
    plugin->why = arena_copy_string(&host.arena, why);
}

const char *host_setting(const char *plugin_id, const char *key)
{
    for (const struct site_plugin_setting *setting = host.settings; setting; setting = setting->next)
        if (text_equal(setting->plugin, plugin_id) && text_equal(setting->key, key))
            return setting->value;
    return NULL;
}

const char *host_translate(const char *language, const char *message_id, size_t *ret_length)
{
    struct plugin_offer at = {0};
    while (host_offer_next(TRAPPA_CATALOGUE_1, &at)) {
        const struct trappa_catalogue_1 *offer = at.item;
        const struct catalogue catalogue = {offer->bytes, offer->length};
        const char *text =
            text_equal(offer->language, language) ? catalogue_find(&catalogue, message_id, NULL, ret_length) : NULL;
        if (text)
            return text;
    }
    return NULL;
}

const char *host_step_kind_title(const char *word)
{
    struct plugin_offer at = {0};
    while (host_offer_next(TRAPPA_STEP_KIND_1, &at)) {
        const struct trappa_step_kind_1 *kind = at.item;
        if (text_equal(kind->word, word))
            return kind->title;
    }
    return NULL;
}

static void step_kinds_gather(void)
{
    struct plugin_offer at = {0};
    while (host_offer_next(TRAPPA_STEP_KIND_1, &at))
        step_kind_add(((const struct trappa_step_kind_1 *)at.item)->word);
}

/* ---- ids that clash ---- */

/* A plugin "plan" would own the table plan_leave. */
static bool is_name_of_table(const struct plugin *plugin)
{
    static const char *const more[] = {"sqlite_", "v_", "event_", "plugin_"};
    for (int i = 0; i < records_tables_count; i++)
        if (text_starts(records_tables[i].name, plugin->table_prefix) || text_equal(records_tables[i].name, plugin->id))
            return true;
    for (size_t i = 0; i < COUNT_OF(more); i++)
        if (text_equal(more[i], plugin->table_prefix))
            return true;
    return false;
}

/* A plugin "a" would own the tables of "a-b". */
static const struct plugin *clash_find(const struct plugin *plugin)
{
    for (size_t i = 0; i < host.count; i++) {
        const struct plugin *other = &host.plugins[i];
        if (other != plugin && other->descriptor && !other->why &&
            (text_starts(plugin->table_prefix, other->table_prefix) ||
             text_starts(other->table_prefix, plugin->table_prefix)))
            return other;
    }
    return NULL;
}

/* Whoever reads the code of a finding must know whose it is. */
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
    if (is_name_of_table(plugin) || service_ui()->is_taken(plugin->id))
        return fail(FAIL_RULE, "its id '%s' is a word of Trappa's own", plugin->id);
    if (other)
        return fail(FAIL_RULE, "its id '%s' and that of plugin '%s' in %s are the same or begin alike", plugin->id,
                    other->id, other->path);
    return codes_check(plugin);
}

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
    struct plugin *plugin = &host.plugins[host.count];
    *plugin = (struct plugin){.path = path, .version = "", .summary = "", .index = host.count};
    int result = loader_open(loader, plugin);
    host.count++;
    if (result == 0)
        result = start(plugin);
    if (result != 0)
        host_refuse(plugin, fail_sentence());
}

void host_load(const struct host_ui *edge, const char *data_folder, const struct site_config *config)
{
    if (host.is_loaded)
        return;
    struct loader loader = {.arena = &host.arena, .data_folder = data_folder};
    host.is_loaded = true;
    host.settings = config ? config->plugin_settings : NULL;
    service_use_ui(edge);
    loader_find(&loader, config ? config->plugin_folder : NULL);
    host.plugins = arena_zeroed(&host.arena, (loader.file_count + 1) * sizeof *host.plugins);
    for (size_t i = 0; i < loader.file_count; i++)
        plugin_begin(loader.files[i], &loader);
    loader_finish(&loader);
    step_kinds_gather();
    plugin_check_begin();
    block_render_begin();
    personal_begin();
    fail_forget();
}
