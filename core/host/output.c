/* Services table/1 and chart/1: gathers figures until they are whole, then hands them to the edge; see service.h. */
#include "base/text.h"
#include "domain/people/access.h"
#include "host/call.h"
#include "host/host_ui.h"
#include "host/service.h"

#define CELLS_MAX 200000
#define COLUMNS_MAX 50

/* The table that is being told; lives in the arena of the call that began it. */
static struct {
    struct call *call;
    struct figure_table table;
    struct figure_cell *cells;
    size_t count, capacity;
} now;

static void table_begin(const char *caption, const char *const *columns)
{
    struct call *call = call_current();
    now.call = call;
    now.cells = NULL;
    now.count = now.capacity = 0;
    now.table = (struct figure_table){.caption = ""};
    size_t count = 0;
    while (columns && count < COLUMNS_MAX && columns[count])
        count++;
    if (!call)
        return;
    const char **kept = arena_zeroed(&call->arena, (count + 1) * sizeof *kept);
    for (size_t i = 0; i < count; i++)
        kept[i] = arena_copy_string(&call->arena, columns[i]);
    now.table.columns = kept;
    now.table.column_count = count;
    now.table.caption = arena_copy_string(&call->arena, caption ? caption : "");
}

/* Growing inside an arena: the old cells stay where they are until the call ends. */
static void cells_grow(void)
{
    size_t capacity = now.capacity ? 2 * now.capacity : 64;
    struct figure_cell *cells = arena_zeroed(&now.call->arena, capacity * sizeof *cells);
    for (size_t i = 0; i < now.count; i++)
        cells[i] = now.cells[i];
    now.cells = cells;
    now.capacity = capacity;
}

static void add(struct figure_cell cell)
{
    if (!now.call || now.call != call_current() || now.count == CELLS_MAX)
        return;
    if (now.count == now.capacity)
        cells_grow();
    now.cells[now.count++] = cell;
}

static void table_cell(const char *words)
{
    if (now.call && now.call == call_current())
        add((struct figure_cell){.words = arena_copy_string(&now.call->arena, words ? words : "")});
}

static void table_cell_number(int64_t number)
{
    add((struct figure_cell){.number = number});
}

static struct figure_cell figure(int64_t number, int64_t people)
{
    struct call *call = call_current();
    bool is_withheld = call && call->withholds && people >= 0 && access_is_few(people);
    return (struct figure_cell){.number = is_withheld ? 0 : number, .is_withheld = is_withheld};
}

static void table_cell_figure(int64_t number, int64_t people)
{
    add(figure(number, people));
}

static void table_end(void)
{
    if (!now.call || now.call != call_current() || !now.table.column_count)
        return;
    now.table.cells = now.cells;
    now.table.row_count = now.count / now.table.column_count;
    host_ui()->table(&now.table);
    now.call = NULL;
}

static void chart_bars(const char *caption, const struct trappa_bar_1 *bars, int32_t count)
{
    static const char *const columns[] = {"", ""};
    struct call *call = call_current();
    if (!call || count <= 0 || count > CELLS_MAX / 2)
        return;
    struct figure_cell *cells = arena_zeroed(&call->arena, 2 * (size_t)count * sizeof *cells);
    for (int32_t i = 0; i < count; i++) {
        cells[2 * i].words = bars[i].label ? bars[i].label : "";
        cells[2 * i + 1] = figure(bars[i].figure < 0 ? 0 : bars[i].figure, bars[i].people);
    }
    host_ui()->bars(&(struct figure_table){.caption = caption ? caption : "",
                                           .columns = columns,
                                           .column_count = 2,
                                           .cells = cells,
                                           .row_count = (size_t)count});
}

const struct trappa_table_1 service_table = {sizeof service_table, table_begin,       table_cell,
                                             table_cell_number,    table_cell_figure, table_end};
const struct trappa_chart_1 service_chart = {sizeof service_chart, chart_bars};
