/* Reads a file of people; see roster.h. */
#include "domain/roster/roster.h"

#include "base/fail.h"
#include "base/hidden.h"
#include "domain/roster/roster_cell.h"
#include "io/csv.h"
#include "io/unicode.h"

#include <stdio.h>
#include <string.h>

#define NO_COLUMN ROSTER_COLUMNS
#define LINE_SIGNS "\r\n\t\x01\x02\x03\x04\x05\x06\x07\x0b\x0c\x1b" /* borne in a column that nobody looks at */

struct reader {
    struct roster *roster;
    struct arena *arena;
    const struct roster_map *map;
    bool has_heading;
    enum roster_column columns[CSV_COLUMNS_MAX]; /* what each cell is; NO_COLUMN for one that is ignored */
    size_t places[CSV_COLUMNS_MAX];              /* which part of that column, from 1; 0: all of it */
    enum roster_number refused[CSV_COLUMNS_MAX]; /* the least sure personal number that the column may not have */
    const char *headings[CSV_COLUMNS_MAX];
    size_t part_counts[ROSTER_COLUMNS];
    size_t count;
};

void roster_finish(struct roster *roster)
{
    memory_free(roster->rows);
    roster_notes_finish(&roster->notes);
    roster->rows = NULL;
}

/* ---- the heading ---- */

static int heading_read(struct reader *reader, size_t i, const char *heading, int line)
{
    struct roster *roster = reader->roster;
    enum roster_column column = NO_COLUMN;
    reader->columns[i] = NO_COLUMN;
    const struct roster_part *part = roster_map_part(reader->map, heading);
    if (part) {
        reader->columns[i] = part->column;
        reader->places[i] = part->place;
        reader->part_counts[part->column]++;
        roster->has[part->column] = true;
        return 0;
    }
    if (!roster_map_column(reader->map, heading, &column)) {
        if (*heading)
            roster_note_add(&roster->notes, line, N_("the column '%s' is not used"), heading, NULL);
        return 0;
    }
    if (roster->has[column])
        return fail(FAIL_INPUT, "line %d: the column '%s' comes twice", line, roster_column_name(column));
    roster->has[column] = true;
    reader->columns[i] = column;
    return 0;
}

/* What looks like a personal number is refused where the column says so or is taken in; in others only what surely is
 * one. */
static enum roster_number refused_of(const struct reader *reader, size_t i)
{
    const char *heading = reader->headings[i];
    if (!roster_map_may_have_numbers(reader->map, heading))
        return ROSTER_NUMBER_CERTAIN + 1;
    if (roster_map_has_numbers(reader->map, heading))
        return ROSTER_NUMBER_PERHAPS;
    return reader->columns[i] == NO_COLUMN ? ROSTER_NUMBER_CERTAIN : ROSTER_NUMBER_LIKELY;
}

static int parts_check(const struct reader *reader, int line)
{
    for (size_t i = 0; reader->map && i < ROSTER_COLUMNS; i++)
        if (reader->part_counts[i] != reader->map->part_counts[i])
            return fail(FAIL_INPUT, "line %d: not all columns that make '%s' are there once", line,
                        roster_column_name((enum roster_column)i));
    return 0;
}

static int headings_read(struct reader *reader, const struct csv_row *row)
{
    reader->has_heading = true;
    reader->count = row->count;
    for (size_t i = 0; i < row->count; i++) {
        const char *heading = arena_copy_bytes(reader->arena, row->cells[i].bytes, row->cells[i].length);
        if (strlen(heading) > ROSTER_CELL_MOST_BYTES || roster_cell_personal_number(heading, strlen(heading)) >=
                                                            ROSTER_NUMBER_LIKELY) /* there is no heading, only people */
            return fail(FAIL_INPUT, "line %d: the first line must name the columns, 'id' among them", row->line);
        reader->headings[i] = heading;
        TRY(heading_read(reader, i, heading, row->line));
        reader->refused[i] = refused_of(reader, i);
    }
    TRY(parts_check(reader, row->line));
    return reader->roster->has[ROSTER_ID]
               ? 0
               : fail(FAIL_INPUT, "line %d: the first line must name the columns, 'id' among them", row->line);
}

/* ---- rows ---- */

/* Whether the cell may be looked at: no identity number, not huge, text without control characters. */
static bool cell_is_sound(struct reader *reader, const struct csv_row *row, size_t i)
{
    struct roster_notes *notes = &reader->roster->notes;
    const struct csv_cell *cell = &row->cells[i];
    char place[16];
    snprintf(place, sizeof place, "%zu", i + 1);
    if (cell->length > ROSTER_CELL_MOST_BYTES) {
        roster_fault(notes, row->line, N_("cell %s is longer than 1000 bytes"), place, NULL);
        return false;
    }
    enum roster_number number = roster_cell_personal_number(cell->bytes, cell->length);
    if (number != ROSTER_NUMBER_NONE && number >= reader->refused[i]) {
        roster_fault(notes, row->line,
                     number == ROSTER_NUMBER_CERTAIN
                         ? N_("cell %s (%s) has a personal identity number, which is not taken in: use the employment "
                              "number")
                         : N_("cell %s (%s) looks like a personal identity number, which is not taken in; if it is "
                              "none, the mapping file may say that the column has no personal numbers"),
                     place, reader->headings[i]);
        return false;
    }
    const char *copy = arena_copy_bytes(reader->arena, cell->bytes, cell->length);
    bool is_looked_at = reader->columns[i] != NO_COLUMN;
    if (strlen(copy) != cell->length || hidden_in(copy, is_looked_at ? "" : LINE_SIGNS)) {
        roster_fault(notes, row->line, N_("cell %s has characters that are no text"), place, NULL);
        return false;
    }
    return true;
}

/* Without white space around it, also where it was quoted. */
static const char *cell_copy(struct arena *arena, const struct csv_cell *cell)
{
    const char *from = cell->bytes, *end = cell->bytes + cell->length;
    while (from < end && *from == ' ')
        from++;
    while (end > from && end[-1] == ' ')
        end--;
    return from == end ? "" : arena_copy_bytes(arena, from, (size_t)(end - from));
}

static bool row_is_empty(const struct csv_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i].length)
            return false;
    return true;
}

/* A cell, or its part, goes where it belongs. */
static void cell_take(const struct reader *reader, size_t i, const char *cell, struct roster_row *row,
                      const char *parts[ROSTER_COLUMNS][ROSTER_PARTS_MAX])
{
    enum roster_column column = reader->columns[i];
    if (reader->places[i])
        parts[column][reader->places[i] - 1] = cell;
    else
        row->cells[column] = cell;
}

static void parts_join(const struct reader *reader, const char *parts[ROSTER_COLUMNS][ROSTER_PARTS_MAX],
                       struct roster_row *row)
{
    for (size_t i = 0; i < ROSTER_COLUMNS; i++)
        for (size_t j = 0; j < reader->part_counts[i]; j++) {
            const char *before = row->cells[i], *part = parts[i][j];
            if (part && *part)
                row->cells[i] = *before ? arena_format(reader->arena, "%s %s", before, part) : part;
        }
}

static int people_read(struct reader *reader, const struct csv_row *row)
{
    struct roster *roster = reader->roster;
    struct roster_row read = {.line = row->line};
    const char *parts[ROSTER_COLUMNS][ROSTER_PARTS_MAX] = {0};
    bool is_sound = true;
    if (row_is_empty(row))
        return 0;
    for (size_t i = 0; i < ROSTER_COLUMNS; i++)
        read.cells[i] = "";
    if (row->count > reader->count) {
        roster_fault(&roster->notes, row->line, N_("more cells than the first line has"), NULL, NULL);
        return 0;
    }
    for (size_t i = 0; i < row->count; i++) {
        enum roster_column column = reader->columns[i];
        is_sound = cell_is_sound(reader, row, i) && is_sound;
        if (is_sound && column != NO_COLUMN)
            cell_take(reader, i, roster_map_cell(reader->map, column, cell_copy(reader->arena, &row->cells[i])), &read,
                      parts);
    }
    if (!is_sound)
        return 0;
    parts_join(reader, parts, &read);
    if (roster->count == ROSTER_ROWS_MAX)
        return fail(FAIL_LIMIT, "the file has more than %d rows", ROSTER_ROWS_MAX);
    ARRAY_RESERVE(roster->rows, roster->count, roster->capacity);
    roster->rows[roster->count++] = read;
    return 0;
}

static int on_row(void *context, const struct csv_row *row)
{
    struct reader *reader = context;
    return reader->has_heading ? people_read(reader, row) : headings_read(reader, row);
}

/* ---- the file ---- */

/* "sep=;" on a line of its own, as a spreadsheet may put first: its delimiter and how long it is; 0: absent. */
static size_t separator_line(const char *bytes, size_t length, char *ret_delimiter)
{
    if (length < 6 || strncmp(bytes, "sep=", 4) != 0 || !strchr(";,\t", bytes[4]))
        return 0;
    size_t taken = bytes[5] == '\r' ? 7 : 6;
    if (length < taken || bytes[taken - 1] != '\n')
        return 0;
    *ret_delimiter = bytes[4];
    return taken - 1; /* its line break stays, as an empty line, so that the lines keep their numbers */
}

static int table_read(struct reader *reader, const char *bytes, size_t length)
{
    struct roster *roster = reader->roster;
    size_t taken = separator_line(bytes, length, &roster->delimiter);
    if (!taken)
        roster->delimiter = csv_sniff(bytes, length);
    TRY(csv_read(bytes + taken, length - taken, roster->delimiter, on_row, reader));
    if (!reader->has_heading)
        return fail(FAIL_INPUT, "there is nothing in the file");
    if (!roster->count && !roster->notes.faults)
        return fail(FAIL_INPUT, "the file names columns, but nobody");
    return 0;
}

int roster_read(const char *bytes, size_t length, const struct roster_map *map, struct arena *arena,
                struct roster *ret_roster)
{
    CLEANUP(text_finish) struct text text = TEXT(3 * ROSTER_MOST_BYTES);
    struct reader *reader = arena_zeroed(arena, sizeof *reader);
    *ret_roster = (struct roster){.encoding = encoding_of(bytes, length), .notes.arena = arena};
    *reader = (struct reader){.roster = ret_roster, .arena = arena, .map = map};
    if (length > ROSTER_MOST_BYTES)
        return fail(FAIL_LIMIT, "the file is larger than %zu bytes", ROSTER_MOST_BYTES);
    if (ret_roster->encoding == ENCODING_UTF_16)
        return fail(FAIL_INPUT, "the file is in UTF-16: save it as CSV in UTF-8");
    encoding_add_as_utf_8(&text, ret_roster->encoding, bytes, length);
    TRY(text_check(&text, "the file"));
    const char *composed = text_string(&text);
    size_t composed_length = text.length;
    (void)unicode_compose_bytes(arena, text_string(&text), text.length, &composed, &composed_length);
    int result = table_read(reader, composed, composed_length);
    if (result != 0)
        roster_finish(ret_roster);
    return result;
}
