/* `trappa report`: the figures that plugins offer. */
#include "host/report.h"
#include "base/fail.h"
#include "host/host.h"
#include "ui/cli/commands.h"
#include "ui/cli/open_site.h"
#include "ui/cli/plugin.h"
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

int command_report_list(const struct invocation *invocation)
{
    struct plugin_offer at = {0};
    plugin_commands_load(invocation);
    if (invocation_has(invocation, "json")) {
        CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
        struct json json = JSON(&text);
        list_json(&json);
        return print_json(&text);
    }
    while (host_offer_next(TRAPPA_REPORT_1, &at)) {
        const struct trappa_report_1 *report = at.item;
        printf("%s %s: %s\n", at.plugin->id, report->id, print_say(invocation, report->title));
    }
    return 0;
}

int command_report_show(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    struct plugin_offer offer;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(report_find(invocation_word(invocation, 0), invocation_word(invocation, 1), &offer));
    return report_write(&offer, &actor, site);
}
