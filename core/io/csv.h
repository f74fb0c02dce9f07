/* CSV: tables of cells between delimiters, by libcsv and by it alone (LGPL-2.1+, in Debian; strict mode, because what
 * it forgives elsewhere would put cells into the wrong columns). */
#pragma once

#include <stddef.h>

#define CSV_COLUMNS_MAX 200

struct csv_cell {
    const char *bytes; /* may hold anything, also NUL; not terminated */
    size_t length;
};

/* A row that has something in it, and the line of the file on which it begins, from 1. Lent until the call returns. */
struct csv_row {
    int line;
    const struct csv_cell *cells;
    size_t count;
};

/* Calls `row` for each row; a return other than 0 ends the reading and is returned. Cells may be quoted and then hold
 * delimiters, doubled quotation marks and line breaks; white space around a cell that is not quoted is cut off.
 * FAIL_INPUT names the line with a quotation mark in the wrong place, or the one where a quotation begins that never
 * ends; FAIL_LIMIT a row of more than CSV_COLUMNS_MAX cells. */
int csv_read(const char *bytes, size_t length, char delimiter, int (*row)(void *context, const struct csv_row *row),
             void *context);

/* The one of ; , and tab that is most often in the first line outside quotation marks; ';' where there is none. */
char csv_sniff(const char *bytes, size_t length);
