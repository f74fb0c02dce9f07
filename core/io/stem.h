/* Stem: Swedish word stems, so that a search for "besluten" finds "beslut"; the only file that uses libstemmer. */
#pragma once

#include <stddef.h>

#define STEM_WORD_BYTES_MAX 256 /* a longer word is its own stem */

/* Writes the stem of a lower-case UTF-8 word into `stem`, without a NUL, and returns its length; for a word above
 * STEM_WORD_BYTES_MAX, the word itself, cut at `room`. å ä ö stay: "får" and "far" differ. For
 * database_use_stemmer(). */
int stem_swedish(const char *word, int length, char *stem, int room);
