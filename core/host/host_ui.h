/* Host UI: what the floor above gives the host, so that plugins can speak and draw. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <trappa/text.h>
#include <trappa/web.h>

/* A finished table, as table/1 was told it; strings are lent. */
struct figure_cell {
    const char *words; /* NULL: a number */
    int64_t number;
    bool is_withheld; /* about fewer than five people, in a report that leaves the unit */
};
struct figure_table {
    const char *caption;
    const char *const *columns;
    size_t column_count;
    const struct figure_cell *cells; /* row by row */
    size_t row_count;
};

/* What stands above this floor: how things are said and drawn, in a page or on the command line. Never NULL inside. */
struct host_ui {
    const struct trappa_text_1 *text;
    const struct trappa_web_1 *web;
    void (*table)(const struct figure_table *table);
    void (*bars)(const struct figure_table *table); /* two columns: label and figure */
    bool (*is_taken)(const char *word);             /* a command or an address of Trappa's own begins with it */
};

/* Says which it is, once for the process. */
void host_ui_use(const struct host_ui *ui);
const struct host_ui *host_ui(void);
