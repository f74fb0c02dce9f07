/* Pipe tables; see markdown_table.h. */
#include "io/markdown_table.h"

#include <string.h>

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

static struct markdown_slice trimmed(struct markdown_slice slice)
{
    while (slice.length && is_space(slice.bytes[0])) {
        slice.bytes++;
        slice.length--;
    }
    while (slice.length && is_space(slice.bytes[slice.length - 1]))
        slice.length--;
    return slice;
}

/* Takes the next cell from the front of a trimmed row without its leading pipe; false after the last. A character after
 * a backslash never ends a cell. */
static bool next_cell(struct markdown_slice *row, struct markdown_slice *ret_cell)
{
    if (!row->length)
        return false;
    size_t end = 0;
    while (end < row->length && row->bytes[end] != '|')
        end += row->bytes[end] == '\\' && end + 1 < row->length ? 2 : 1;
    struct markdown_slice cell = *row;
    cell.length = end;
    *ret_cell = trimmed(cell);
    size_t used = end < row->length ? end + 1 : end;
    row->bytes += used;
    row->length -= used;
    return true;
}

static struct markdown_slice row_begin(struct markdown_slice line)
{
    struct markdown_slice row = trimmed(line);
    if (row.length && row.bytes[0] == '|') {
        row.bytes++;
        row.length--;
    }
    return row;
}

static size_t count_cells(struct markdown_slice line)
{
    size_t count = 0;
    struct markdown_slice cell, row = row_begin(line);
    while (next_cell(&row, &cell))
        count++;
    return count;
}

/* Whether a cell is ":--", "--:", ":-:" or "-", and which alignment that is. */
static bool is_delimiter(struct markdown_slice cell, enum markdown_alignment *ret_alignment)
{
    bool is_left = cell.length && cell.bytes[0] == ':';
    bool is_right = cell.length > 1 && cell.bytes[cell.length - 1] == ':';
    size_t first = is_left, last = cell.length - is_right;
    if (first >= last)
        return false;
    for (size_t i = first; i < last; i++)
        if (cell.bytes[i] != '-')
            return false;
    *ret_alignment = is_left && is_right ? ALIGN_CENTRE : is_left ? ALIGN_LEFT : is_right ? ALIGN_RIGHT : ALIGN_NONE;
    return true;
}

/* The number of cells of a delimiter row; 0 if the line is none. It must have a pipe, or a heading's underline would
 * match. */
static size_t delimiter_cells(struct markdown_slice line)
{
    size_t count = 0;
    enum markdown_alignment alignment;
    struct markdown_slice cell, row = row_begin(line);
    if (!memchr(line.bytes, '|', line.length))
        return 0;
    while (next_cell(&row, &cell)) {
        if (!is_delimiter(cell, &alignment))
            return 0;
        count++;
    }
    return count;
}

static void read_alignments(struct arena *arena, struct markdown_slice line, struct markdown_table *table)
{
    struct markdown_slice cell, row = row_begin(line);
    table->alignments = arena_zeroed(arena, table->columns * sizeof *table->alignments);
    for (size_t i = 0; i < table->columns && next_cell(&row, &cell); i++)
        is_delimiter(cell, &table->alignments[i]);
}

static void read_row(struct arena *arena, struct markdown_slice line, size_t columns, struct markdown_row *into)
{
    size_t count = count_cells(line);
    into->count = count < columns ? count : columns;
    into->cells = arena_zeroed(arena, into->count * sizeof *into->cells);
    struct markdown_slice row = row_begin(line);
    for (size_t i = 0; i < into->count; i++)
        next_cell(&row, &into->cells[i]);
}

bool markdown_table_find(struct arena *arena, const struct markdown_slice *lines, size_t count,
                         struct markdown_table *ret_table)
{
    size_t at = 1, columns = 0;
    for (; at < count; at++) {
        columns = delimiter_cells(lines[at]);
        if (columns && count_cells(lines[at - 1]) == columns)
            break;
    }
    if (at >= count)
        return false;
    *ret_table = (struct markdown_table){.lead = at - 1, .columns = columns, .row_count = count - at};
    read_alignments(arena, lines[at], ret_table);
    ret_table->rows = arena_zeroed(arena, ret_table->row_count * sizeof *ret_table->rows);
    read_row(arena, lines[at - 1], columns, &ret_table->rows[0]);
    for (size_t i = 1; i < ret_table->row_count; i++)
        read_row(arena, lines[at + i], columns, &ret_table->rows[i]);
    return true;
}
