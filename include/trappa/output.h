/* Services table/1 and chart/1: write tables and charts, on a page or on the command line.
 *
 * Always write a table of the same figures beside a chart. Both end when the call into the plugin returns. */
#ifndef TRAPPA_OUTPUT_H
#define TRAPPA_OUTPUT_H

#include <stdint.h>

#define TRAPPA_TABLE_1 "table/1"
#define TRAPPA_CHART_1 "chart/1"

struct trappa_table_1 {
    uint32_t size;
    void (*begin)(const char *caption, const char *const *columns); /* NULL after the last */
    void (*cell)(const char *words);
    void (*cell_number)(int64_t number);
    /* A figure about `people` people. Fewer than five: a report that leaves the unit withholds it. */
    void (*cell_figure)(int64_t figure, int64_t people);
    void (*end)(void);
};

struct trappa_bar_1 {
    const char *label;
    int64_t figure;
    int64_t people; /* how many people the figure is about, as in cell_figure; -1: nobody */
};

struct trappa_chart_1 {
    uint32_t size;
    /* Horizontal bars, one for each label; figures must not be negative. */
    void (*bars)(const char *caption, const struct trappa_bar_1 *bars, int32_t count);
};

#endif
