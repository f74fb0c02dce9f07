/* Access token: the page with a person's own access tokens, with which git acts for them (Nycklar). */
#pragma once

#include "domain/access_token/access_token.h"
#include "ui/web/kernel/route.h"

extern const struct route_table access_token_routes;

struct access_token_page {
    const struct access_token_made *made; /* just made, shown only now; NULL */
    const struct access_token *tokens;
    size_t count;
};

void page_access_tokens(struct template *into, const struct page *page, const struct access_token_page *shown);
