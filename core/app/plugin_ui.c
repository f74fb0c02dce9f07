/* Connects plugins with translation, terminal and page; see app/plugin_ui.h. */
#include "app/plugin_ui.h"

#include "base/memory.h"
#include "base/text.h"
#include "domain/site/site.h"
#include "host/host.h"
#include "host/host_load.h"
#include "io/file.h"
#include "ui/cli/plugin.h"
#include "ui/web/plugin.h"

#include <stdio.h>

static struct plugin_ui_words own;

void plugin_ui_use_words(const struct plugin_ui_words *words)
{
    own = *words;
}

/* The language of the page being written, else of the command line. */
static enum language language_now(void)
{
    const struct page *page = plugin_page();
    return page ? page->language : plugin_print_language();
}

/* ---- text/1 ---- */

static const char *text_translate(const char *message_id)
{
    return message_id ? translate(language_now(), message_id) : "";
}

static const char *text_translate_plural(const char *one, const char *many, long number)
{
    return translate_plural(language_now(), one, many, number);
}

static const char *text_language(void)
{
    return language_code(language_now());
}

static const struct trappa_text_1 text_service = {sizeof text_service, text_translate, text_translate_plural,
                                                  text_language};

/* ---- tables and charts ---- */

static void table_show(const struct figure_table *table)
{
    if (plugin_page())
        plugin_page_table(plugin_page(), table);
    else
        plugin_print_table(table, plugin_print_language());
}

static void bars_show(const struct figure_table *table)
{
    if (plugin_page())
        plugin_page_bars(plugin_page(), table);
    else
        plugin_print_bars(table, plugin_print_language());
}

static bool is_taken(const char *word)
{
    return command_word_is_taken(own.commands, word) || route_word_is_taken(own.routes, word);
}

void plugin_ui_load_plugins(const char *data_folder, const struct site_config *config)
{
    static struct host_ui ui;
    ui = (struct host_ui){.text = &text_service,
                          .web = &plugin_web_service,
                          .table = table_show,
                          .bars = bars_show,
                          .is_taken = is_taken};
    translate_use(host_translate);
    host_load(&ui, data_folder, config);
}

void plugin_ui_load_for_command(const struct invocation *invocation)
{
    static struct arena arena;
    static struct site_config config;
    plugin_print_use_language(invocation->language);
    bool has_site = file_is_folder(invocation->data);
    if (!has_site || site_config_read(invocation->data, &arena, &config) != 0)
        has_site = false; /* opening the site will report the problem of its configuration */
    plugin_ui_load_plugins(has_site ? invocation->data : NULL, has_site ? &config : NULL);
    plugin_commands_gather(invocation);
}
