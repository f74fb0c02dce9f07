/* Calendar: the page with the private address by which a calendar program subscribes to one's days (Kalender), and the
 * calendar file itself. */
#pragma once

#include "ui/web/kernel/route.h"

#include <stdint.h>

extern const struct route_table calendar_routes;

struct calendar_page {
    const char *address; /* just made, shown only now; NULL */
    int since;           /* the day it was made; DAY_NONE: there is none */
    bool may_have;       /* false with a protected identity */
};

void page_calendar(struct template *into, const struct page *page, const struct calendar_page *shown);
