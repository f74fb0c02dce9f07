/* Plugin: what plugins add to the web: their routes, and the services that write into a page. */
#pragma once

#include "host/host_ui.h"
#include "ui/web/kernel/route.h"

/* The rows of loaded plugins, gathered when a worker begins. */
extern struct route_table plugin_routes;
void plugin_routes_gather(void);

/* The page that plugins write to from now on; NULL: none, and web/1 does nothing. */
void plugin_page_use(struct page *page);
struct page *plugin_page(void);

/* Service web/1, for the page that is being written. */
extern const struct trappa_web_1 plugin_web_service;

/* How many names of controls blocks have written so far, in this process. */
size_t plugin_controls_named(void);

/* A table, or bars with their figures, in the page. */
void plugin_page_table(struct page *page, const struct figure_table *table);
void plugin_page_bars(struct page *page, const struct figure_table *table);
