/* Paths and versions for the rows of a plan; see step_row.h. */
#include "ui/web/step_row.h"

#include "domain/content/version.h"
#include "domain/progress/state.h"

const char *step_row_path(const struct page *page, const struct plan_item *item, const char *rid)
{
    return page_link(page, TARGET_STEP, rid, item->step.id);
}

const char *step_row_version(const struct page *page, const struct content_entry *step)
{
    char name[VERSION_NAME_BYTES];
    version_name(step->parts, name);
    return arena_copy_string(page->arena, name);
}
