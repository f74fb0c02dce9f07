/* Scopes of access tokens as words and as bits; see access_token.h. */
#include "base/fail.h"
#include "domain/access_token/access_token.h"

#include <string.h>

static const char *const words[] = {ACCESS_SCOPES}; /* in the order of enum access_scope */

const char *access_scope_word(unsigned bit)
{
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (bit == 1U << i)
            return words[i];
    return NULL;
}

const char *access_scopes_format(unsigned scopes, struct arena *arena)
{
    const char *all = "";
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (scopes & 1U << i)
            all = arena_format(arena, "%s%s%s", all, *all ? "," : "", words[i]);
    return all;
}

static int scope_parse(const char *word, size_t length, unsigned *ret_bit)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (strlen(words[i]) == length && memcmp(words[i], word, length) == 0) {
            *ret_bit = 1U << i;
            return 0;
        }
    return fail_at(FAIL_INPUT, REASON_NONE, "scope", "scope '%s': the scopes are %s",
                   arena_copy_bytes(&arena, word, length), access_scopes_format(~0U, &arena));
}

int access_scopes_parse(const char *all, unsigned *ret_scopes)
{
    unsigned scopes = 0, bit = 0;
    for (const char *at = all;; at++) {
        size_t length = strcspn(at, ",");
        TRY(scope_parse(at, length, &bit));
        scopes |= bit;
        at += length;
        if (!*at)
            break;
    }
    *ret_scopes = scopes;
    return 0;
}
