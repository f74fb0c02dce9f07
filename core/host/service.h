/* Service: the services that plugins may call, by id, and what the user interface provides for them. */
#pragma once

#include <stdbool.h>
#include <trappa/output.h>
#include <trappa/plugin.h>
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

/* Callbacks that the user interface provides, for pages or the command line: translation, web pages, tables and charts.
 * No member is NULL. */
struct host_ui {
    const struct trappa_text_1 *text;
    const struct trappa_web_1 *web;
    void (*table)(const struct figure_table *table);
    void (*bars)(const struct figure_table *table); /* two columns: label and figure */
    bool (*is_taken)(const char *word);             /* true if a command or URL of Trappa's own begins with it */
};
void service_use_ui(const struct host_ui *edge);
const struct host_ui *service_ui(void);

/* The struct of a service; NULL for an unknown id. */
const void *service_find(const char *id);

/* The host that plugins receive in start(). */
extern const struct trappa_host service_host;

/* Services from other files (output.c). */
extern const struct trappa_table_1 service_table;
extern const struct trappa_chart_1 service_chart;
