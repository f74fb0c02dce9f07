/* Plugin output: the templates of tables and bars of plugins (plugin.html). */
#pragma once

#include "host/host_ui.h"
#include "ui/web/kernel/page.h"

void plugin_output_table(struct template *into, const struct figure_table *table);

/* The bars only, hidden from screen readers; the table of the same figures stands beside them. */
void plugin_output_bars(struct template *into, const struct figure_table *table, int64_t most);
