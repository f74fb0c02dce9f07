/* Sign in: signing in and out, setting a password by an invitation, choosing the language. */
#pragma once

#include "ui/web/kernel/route.h"

extern const struct route_table sign_in_routes;

struct sign_in_page {
    const char *to;      /* where to go after */
    const char *contact; /* whom to ask for a new link; "" */
};

void page_sign_in(struct template *into, const struct page *page, const struct sign_in_page *sign_in);
void page_too_many(struct template *into, const struct page *page);

struct invitation_page {
    const char *token, *name;
    int least; /* characters of a password */
};

void page_invitation(struct template *into, const struct page *page, const struct invitation_page *invitation);
