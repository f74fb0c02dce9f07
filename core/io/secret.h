/* Secret: random ids, hashes and passwords; the only file that uses libsodium. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SECRET_RID_BYTES 17       /* 16 letters and digits (80 bits): a person's random id */
#define SECRET_TOKEN_BYTES 44     /* 43 of base64url (256 bits): an invitation or a session */
#define SECRET_HASH_BYTES 32      /* BLAKE2b-256 */
#define SECRET_HEX_BYTES 65       /* the same in hexadecimal */
#define SECRET_PASSWORD_BYTES 128 /* an encoded argon2id hash */

int secret_begin(void); /* once per process, before anything else; FAIL_SYSTEM without a source of randomness */

void secret_random(void *bytes, size_t length);
void secret_rid(char ret_rid[SECRET_RID_BYTES]);       /* [a-z2-7]{16} */
void secret_token(char ret_token[SECRET_TOKEN_BYTES]); /* [A-Za-z0-9_-]{43} */

/* A hash over several pieces. The length of each piece is hashed too, so that ("ab","c") and ("a","bc") differ. */
struct secret_hash {
    uint64_t state[64] __attribute__((aligned(64)));
};
void secret_hash_begin(struct secret_hash *hash);
void secret_hash_add(struct secret_hash *hash, const void *bytes, size_t length);
void secret_hash_add_string(struct secret_hash *hash, const char *string); /* NULL and "" differ */
void secret_hash_end(struct secret_hash *hash, unsigned char ret_digest[SECRET_HASH_BYTES]);

void secret_hash_of(const void *bytes, size_t length, unsigned char ret_digest[SECRET_HASH_BYTES]);

/* The digest of a token, which is stored in its place. */
struct secret_digest {
    unsigned char bytes[SECRET_HASH_BYTES];
};
struct secret_digest secret_digest_of(const char *token);
void secret_to_hex(const unsigned char *bytes, size_t length, char *ret_hex); /* 2 * length + 1 bytes of room */

/* The keyed hash (message authentication code) of a string, in hexadecimal. */
void secret_mac(const unsigned char key[32], const char *string, char ret_hex[SECRET_HEX_BYTES]);
bool secret_equal(const char *a, const char *b); /* in constant time for equal lengths */

/* Hashes a password: argon2id, 19 MiB, two passes (OWASP's minimum; 15-34 ms). `serve` calls it in its password
 * process. */
int secret_password_hash(const char *password, char ret_encoded[SECRET_PASSWORD_BYTES]);

/* Compares a password with a hash. FAIL_SYSTEM if there is too little memory: then nobody knows. */
int secret_password_check(const char *encoded, const char *password, bool *ret_is_right);

/* Makes a password that can be read aloud: four groups of four letters. For demonstrations. */
void secret_password_make(char ret_password[20]);
