/* Report: the page of a plugin's report, and the list of reports. */
#pragma once

#include "ui/web/kernel/route.h"

struct report_row {
    const char *plugin, *report, *title;
};

struct report_list {
    struct report_row *rows;
    size_t count;
};

void page_reports(struct template *into, const struct page *page, const struct report_list *list);
void page_report_head(struct template *into, const char *title);

extern const struct route_table report_routes;
