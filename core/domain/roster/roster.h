/* Roster: a file of people, parsed into rows of cells; roster_import.h computes what it changes.
 *
 * CSV (docs/administrators.md) with ; , or tab, in UTF-8 with or without a BOM or in Windows-1252, with headings in any
 * order. Only what no file may contain is refused here, such as a personal identity number; other values are not
 * checked yet. */
#pragma once

#include "base/encoding.h"
#include "domain/roster/roster_map.h"

#define ROSTER_MOST_BYTES ((size_t)16 * 1024 * 1024)
#define ROSTER_ROWS_MAX 100000
#define ROSTER_CELL_MOST_BYTES 1000

struct roster_row {
    int line;
    const char *cells[ROSTER_COLUMNS]; /* trimmed and mapped; "" for an empty cell or an absent column */
};

struct roster {
    enum encoding encoding;
    char delimiter;
    bool has[ROSTER_COLUMNS];
    struct roster_row *rows;
    size_t count, capacity;
    struct roster_notes notes;
};

/* Parses a file; faults of rows become notes. FAIL_INPUT if it is no such file (no heading `id`, UTF-16, empty,
 * misplaced quotation marks), FAIL_LIMIT above ROSTER_MOST_BYTES or ROSTER_ROWS_MAX. Strings are in the arena. `map`
 * may be NULL. */
int roster_read(const char *bytes, size_t length, const struct roster_map *map, struct arena *arena,
                struct roster *ret_roster);
void roster_finish(struct roster *roster);
