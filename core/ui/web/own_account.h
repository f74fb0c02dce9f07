/* Own account: the page with one's own password and sessions (Mitt konto). */
#pragma once

#include "domain/people/session.h"
#include "ui/web/kernel/route.h"

extern const struct route_table own_account_routes;

struct own_account_page {
    const struct session_open *sessions;
    size_t count;
};

void page_own_account(struct template *into, const struct page *page, const struct own_account_page *shown);
