/* Plugin: what plugins add to the web: routes, and services that write into a page. */
#pragma once

#include "host/host_ui.h"
#include "ui/web/kernel/route.h"

/* The routes of loaded plugins, gathered when a worker starts. */
extern struct route_table plugin_routes;
void plugin_routes_gather(void);

/* Sets the page that plugins write to; NULL: none, and service web/1 does nothing. */
void plugin_page_use(struct page *page);
struct page *plugin_page(void);

/* Service web/1; writes into that page. */
extern const struct trappa_web_1 plugin_web_service;

/* The number of form controls that blocks have named so far in this process. */
size_t plugin_controls_named(void);

/* Write a table, or bars with their figures, into the page. */
void plugin_page_table(struct page *page, const struct figure_table *table);
void plugin_page_bars(struct page *page, const struct figure_table *table);
