/* Redirects "/" to the person's start page; see start.h. */
#include "ui/web/start.h"

#include "domain/plan/plan.h"

/* A learner has a plan or will get one; a mentor's work is the queue; a manager's the unit. */
int start_show(struct page *page)
{
    unsigned roles = page->actor->roles;
    if (roles & ROLE_LEARNER)
        return page_lead(page, TARGET_TODAY, NULL, NULL);
    if (roles & ROLE_MENTOR)
        return page_lead(page, TARGET_SIGNOFF_QUEUE, NULL, NULL);
    if (roles & (ROLE_MANAGER | ROLE_HR))
        return page_lead(page, TARGET_UNIT, NULL, NULL);
    if (roles & ROLE_ADMIN)
        return page_lead(page, TARGET_ACCOUNT, NULL, NULL);
    if (roles & ROLE_CONTACT)
        return page_lead(page, TARGET_STUDENT, NULL, NULL);
    return page_lead(page, TARGET_CURRICULUM, NULL, NULL);
}

static const struct route rows[] = {
    {.method = "GET", .path = "/", .handler = start_show, .open_to = ROUTE_FOR_SIGNED_IN, .title = N_("Trappa")},
};
const struct route_table start_routes = ROUTE_TABLE(rows);
