/* Password strength: how many guesses a password withstands, by libzxcvbn and its lists of words, names and well known
 * passwords, by rows of keys, dates and repetition; the only file that uses libzxcvbn. */
#pragma once

/* The binary logarithm of the guesses. `words`, ended by NULL, are guessed first, capitals or not. Takes about a
 * millisecond for 200 bytes, so that callers check the length first. */
double password_strength_bits(const char *password, const char *words[]);
