/* The list of plugins and the search of their offers; see host.h. */
#include "host/host_internal.h"

#include "base/catalogue.h"
#include "base/text.h"
#include "domain/site/site.h"

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

/* ---- for host_load.c ---- */

bool host_begin(const struct site_plugin_setting *settings, struct arena **ret_arena)
{
    if (host.is_loaded)
        return false;
    host.is_loaded = true;
    host.settings = settings;
    *ret_arena = &host.arena;
    return true;
}

void host_reserve(size_t most)
{
    host.plugins = arena_zeroed(&host.arena, (most + 1) * sizeof *host.plugins);
}

struct plugin *host_add(const struct plugin *plugin)
{
    struct plugin *added = &host.plugins[host.count];
    *added = *plugin;
    added->index = host.count++;
    return added;
}
