/* Connects the host below with language, terminal and page; see app/plugin_ui.h. */
#include "ui/plugin_ui.h"

#include "base/memory.h"
#include "base/text.h"
#include "host/host.h"
#include "ui/cli/plugin.h"
#include "ui/web/plugin.h"

#include <stdio.h>

static struct {
    enum language language;
    struct page *page;
} now;

void plugin_ui_speak(enum language language, struct page *page)
{
    now.language = language;
    now.page = page;
}

struct page *plugin_ui_page(void)
{
    return now.page;
}

/* ---- text/1 ---- */

static const char *text_translate(const char *message_id)
{
    return message_id ? translate(now.language, message_id) : "";
}

static const char *text_translate_plural(const char *one, const char *many, long number)
{
    return translate_plural(now.language, one, many, number);
}

static const char *text_language(void)
{
    return language_code(now.language);
}

static const struct trappa_text_1 text_service = {sizeof text_service, text_translate, text_translate_plural,
                                                  text_language};

/* ---- tables and charts ---- */

static void table_show(const struct figure_table *table)
{
    if (now.page)
        plugin_page_table(now.page, table);
    else
        plugin_print_table(table, now.language);
}

static void bars_show(const struct figure_table *table)
{
    if (now.page)
        plugin_page_bars(now.page, table);
    else
        plugin_print_bars(table, now.language);
}

static bool is_taken(const char *word)
{
    return plugin_command_is_taken(word) || plugin_route_is_taken(word);
}

void plugin_ui_load_plugins(const char *data_folder, const struct site_config *config)
{
    static struct host_ui edge;
    edge = (struct host_ui){.text = &text_service,
                            .web = &plugin_web_service,
                            .table = table_show,
                            .bars = bars_show,
                            .is_taken = is_taken};
    translate_use(host_translate);
    host_load(&edge, data_folder, config);
}
