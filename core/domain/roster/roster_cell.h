/* Roster cell: parsers for the cells of a file of people. */
#pragma once

#include "base/text.h"

/* True if the text contains a personal identity number or a coordination number: ten or twelve digits, perhaps with
 * '-', '+' or a space before the last four, whose date exists (the day may be increased by 60) and whose check digit is
 * right (Luhn, over the last ten). */
bool roster_cell_has_personal_number(const char *text, size_t length);

/* Parses "2026-03-02" or "20260302", also with a midnight as spreadsheets write: "2026-03-02 00:00:00". */
bool roster_cell_parse_day(const char *cell, int *ret_day);

/* Parses ja, yes, j, y, x, 1, true, sant; nej, no, n, 0, false, falskt; capitals do not matter. */
bool roster_cell_parse_bool(const char *cell, bool *ret_yes);

/* True if a spreadsheet would execute it as a formula: begins with = + - or @. */
bool roster_cell_is_formula(const char *cell);
