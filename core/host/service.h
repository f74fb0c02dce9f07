/* Service: what plugins may call, by id. */
#pragma once

#include <trappa/output.h>
#include <trappa/plugin.h>

/* The table of a service; NULL if there is none of that id. */
const void *service_find(const char *id);

/* What plugins get at start. */
extern const struct trappa_host service_host;

/* The tables that are written in files of their own. */
extern const struct trappa_table_1 service_table;
extern const struct trappa_chart_1 service_chart;
