/* `trappa report`: the figures that plugins offer. */
#include "host/report.h"
#include "base/fail.h"
#include "host/host.h"
#include "ui/cli/command.h"
#include "ui/cli/open_site.h"
#include "ui/cli/print.h"

#include <stdio.h>
#include <trappa/report.h>

static void list_json(struct json *json)
{
    struct plugin_offer at = {0};
    json_array(json);
    while (host_offer_next(TRAPPA_REPORT_1, &at)) {
        const struct trappa_report_1 *report = at.item;
        json_object(json);
        json_put_string(json, "plugin", at.plugin->id);
        json_put_string(json, "report", report->id);
        json_put_string(json, "title", report->title);
        json_end(json);
    }
    json_end(json);
}

static int command_report_list(const struct invocation *invocation)
{
    struct plugin_offer at = {0};
    command_load_plugins(invocation);
    if (invocation_has(invocation, "json")) {
        CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
        struct json json = JSON(&text);
        list_json(&json);
        return print_json(&text);
    }
    while (host_offer_next(TRAPPA_REPORT_1, &at)) {
        const struct trappa_report_1 *report = at.item;
        printf("%s %s: %s\n", at.plugin->id, report->id, invocation_translate(invocation, report->title));
    }
    return 0;
}

static int command_report_show(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    struct plugin_offer offer;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(report_find(invocation_word(invocation, 0), invocation_word(invocation, 1), &offer));
    return report_write(&offer, &actor, site);
}

static const struct command commands[] = {
    {"report list", "[--json]", N_("Lists the reports of plugins"), command_report_list},
    {"report show", "PLUGIN REPORT [--by PERSON]", N_("Shows a report of a plugin"), command_report_show},
};
const struct command_table report_commands = COMMAND_TABLE(commands);
