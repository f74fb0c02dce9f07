/* `trappa plugin list`, and the commands, tables and bars of plugins; see plugin.h. */
#include "ui/cli/plugin.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/site/site.h"
#include "host/call.h"
#include "host/host.h"
#include "io/file.h"
#include "ui/cli/command.h"
#include "ui/cli/open_site.h"
#include "ui/cli/print.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <trappa/command.h>

/* ---- the rows ---- */

static struct {
    struct arena arena;
    struct command *rows;
    struct plugin_offer *offers;
    size_t count;
} added;

static enum language speaking; /* of the command line */

static int plugin_command_run(const struct invocation *invocation);

/* After a plugin has been refused, its rows go too. */
static void rows_gather(void)
{
    struct plugin_offer at = {0};
    added.count = 0;
    while (host_offer_next(TRAPPA_COMMAND_1, &at))
        added.count++;
    added.rows = arena_zeroed(&added.arena, (added.count + 1) * sizeof *added.rows);
    added.offers = arena_zeroed(&added.arena, (added.count + 1) * sizeof *added.offers);
    at = (struct plugin_offer){0};
    for (size_t i = 0; host_offer_next(TRAPPA_COMMAND_1, &at); i++) {
        const struct trappa_command_1 *offer = at.item;
        added.rows[i] = (struct command){offer->name, offer->arguments, offer->help, plugin_command_run};
        added.offers[i] = at;
    }
}

void plugin_commands_gather(const struct invocation *invocation)
{
    rows_gather();
    command_list_use_plugins(invocation->list, invocation->arena, added.rows, added.count);
}

void plugin_print_use_language(enum language language)
{
    speaking = language;
}

enum language plugin_print_language(void)
{
    return speaking;
}

/* ---- running one ---- */

static const struct invocation *running;

static const char *call_word(size_t index)
{
    return invocation_word(running, index);
}

static const char *call_option(const char *name)
{
    return invocation_option(running, name);
}

static void call_print(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void call_print(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
}

static int plugin_command_run(const struct invocation *invocation)
{
    static const struct trappa_command_call_1 said = {call_word, call_option, call_print};
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    const struct plugin_offer *offer = &added.offers[invocation->command - added.rows];
    const struct trappa_command_1 *command = offer->item;
    TRY(command_open_site(invocation, &site, &actor));
    if (offer->plugin->why)
        return fail(FAIL_RULE, "plugin '%s': %s", offer->plugin->id, offer->plugin->why);
    struct call call = {.plugin = offer->plugin, .viewer = &actor, .site = site, .may_write = true, .may_send = true};
    running = invocation;
    call_begin(&call);
    return call_end(&call, command->run(&said));
}

/* ---- what there is ---- */

static void list_json(struct json *json)
{
    json_array(json);
    for (struct plugin *plugin = NULL; (plugin = host_plugin_next(plugin));) {
        json_object(json);
        json_put_string(json, "id", plugin->id);
        json_put_string(json, "version", plugin->version);
        json_put_string(json, "summary", plugin->summary);
        json_put_string(json, "state", plugin->why ? "refused" : "loaded");
        json_put_string(json, "why", plugin->why);
        json_end(json);
    }
    json_end(json);
}

static void list_print(const struct invocation *invocation)
{
    if (!host_plugin_next(NULL))
        command_print_line(invocation, N_("There are no plugins."));
    for (struct plugin *plugin = NULL; (plugin = host_plugin_next(plugin));)
        if (plugin->why)
            command_print_line(invocation, N_("%s: refused: %s"), plugin->id, plugin->why);
        else
            printf("%s %s: %s\n", plugin->id, plugin->version, invocation_translate(invocation, plugin->summary));
}

/* Also reports faults of a plugin's tables, which are found only in a site. */
static int command_plugin_list(const struct invocation *invocation)
{
    CLEANUP(memory_free_at) char *records = memory_format("%s/records.db", invocation->data);
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    command_load_plugins(invocation);
    if (file_exists(records))
        TRY(command_open_site(invocation, &site, &actor));
    if (invocation_has(invocation, "json")) {
        CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
        struct json json = JSON(&text);
        list_json(&json);
        return print_json(&text);
    }
    list_print(invocation);
    return 0;
}

/* ---- tables and bars ---- */

static const char *cell_words(const struct figure_cell *cell, char buffer[24], enum language language)
{
    if (cell->is_withheld)
        return translate(language, N_("fewer than five"));
    if (cell->words)
        return cell->words;
    snprintf(buffer, 24, "%lld", (long long)cell->number);
    return buffer;
}

static void print_padded(const char *words, size_t width, bool is_right)
{
    int gap = (int)(width - text_width(words));
    printf("%*s%s%*s  ", is_right ? gap : 0, "", words, is_right ? 0 : gap, "");
}

static size_t column_width(const struct figure_table *table, size_t column, enum language language)
{
    char buffer[24];
    size_t width = text_width(table->columns[column]);
    for (size_t row = 0; row < table->row_count; row++) {
        size_t here = text_width(cell_words(&table->cells[row * table->column_count + column], buffer, language));
        width = here > width ? here : width;
    }
    return width;
}

void plugin_print_table(const struct figure_table *table, enum language language)
{
    char buffer[24];
    CLEANUP(memory_free_at) size_t *widths = memory_zeroed(table->column_count * sizeof *widths);
    printf("%s\n", table->caption);
    for (size_t column = 0; column < table->column_count; column++) {
        widths[column] = column_width(table, column, language);
        print_padded(table->columns[column], widths[column], false);
    }
    for (size_t i = 0; i < table->row_count * table->column_count; i++) {
        if (i % table->column_count == 0)
            putchar('\n');
        print_padded(cell_words(&table->cells[i], buffer, language), widths[i % table->column_count],
                     !table->cells[i].words);
    }
    putchar('\n');
}

#define BAR_WIDTH 40

void plugin_print_bars(const struct figure_table *table, enum language language)
{
    char buffer[24];
    int64_t most = 1;
    size_t width = column_width(table, 0, language);
    for (size_t i = 0; i < table->row_count; i++)
        most = table->cells[2 * i + 1].number > most ? table->cells[2 * i + 1].number : most;
    printf("%s\n", table->caption);
    for (size_t i = 0; i < table->row_count; i++) {
        const struct figure_cell *figure = &table->cells[2 * i + 1];
        print_padded(table->cells[2 * i].words, width, false);
        for (int64_t j = 0; j < figure->number * BAR_WIDTH / most; j++)
            putchar('#');
        printf(" %s\n", cell_words(figure, buffer, language));
    }
}

static const struct command commands[] = {
    {"plugin list", "[--json]", N_("Lists the plugins, and why one was refused"), command_plugin_list},
};
const struct command_table plugin_commands = COMMAND_TABLE(commands);
