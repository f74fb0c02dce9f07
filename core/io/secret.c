/* Random ids, hashes and passwords by libsodium; see secret.h. */
#include "io/secret.h"

#include "base/fail.h"

#include <sodium.h>

#include <assert.h>
#include <string.h>
#include <sys/mman.h>

#define PASSWORD_PASSES 2
#define PASSWORD_MEMORY (19U * 1024 * 1024)

static_assert(sizeof(struct secret_hash) >= sizeof(crypto_generichash_state), "the state must fit");
static_assert(SECRET_PASSWORD_BYTES >= crypto_pwhash_STRBYTES, "an encoded password must fit");

int secret_begin(void)
{
    return sodium_init() < 0 ? fail(FAIL_SYSTEM, "libsodium found no source of randomness") : 0;
}

void secret_random(void *bytes, size_t length)
{
    randombytes_buf(bytes, length);
}

void secret_rid(char ret_rid[SECRET_RID_BYTES])
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
    for (int i = 0; i < SECRET_RID_BYTES - 1; i++)
        ret_rid[i] = letters[randombytes_uniform(32)];
    ret_rid[SECRET_RID_BYTES - 1] = '\0';
}

void secret_token(char ret_token[SECRET_TOKEN_BYTES])
{
    unsigned char bytes[32];
    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2base64(ret_token, SECRET_TOKEN_BYTES, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

void secret_password_make(char ret_password[20])
{
    static const char letters[] = "abcdefghjkmnpqrstuvwxyz"; /* none that looks like another */
    for (int i = 0; i < 19; i++)
        ret_password[i] = i % 5 == 4 ? '-' : letters[randombytes_uniform(sizeof letters - 1)];
    ret_password[19] = '\0';
}

void secret_hash_begin(struct secret_hash *hash)
{
    crypto_generichash_init((crypto_generichash_state *)hash->state, NULL, 0, SECRET_HASH_BYTES);
}

void secret_hash_add(struct secret_hash *hash, const void *bytes, size_t length)
{
    unsigned char frame[8];
    for (int i = 0; i < 8; i++)
        frame[i] = (unsigned char)((uint64_t)length >> (8 * i));
    crypto_generichash_update((crypto_generichash_state *)hash->state, frame, sizeof frame);
    if (length)
        crypto_generichash_update((crypto_generichash_state *)hash->state, bytes, length);
}

void secret_hash_add_string(struct secret_hash *hash, const char *string)
{
    static const unsigned char absent[8] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
    if (string)
        secret_hash_add(hash, string, strlen(string));
    else
        crypto_generichash_update((crypto_generichash_state *)hash->state, absent, sizeof absent);
}

void secret_hash_end(struct secret_hash *hash, unsigned char ret_digest[SECRET_HASH_BYTES])
{
    crypto_generichash_final((crypto_generichash_state *)hash->state, ret_digest, SECRET_HASH_BYTES);
}

void secret_hash_of(const void *bytes, size_t length, unsigned char ret_digest[SECRET_HASH_BYTES])
{
    crypto_generichash(ret_digest, SECRET_HASH_BYTES, bytes, length, NULL, 0);
}

struct secret_digest secret_digest_of(const char *token)
{
    struct secret_digest digest;
    secret_hash_of(token, strlen(token), digest.bytes);
    return digest;
}

void secret_to_hex(const unsigned char *bytes, size_t length, char *ret_hex)
{
    sodium_bin2hex(ret_hex, 2 * length + 1, bytes, length);
}

void secret_mac(const unsigned char key[32], const char *string, char ret_hex[SECRET_HEX_BYTES])
{
    unsigned char digest[SECRET_HASH_BYTES];
    crypto_generichash(digest, sizeof digest, (const unsigned char *)string, strlen(string), key, 32);
    secret_to_hex(digest, sizeof digest, ret_hex);
}

bool secret_equal(const char *a, const char *b)
{
    size_t length = strlen(a);
    return length == strlen(b) && sodium_memcmp(a, b, length) == 0;
}

int secret_password_hash(const char *password, char ret_encoded[SECRET_PASSWORD_BYTES])
{
    if (crypto_pwhash_str_alg(ret_encoded, password, strlen(password), PASSWORD_PASSES, PASSWORD_MEMORY,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        return fail(FAIL_SYSTEM, "not enough memory to hash a password");
    return 0;
}

static bool has_memory(void)
{
    void *memory = mmap(NULL, PASSWORD_MEMORY, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return memory != MAP_FAILED && munmap(memory, PASSWORD_MEMORY) == 0;
}

/* libsodium gives one answer for another password and for too little memory, so a refusal is believed only where the
 * memory can be had. */
int secret_password_check(const char *encoded, const char *password, bool *ret_is_right)
{
    *ret_is_right = crypto_pwhash_str_verify(encoded, password, strlen(password)) == 0;
    if (!*ret_is_right && !has_memory())
        return fail(FAIL_SYSTEM, "not enough memory to check a password");
    return 0;
}
