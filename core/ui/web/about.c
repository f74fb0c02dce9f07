/* Shows the two pages that every public site must have; see about.h. */
#include "ui/web/about.h"

#include "domain/site/site.h"

static struct about_page about_of(const struct page *page)
{
    return (struct about_page){.organisation = page->site->config.organisation, .contact = page->site->config.contact};
}

static int accessibility_show(struct page *page)
{
    struct about_page about = about_of(page);
    page_accessibility(&page->content, &about);
    return 0;
}

static int privacy_show(struct page *page)
{
    struct about_page about = about_of(page);
    page_privacy(&page->content, &about);
    return 0;
}

static const struct route rows[] = {
    {"GET", "/tillganglighet", accessibility_show, ROUTE_FOR_EVERYBODY, N_("Accessibility"), .is_public_text = true},
    {"GET", "/integritet", privacy_show, ROUTE_FOR_EVERYBODY, N_("Privacy"), .is_public_text = true},
};

const struct route_table about_routes = ROUTE_TABLE(rows);
