/* Sign in: the pages that sign in and out, set a password by invitation, and choose the language. */
#pragma once

#include "ui/web/kernel/route.h"
#include "ui/web/kernel/written.h"

extern const struct route_table sign_in_routes;

/* Begins a session of the person in this browser, and sets its cookies. */
int sign_in_begin(struct page *page, const struct person *person);

struct sign_in_page {
    const char *to;      /* the address to continue to */
    const char *contact; /* whom to ask for a new link; "" */
    struct written written;
};

void page_sign_in(struct template *into, const struct page *page, const struct sign_in_page *sign_in);
void page_too_many(struct template *into, const struct page *page);

struct invitation_page {
    const char *token, *name;
    int least; /* minimum length of a password */
};

void page_invitation(struct template *into, const struct page *page, const struct invitation_page *invitation);
