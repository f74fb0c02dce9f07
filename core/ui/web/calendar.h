/* Calendar: the address at which a calendar program reads one's days (Kalender), and the answer to that program. */
#pragma once

#include "ui/web/kernel/route.h"

#include <stdint.h>

extern const struct route_table calendar_routes;

struct calendar_page {
    const char *address; /* made just now, shown this once; NULL */
    int since;           /* the day from which there is one; DAY_NONE: there is none */
    bool may_have;       /* false with a protected identity */
};

void page_calendar(struct template *into, const struct page *page, const struct calendar_page *shown);
