/* Where a row of a plan leads; see item.h. */
#include "ui/web/item.h"

const char *item_path(const struct page *page, const struct plan_item *item, const char *rid)
{
    return rid ? page_format(page, "/person/%s/moment/%s", rid, item->step.id)
               : page_format(page, "/moment/%s", item->step.id);
}
