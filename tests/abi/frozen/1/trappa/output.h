/* Services table/1 and chart/1: figures as people read them, on a page as on the command line. A chart always stands
 * beside a table of the same figures. Both end when the call into the plugin returns. */
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
    /* A figure about so many people: withheld in a report that leaves the unit when they are fewer than five. */
    void (*cell_figure)(int64_t figure, int64_t people);
    void (*end)(void);
};

struct trappa_bar_1 {
    const char *label;
    int64_t figure;
    int64_t people; /* about how many the figure is (as in cell_figure); -1: about nobody */
};

struct trappa_chart_1 {
    uint32_t size;
    /* Horizontal bars, one a label; figures are not negative. */
    void (*bars)(const char *caption, const struct trappa_bar_1 *bars, int32_t count);
};

#endif
