/* Secret file: a file that is sealed with a key: nobody without the key can read it, nor change it unnoticed.
 *
 * It is a line that says what it is, then libsodium's "secretstream" (XChaCha20-Poly1305) in pieces of 64 KB. The last
 * is marked as such, so that a file that was cut is known from a whole one. The key is a file of its own, one line with
 * 32 random bytes in hexadecimal. */
#pragma once

#include "base/fail.h"

#include <stdbool.h>

#define SECRET_FILE_PIECE_BYTES 65536
#define SECRET_FILE_KEY_BYTES 32

struct secret_file_key {
    unsigned char bytes[SECRET_FILE_KEY_BYTES];
};

/* Makes a key and its file, 0600. FAIL_RULE if something has that name; FAIL_SYSTEM. */
int secret_file_key_make(const char *path);

/* FAIL_NOT_FOUND; FAIL_DENIED if others than its owner may read it; FAIL_INPUT if it is no key. */
int secret_file_key_read(const char *path, struct secret_file_key *ret_key);

/* Overwrites the key, for CLEANUP. */
void secret_file_key_finish(struct secret_file_key *key);

/* Whether a file begins as a sealed one does; false if it cannot be read. */
bool secret_file_is_sealed(const char *path);

/* Writes the bytes of `from` to a new file, 0600 and synced, sealed. FAIL_SYSTEM, also if `to` exists. The caller
 * removes what a failure leaves. */
int secret_file_seal(const char *from, const char *to, const struct secret_file_key *key);

/* The other way. `from` is checked piece by piece as it is written, so `to` is not to be used after a failure, which is
 * FAIL_CORRUPT for another key and for a file that was changed or cut. The caller removes it. */
int secret_file_unseal(const char *from, const char *to, const struct secret_file_key *key);
