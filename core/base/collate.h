/* Collate: the order of names as Swedish has it: a to z, then å ä ö; accents and capitals decide only between equals.
 */
#pragma once

/* Below, at or above zero, as strcmp. Digits before letters; punctuation and spaces before digits. é sorts as e, ü as
 * y, æ as ä, ø as ö. NULL comes last. Strings that differ at all never give zero. */
int collate_swedish(const char *a, const char *b);
