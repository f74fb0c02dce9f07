/* Finds and writes plugins' reports; see report.h. */
#include "host/report.h"

#include "base/fail.h"
#include "base/text.h"
#include "host/call.h"
#include "host/host.h"

#include <trappa/report.h>

int report_find(const char *plugin_id, const char *report_id, struct plugin_offer *ret_offer)
{
    struct plugin_offer at = {0};
    while (host_offer_next(TRAPPA_REPORT_1, &at)) {
        const struct trappa_report_1 *report = at.item;
        if (text_equal(at.plugin->id, plugin_id) && text_equal(report->id, report_id)) {
            *ret_offer = at;
            return 0;
        }
    }
    return fail(FAIL_NOT_FOUND, "report '%s %s': no such report", plugin_id, report_id);
}

bool report_is_for(const struct plugin_offer *offer, const struct actor *viewer)
{
    const struct trappa_report_1 *report = offer->item;
    unsigned roles = 0;
    (void)plugin_roles(report->roles, &roles); /* checked when the plugin was loaded */
    return viewer->roles & (roles | ROLE_OPERATOR);
}

int report_write(const struct plugin_offer *offer, const struct actor *viewer, struct site *site)
{
    const struct trappa_report_1 *report = offer->item;
    struct call call = {.plugin = offer->plugin, .viewer = viewer, .site = site, .withholds = report->leaves_unit != 0};
    if (!report_is_for(offer, viewer))
        return fail(FAIL_DENIED, "report '%s %s': is not for your role", offer->plugin->id, report->id);
    call_begin(&call);
    int result = call_end(&call, report->write());
    return result == 1 ? fail(FAIL_SYSTEM, "plugin '%s': a report answered 1, which is no result", offer->plugin->id)
                       : result;
}
