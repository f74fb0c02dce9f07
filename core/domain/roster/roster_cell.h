/* Roster cell: parsers for the cells of a file of people. */
#pragma once

#include "base/memory.h"
#include "base/text.h"

/* How sure it is that a text contains a personal identity number or a coordination number: ten or twelve digits,
 * perhaps with '-', '+' or a space before the last four, whose date exists (a coordination number's day is increased by
 * 60) and whose check digit is right (Luhn, over the last ten). One of some hundred telephone and employment numbers is
 * so by chance, and most of those would be coordination numbers. */
enum roster_number {
    ROSTER_NUMBER_NONE,
    ROSTER_NUMBER_PERHAPS, /* a coordination number of ten bare digits */
    ROSTER_NUMBER_LIKELY,  /* ten bare digits */
    ROSTER_NUMBER_CERTAIN, /* with its century or its sign */
};
enum roster_number roster_cell_personal_number(const char *text, size_t length);

/* True if the word, folded, is what a column of personal identity numbers is called. */
bool roster_cell_names_personal_numbers(const char *heading);

/* Parses "2026-03-02" or "20260302", also with a midnight as spreadsheets write: "2026-03-02 00:00:00". */
bool roster_cell_parse_day(const char *cell, int *ret_day);

/* Parses ja, yes, j, y, x, 1, true, sant; nej, no, n, 0, false, falskt; capitals do not matter. */
bool roster_cell_parse_bool(const char *cell, bool *ret_yes);

/* True if a spreadsheet would execute it as a formula: begins with = + - or @. */
bool roster_cell_is_formula(const char *cell);

/* An id as it is compared: folded, without the braces of "{3F2504E0-4F89-11D3-9A0C-0305E82C3301}"; in the arena. */
const char *roster_cell_id(struct arena *arena, const char *cell);
