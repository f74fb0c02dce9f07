/* Report: figures that plugins offer, for pages and the command line. */
#pragma once

#include "host/plugin.h"

struct actor;
struct site;

/* FAIL_NOT_FOUND "report 'quiz x': no such report". */
int report_find(const char *plugin_id, const char *report_id, struct offered *ret_offer);

/* May somebody with these roles open it? The operator may. */
bool report_is_for(const struct offered *offer, const struct actor *viewer);

/* Writes it to wherever the edge writes just now. FAIL_DENIED if it is not for the viewer's role. */
int report_write(const struct offered *offer, const struct actor *viewer, struct site *site);
