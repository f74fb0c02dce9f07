/* Roster cells: what a cell of a file of people may hold. */
#pragma once

#include "base/text.h"

/* Whether a personal identity number or a coordination number stands anywhere in the text: ten or twelve digits, the
 * last four perhaps after '-', '+' or a space, whose date exists (the day may be moved by 60) and whose check digit is
 * right (Luhn, over the last ten). */
bool roster_cell_has_personal_number(const char *text, size_t length);

/* "2026-03-02", "20260302", also with a midnight after it as spreadsheets write: "2026-03-02 00:00:00". */
bool roster_cell_day(const char *cell, int *ret_day);

/* ja, yes, j, y, x, 1, true, sant; nej, no, n, 0, false, falskt; capitals do not matter. */
bool roster_cell_yes(const char *cell, bool *ret_yes);

/* Whether a spreadsheet would take it for a formula: begins with = + - or @. */
bool roster_cell_is_formula(const char *cell);
