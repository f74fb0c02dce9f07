/* Shows the reports of plugins; see report.h. */
#include "ui/web/report.h"

#include "host/host.h"
#include "host/report.h"
#include "ui/web/plugin.h"

#include <trappa/report.h>

static int reports_show(struct page *page)
{
    struct plugin_offer at = {0};
    size_t count = 0;
    while (host_offer_next(TRAPPA_REPORT_1, &at))
        count += report_is_for(&at, page->actor);
    struct report_list list = {.rows = arena_zeroed(page->arena, (count + 1) * sizeof *list.rows)};
    at = (struct plugin_offer){0};
    while (host_offer_next(TRAPPA_REPORT_1, &at)) {
        const struct trappa_report_1 *report = at.item;
        if (report_is_for(&at, page->actor))
            list.rows[list.count++] =
                (struct report_row){at.plugin->id, report->id, page_translate(page, report->title)};
    }
    page_reports(&page->content, page, &list);
    return 0;
}

static int report_show(struct page *page)
{
    struct plugin_offer offer;
    TRY(report_find(page_parameter(page, "plugin"), page_parameter(page, "report"), &offer));
    const struct trappa_report_1 *report = offer.item;
    page_title(page, "%s", page_translate(page, report->title));
    page_report_head(&page->content, page->title);
    plugin_page_use(page);
    int result = report_write(&offer, page->actor, page->site);
    plugin_page_use(NULL);
    return result;
}

static const struct route rows[] = {
    {"GET", "/rapporter", reports_show, ROUTE_FOR_STAFF, N_("Reports"), .menu = 0},
    {"GET", "/rapporter/:plugin/:report", report_show, ROUTE_FOR_STAFF, N_("Report"), .menu = 0},
};

const struct route_table report_routes = ROUTE_TABLE(rows);
