/* The list of route tables. ROUTE_TABLES(TABLE) is TABLE(NAME) for every page in core/ui/web/meson.build. */
#include "app/routes.h"

#define DECLARE(name) extern const struct route_table name##_routes;
ROUTE_TABLES(DECLARE)

#define LIST(name) &name##_routes,
const struct route_table *const route_tables[] = {ROUTE_TABLES(LIST) NULL};
