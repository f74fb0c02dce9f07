/* Start: "/" leads to the page that a person opens Trappa for. */
#include "ui/web/start.h"

#include "domain/plan/plan.h"

/* A learner has a plan or will get one; a mentor's work is the queue; a manager's the unit. */
int start_show(struct page *page)
{
    unsigned roles = page->actor->roles;
    if (roles & ROLE_LEARNER)
        return page_redirect(page, "/i-dag");
    if (roles & ROLE_MENTOR)
        return page_redirect(page, "/intyga");
    if (roles & (ROLE_MANAGER | ROLE_HR))
        return page_redirect(page, "/enheten");
    if (roles & ROLE_ADMIN)
        return page_redirect(page, "/konton");
    if (roles & ROLE_CONTACT)
        return page_redirect(page, "/studenter");
    return page_redirect(page, "/laroplan");
}

static const struct route rows[] = {
    {.method = "GET", .path = "/", .handler = start_show, .open_to = ROUTE_FOR_SIGNED_IN, .title = N_("Trappa")},
};
const struct route_table start_routes = ROUTE_TABLE(rows);
