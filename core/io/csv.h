/* CSV: reads tables of delimited cells; the only file that uses libcsv (LGPL-2.1+, in Debian).
 *
 * It runs in strict mode: what the library tolerates otherwise would put cells into the wrong columns. */
#pragma once

#include <stddef.h>

#define CSV_COLUMNS_MAX 200

struct csv_cell {
    const char *bytes; /* any bytes, also NUL; not terminated */
    size_t length;
};

/* A row that is not blank, and the line of the file on which it begins, from 1. Lent until the callback returns. */
struct csv_row {
    int line;
    const struct csv_cell *cells;
    size_t count;
};

/* Calls `row` for each row; a return other than 0 stops the reading and is returned. A quoted cell may contain
 * delimiters, doubled quotation marks and line breaks; white space around an unquoted cell is trimmed. FAIL_INPUT names
 * the line of a misplaced quotation mark, or the line where an unclosed quotation begins; FAIL_LIMIT a row of more than
 * CSV_COLUMNS_MAX cells. */
int csv_read(const char *bytes, size_t length, char delimiter, int (*row)(void *context, const struct csv_row *row),
             void *context);

/* Guesses the delimiter: the most frequent of ; , and tab in the first line, outside quotation marks; ';' if none. */
char csv_sniff(const char *bytes, size_t length);
