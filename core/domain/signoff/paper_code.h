/* Paper code: the short code that a printed plan shows by a step, written and read by hand.
 *
 * It names one version of one step of one person, and nothing else: "K7M-4XR4" is made from the person's random id, the
 * step and the version, so it is the same on every print until the step has a new revision, is kept nowhere and says
 * nothing of anybody. The 23 letters and digits are those that a hand does not confuse (no 0 O, 1 I L, 2 Z Y, 5 S, 6 G,
 * 8 B Q, U V); the last is a check over the others: any one sign that is wrong, and any two neighbours that changed
 * places, make a code that is none. More than that is caught because hardly any of the 148 million codes is in use. */
#pragma once

#define PAPER_CODE_BYTES 9 /* "K7M-4XR4" */

void paper_code(const char *rid, const char *step, const char *parts, char ret_code[PAPER_CODE_BYTES]);

/* Reads a code as it was written: small letters will do, the hyphen may be missing. FAIL_INPUT, saying which sign no
 * code has, how many there must be, or that the last one does not agree with the others. */
int paper_code_read(const char *written, char ret_code[PAPER_CODE_BYTES]);
