/* Paper line: what somebody types in from a signed sheet, one signature a line:
 *
 *     K7M-4XR4 2026-03-10 seen 3
 *     K7M-4XR4; 2026-03-10; observed; Maja Lund
 *
 * code, day, what it rests on, autonomy where the step asks for it, and the signer where it is somebody else: words
 * with spaces, tabs, commas or semicolons between, the signer being all that is left. Empty lines count for nothing. */
#pragma once

#include "base/memory.h"

#define PAPER_ROWS_MAX 100
#define PAPER_MOST_BYTES (32 * 1024)

struct paper_line {
    int number;                                            /* in the text, from 1 */
    const char *words;                                     /* the whole of it, trimmed */
    const char *code, *day, *evidence, *autonomy, *signer; /* "" where nothing is said */
};

/* FAIL_INPUT if there is no line, or it is no text; FAIL_LIMIT for more than PAPER_ROWS_MAX. What the words mean is
 * not looked at. */
int paper_lines_read(const char *text, struct arena *arena, struct paper_line **ret_lines, size_t *ret_count);
