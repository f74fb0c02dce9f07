/* About: the accessibility statement, and the page on personal data. */
#pragma once

#include "ui/web/kernel/route.h"

extern const struct route_table about_routes;

struct about_page {
    const char *organisation; /* "": not configured */
    const char *contact;      /* "": not configured */
};

void about_contact(struct template *into, const struct about_page *about);
void page_accessibility(struct template *into, const struct about_page *about);
void page_privacy(struct template *into, const struct about_page *about);
