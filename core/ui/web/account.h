/* Account: the administrator's pages (Konton): who can sign in, with which roles. Says nothing of anybody's
 * learning. */
#pragma once

#include "domain/people/person.h"
#include "domain/people/unit.h"
#include "ui/web/kernel/route.h"

extern const struct route_table account_routes;

struct account_list_page {
    struct people people;
    size_t circulars; /* for the viewer to read */
    const struct unit *units;
    size_t unit_count;
};

struct account_page {
    struct person person;
    const struct unit *units;
    size_t unit_count;
    const char *link; /* a new invitation, shown this once; NULL */
};

void page_account_list(struct template *into, const struct page *page, const struct account_list_page *shown);
void page_account(struct template *into, const struct page *page, const struct account_page *shown);

/* The roles that can be given, for the check boxes; NULL after the last. */
extern const char *const account_roles[];
unsigned account_role_bit(const char *role);
