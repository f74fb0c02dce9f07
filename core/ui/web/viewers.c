/* Shows who has looked at one's own pages; see viewers.h. */
#include "ui/web/viewers.h"

#include "domain/site/site.h"
#include "ui/web/page_subject.h"

static int viewers_show(struct page *page)
{
    struct viewers_page shown = {0};
    struct page_view *views;
    struct password_replacement *replacements;
    TRY(page_views_read(page->site->records, page->actor, subject_rid(page->viewer->rid), page->arena, &views,
                        &shown.count));
    TRY(password_replacements_read(page->site->records, page->actor, 0, page->arena, &replacements,
                                   &shown.replacement_count));
    shown.views = views;
    shown.replacements = replacements;
    page_viewers(&page->content, page, &shown);
    return 0;
}

static const struct route rows[] = {
    {.method = "GET",
     .path = "/vem-har-tittat",
     .handler = viewers_show,
     .open_to = ROUTE_FOR_SIGNED_IN,
     .title = N_("Who has looked")},
};
const struct route_table viewers_routes = ROUTE_TABLE(rows);
