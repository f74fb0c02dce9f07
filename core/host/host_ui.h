/* Host UI: callbacks that the user interface provides, so that plugins can write text, pages, tables and charts. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <trappa/text.h>
#include <trappa/web.h>

/* A finished table from table/1; strings are lent. */
struct figure_cell {
    const char *words; /* NULL: the cell is a number */
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

/* The callbacks, for pages or the command line. No member is NULL. */
struct host_ui {
    const struct trappa_text_1 *text;
    const struct trappa_web_1 *web;
    void (*table)(const struct figure_table *table);
    void (*bars)(const struct figure_table *table); /* two columns: label and figure */
    bool (*is_taken)(const char *word);             /* true if a command or path of Trappa's own begins with it */
};

/* Sets the callbacks, once per process. */
void host_ui_use(const struct host_ui *ui);
const struct host_ui *host_ui(void);
