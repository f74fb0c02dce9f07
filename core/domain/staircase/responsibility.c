/* Digests of responsibilities; see responsibility.h. */
#include "domain/staircase/responsibility.h"

#include "io/secret.h"

#include <string.h>

void responsibility_digest(const char *words, char ret_digest[RESPONSIBILITY_BYTES])
{
    unsigned char digest[SECRET_HASH_BYTES];
    secret_hash_of(words, strlen(words), digest);
    secret_to_hex(digest, RESPONSIBILITY_BYTES / 2, ret_digest);
}
