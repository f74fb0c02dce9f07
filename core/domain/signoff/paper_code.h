/* Paper code: the short code of a step on a printed plan, such as "K7M-4XR4", copied by hand.
 *
 * It identifies one version of one step of one person: it is computed from the person's random id, the step and the
 * version, stays the same on every print until a new revision, is stored nowhere, and reveals nothing. Its 23
 * characters are hard to confuse in handwriting (no 0 O, 1 I L, 2 Z Y, 5 S, 6 G, 8 B Q, U V). The last is a check
 * character, which detects any single wrong character and any swap of neighbours; most other errors are found because
 * few of the 148 million codes are in use. */
#pragma once

#define PAPER_CODE_BYTES 9 /* "K7M-4XR4" */

void paper_code(const char *rid, const char *step, const char *parts, char ret_code[PAPER_CODE_BYTES]);

/* Reads a handwritten code; small letters and a missing hyphen are accepted. FAIL_INPUT for a character that codes do
 * not use, a wrong length, or a wrong check character. */
int paper_code_read(const char *written, char ret_code[PAPER_CODE_BYTES]);
