/* Collate: compares names in Swedish order: a to z, then å ä ö; accents and capitals only break ties. */
#pragma once

/* Negative, zero or positive, as strcmp(). Punctuation and spaces, then digits, then letters. é sorts as e, ü as y,
 * æ as ä, ø as ö. NULL sorts last. Zero only for identical strings. */
int collate_swedish(const char *a, const char *b);
