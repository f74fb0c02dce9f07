/* Where a row of a plan leads; see item.h. */
#include "ui/web/item.h"

#include "domain/content/version.h"

const char *item_path(const struct page *page, const struct plan_item *item, const char *rid)
{
    return rid ? page_format(page, "/person/%s/moment/%s", rid, item->step.id)
               : page_format(page, "/moment/%s", item->step.id);
}

const char *item_version(const struct page *page, const struct content_entry *step)
{
    char name[VERSION_NAME_BYTES];
    version_name(step->parts, name);
    return arena_copy_string(page->arena, name);
}
