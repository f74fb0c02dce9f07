/* All tables of routes: a page's table is one line here. */
#include "ui/web/about.h"
#include "ui/web/sign_in.h"

const struct route_table *const route_tables[] = {
    &about_routes,
    &sign_in_routes,
    NULL,
};
