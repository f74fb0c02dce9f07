/* Shows where replacements are behind their base; see drift.h. */
#include "ui/web/drift.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/site/site.h"

#define DRIFT_SHOWN 50
#define DRIFT_MOST 1000000

static int drift_show(struct page *page)
{
    struct drift_page shown = {0};
    struct layer_drifts drifts;
    int64_t from = 0;
    if (*page_field(page, "fran"))
        TRY(page_field_number(page, "fran", 0, DRIFT_MOST, &from));
    TRY(layer_drift_recall(page->site->records, page->actor, page->arena, &drifts));
    shown.is_old = drifts.is_old;
    shown.all = drifts.count;
    shown.from = (int)from < (int)drifts.count ? (int)from : (int)drifts.count;
    shown.items = drifts.items + shown.from;
    shown.count = drifts.count - (size_t)shown.from;
    if (shown.count > DRIFT_SHOWN) {
        shown.count = DRIFT_SHOWN;
        shown.next = shown.from + DRIFT_SHOWN;
    }
    page_drift(&page->content, page, &shown);
    return 0;
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/laroplan/andrat-under",
     .handler = drift_show,
     .open_to = ROUTE_FOR_AUTHOR | ROUTE_FOR_ADMIN,
     .title = N_("Changed underneath"),
     .fields = {"fran"}},
};
const struct route_table drift_routes = ROUTE_TABLE(rows);
