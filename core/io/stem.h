/* Stem: Swedish word stems, so that a search for "besluten" finds "beslut"; the only file that knows libstemmer. */
#pragma once

#include <stddef.h>

#define STEM_WORD_BYTES_MAX 256 /* a longer word is its own stem */

/* Writes the stem of a lower-cased UTF-8 word into `stem`, without a NUL, and returns its length; the word itself, cut
 * at `room`, when it is too long. Letters keep their rings and dots: "får" and "far" differ. Made for
 * database_use_stemmer(). */
int stem_swedish(const char *word, int length, char *stem, int room);

/* Lowers ASCII and the letters of Latin-1 (Å Ä Ö É Ü ...) in place, in UTF-8; other bytes stay. */
void stem_fold_case(char *bytes, size_t length);
