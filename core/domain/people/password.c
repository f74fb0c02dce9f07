/* Judges passwords; see password.h. */
#include "domain/people/password.h"

#include "base/fail.h"
#include "io/password_strength.h"
#include "io/unicode.h"

#include <string.h>

#define PASSWORD_MOST_BYTES 200
#define PASSWORD_BITS_LEAST 33.2 /* 10^10 guesses: out of reach online, where ten a quarter are tried */
#define HOLDS_LEAST_BYTES 4      /* a shorter name stands in many words */
#define HOLDS_WITHIN_BYTES 6     /* a shorter one, such as Anna, stands within words such as "annan" */
#define WORDS_MOST 40

/* What the library's lists, which are English, lack. */
static const char *const swedish_words[] = {
    "trappa", "trappan",  "lösenord", "losenord", "välkommen", "valkommen", "hemlig", "hemligt", "kommun", "kommunen",
    "sommar", "sommaren", "vinter",   "vintern",  "höst",      "vår",       "hejsan", "sverige", "svenska"};

struct words {
    const char *items[COUNT_OF(swedish_words) + WORDS_MOST + 1]; /* NULL after the last */
    size_t count;
    bool are_held; /* the password holds one of the person's */
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static bool is_in(const char *word, const char *folded)
{
    size_t length = strlen(word);
    for (const char *at = folded; length >= HOLDS_LEAST_BYTES && (at = strstr(at, word)); at++)
        if (length >= HOLDS_WITHIN_BYTES || ((at == folded || !is_letter(at[-1])) && !is_letter(at[length])))
            return true;
    return false;
}

/* A word of which the password may not be made; `is_refused`: it may not hold it at all. */
static void word_add(struct words *words, struct arena *arena, const char *word, const char *folded, bool is_refused)
{
    if (!word || !*word || words->count + 1 >= COUNT_OF(words->items))
        return;
    const char *item = unicode_fold(arena, word);
    words->items[words->count++] = item;
    words->are_held |= is_refused && is_in(item, folded);
}

/* Each part of a name or an address. */
static void parts_add(struct words *words, struct arena *arena, const char *name, const char *folded, bool are_refused)
{
    static const char separators[] = " .-_@";
    for (const char *at = name ? name : ""; *at; at += strspn(at, separators)) {
        size_t length = strcspn(at, separators);
        word_add(words, arena, arena_copy_bytes(arena, at, length), folded, are_refused);
        at += length;
    }
}

static const char *joined(struct arena *arena, const char *name)
{
    char *copy = arena_copy_string(arena, name ? name : ""), *to = copy;
    for (const char *at = copy; *at; at++)
        if (*at != ' ')
            *to++ = *at;
    *to = '\0';
    return copy;
}

static void own_words_add(struct words *words, struct arena *arena, const struct person *person, const char *folded)
{
    const char *local = person->email ? arena_copy_bytes(arena, person->email, strcspn(person->email, "@")) : NULL;
    const char *const own[] = {person->id, person->name, joined(arena, person->name), person->email, local};
    for (size_t i = 0; i < COUNT_OF(own); i++)
        word_add(words, arena, own[i], folded, true);
    parts_add(words, arena, person->name, folded, true);
    parts_add(words, arena, person->email, folded, false);
}

static int guess_check(const char *password, const struct person *person, const char *organisation)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct words words = {0};
    const char *folded = unicode_fold(&arena, password);
    for (size_t i = 0; i < COUNT_OF(swedish_words); i++)
        word_add(&words, &arena, swedish_words[i], folded, false);
    own_words_add(&words, &arena, person, folded);
    word_add(&words, &arena, organisation, folded, true);
    parts_add(&words, &arena, organisation, folded, false);
    if (words.are_held)
        return fail_at(FAIL_INPUT, REASON_NONE, "password",
                       "the password holds your own name, short name or e-mail, or the name of the organisation");
    if (password_strength_bits(folded, words.items) < PASSWORD_BITS_LEAST)
        return fail_at(
            FAIL_INPUT, REASON_NONE, "password",
            "the password is among the first that are guessed: a well known one, a row of keys, a date, or the "
            "same over and over");
    return 0;
}

int password_check(const char *password, const struct person *person, const char *organisation)
{
    size_t length = strlen(password), characters = 0;
    if (length > PASSWORD_MOST_BYTES)
        return fail_at(FAIL_INPUT, REASON_NONE, "password", "the password is longer than %d bytes",
                       PASSWORD_MOST_BYTES);
    if (!text_is_utf8(password, length, NULL))
        return fail_at(FAIL_INPUT, REASON_NONE, "password", "the password has characters that are no text");
    for (size_t i = 0; i < length; i++)
        characters += ((unsigned char)password[i] & 0xc0) != 0x80;
    if (characters < PASSWORD_MIN)
        return fail_at(FAIL_INPUT, REASON_NONE, "password", "the password is shorter than %d characters", PASSWORD_MIN);
    return guess_check(password, person, organisation);
}
