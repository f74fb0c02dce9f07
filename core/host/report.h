/* Report: finds and writes plugins' reports, for pages and the command line. */
#pragma once

#include "host/plugin.h"

struct actor;
struct site;

/* Finds a report. FAIL_NOT_FOUND "report 'quiz x': no such report". */
int report_find(const char *plugin_id, const char *report_id, struct plugin_offer *ret_offer);

/* Whether the viewer's roles may open it; the operator always may. */
bool report_is_for(const struct plugin_offer *offer, const struct actor *viewer);

/* Writes the report through the current service_ui(). FAIL_DENIED if it is not for the viewer's roles. */
int report_write(const struct plugin_offer *offer, const struct actor *viewer, struct site *site);
