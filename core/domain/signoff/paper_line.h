/* Paper line: the text format for entering signatures from a signed sheet, one a line:
 *
 *     K7M-4XR4 2026-03-10 seen 3
 *     K7M-4XR4; 2026-03-10; observed; Maja Lund
 *
 * The fields are code, day, evidence, autonomy if the step asks for it, and the signer if somebody else; separated by
 * spaces, tabs, commas or semicolons. What is left at the end is the signer. Empty lines are skipped. */
#pragma once

#include "base/memory.h"

#define PAPER_ROWS_MAX 100
#define PAPER_MOST_BYTES (32 * 1024)

struct paper_line {
    int number;                                            /* line number in the text, from 1 */
    const char *words;                                     /* the whole line, trimmed */
    const char *code, *day, *evidence, *autonomy, *signer; /* "" if missing */
};

/* Splits the text into lines and fields, without checking the fields. FAIL_INPUT if it has no line or is not text;
 * FAIL_LIMIT for more than PAPER_ROWS_MAX. */
int paper_lines_read(const char *text, struct arena *arena, struct paper_line **ret_lines, size_t *ret_count);
