/* Roster: a file of people as it came, read into rows of cells; what it would change is in roster_import.h.
 *
 * CSV (docs/administrators.md) with ; , or tab, in UTF-8 with or without a mark or in Windows-1252;
 * the headings in any order. What the file says is not believed yet: only what no row of any file may hold is refused
 * here, a personal identity number first of all. */
#pragma once

#include "base/encoding.h"
#include "domain/roster/roster_map.h"

#define ROSTER_MOST_BYTES ((size_t)16 * 1024 * 1024)
#define ROSTER_ROWS_MAX 100000
#define ROSTER_CELL_MOST_BYTES 1000

struct roster_row {
    int line;
    const char *cells[ROSTER_COLUMNS]; /* trimmed, as mapped; "" for an empty one or a column that is absent */
};

struct roster {
    enum encoding encoding;
    char delimiter;
    bool has[ROSTER_COLUMNS];
    struct roster_row *rows;
    size_t count, capacity;
    struct roster_notes notes;
};

/* Reads all of it; every fault of a row is a note. FAIL_INPUT when it is no such file at all (no heading `id`, UTF-16,
 * nothing in it, quotation marks in the wrong place), FAIL_LIMIT when it is larger than ROSTER_MOST_BYTES or has more
 * than ROSTER_ROWS_MAX rows. Strings live in the arena. `map` may be NULL. */
int roster_read(const char *bytes, size_t length, const struct roster_map *map, struct arena *arena,
                struct roster *ret_roster);
void roster_finish(struct roster *roster);
