/* Service: the services that plugins may call, by id, and what the user interface provides for them. */
#pragma once

#include <trappa/output.h>
#include <trappa/plugin.h>

/* The struct of a service; NULL for an unknown id. */
const void *service_find(const char *id);

/* The host that plugins receive in start(). */
extern const struct trappa_host service_host;

/* Services from other files (output.c). */
extern const struct trappa_table_1 service_table;
extern const struct trappa_chart_1 service_chart;
