/* Account: the administrator's pages about accounts and roles (Konton). They show nothing about learning. */
#pragma once

#include "domain/people/person.h"
#include "domain/people/unit.h"
#include "ui/web/kernel/route.h"

extern const struct route_table account_routes;

struct account_list_page {
    struct people people;
    size_t circulars; /* that the viewer has to read */
    const struct unit *units;
    size_t unit_count;
};

struct account_page {
    struct person person;
    const struct unit *units;
    size_t unit_count;
    int64_t refused;  /* sign-ins that the person has not been told of */
    const char *link; /* a new invitation, shown only now; NULL */
};

void page_account_list(struct template *into, const struct page *page, const struct account_list_page *shown);
void page_account(struct template *into, const struct page *page, const struct account_page *shown);

/* The roles that can be given, for the check boxes; ends with NULL. */
extern const char *const account_roles[];
unsigned account_role_bit(const char *role);
