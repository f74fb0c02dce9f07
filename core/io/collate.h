/* Collate: compares names in Swedish order, as the Unicode CLDR has it: a to z, then å ä ö. */
#pragma once

/* Negative, zero or positive, as strcmp(). Punctuation and spaces, then digits, then letters; š sorts with s, đ with d,
 * ü with y, æ with ä, ø with ö. Accents break ties, capitals the ties that remain, and NFD compares as NFC. Characters
 * that the table has not are last, by code point. NULL sorts last. Zero only for identical strings. */
int collate_swedish(const char *a, const char *b);
