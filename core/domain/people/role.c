/* Roles as words and as bits; see person.h. */
#include "base/fail.h"
#include "domain/people/person.h"

#include <string.h>

static const struct {
    const char *word;
    unsigned bit;
} roles[] = {
    {"learner", ROLE_LEARNER}, {"mentor", ROLE_MENTOR},   {"manager", ROLE_MANAGER}, {"hr", ROLE_HR},
    {"author", ROLE_AUTHOR},   {"contact", ROLE_CONTACT}, {"admin", ROLE_ADMIN},
};

static int role_parse(const char *word, size_t length, unsigned *ret_bit)
{
    for (size_t i = 0; i < COUNT_OF(roles); i++)
        if (strlen(roles[i].word) == length && memcmp(roles[i].word, word, length) == 0) {
            *ret_bit = roles[i].bit;
            return 0;
        }
    CLEANUP(memory_free_at) char *copy = memory_copy_bytes(word, length);
    return fail_at(FAIL_INPUT, REASON_NONE, "role",
                   "role '%s': the roles are learner, mentor, manager, hr, author, contact, admin", copy);
}

int roles_parse(const char *words, unsigned *ret_roles)
{
    unsigned all = 0, bit = 0;
    for (const char *at = words;; at++) {
        size_t length = strcspn(at, ",");
        TRY(role_parse(at, length, &bit));
        all |= bit;
        at += length;
        if (!*at)
            break;
    }
    *ret_roles = all;
    return 0;
}

const char *role_word(unsigned bit)
{
    for (size_t i = 0; i < COUNT_OF(roles); i++)
        if (roles[i].bit == bit)
            return roles[i].word;
    return NULL;
}

const char *roles_format(unsigned all, struct arena *arena)
{
    const char *words = "";
    for (size_t i = 0; i < COUNT_OF(roles); i++)
        if (all & roles[i].bit)
            words = arena_format(arena, "%s%s%s", words, *words ? "," : "", roles[i].word);
    return words;
}
