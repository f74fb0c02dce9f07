/* Reads a command line by the summary of its command; see arguments.h. */
#include "ui/cli/arguments.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "io/unicode.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

bool argument_part_next(const char **at, struct argument_part *ret_part)
{
    const char *here = *at + strspn(*at, " ");
    if (!*here)
        return false;
    struct argument_part part = {.is_optional = *here == '['};
    here += part.is_optional;
    part.is_option = text_starts(here, "--");
    here += part.is_option ? 2 : 0;
    part.name = here;
    part.name_length = strcspn(here, " ].");
    here += part.name_length;
    assert(part.name_length); /* the row breaks the grammar of command.h */
    if (part.is_option && *here == ' ' && here[1] && !strchr("[-", here[1])) {
        part.value = here + 1;
        part.value_length = strcspn(part.value, " ]");
        here = part.value + part.value_length;
    }
    here += part.is_optional;
    part.is_repeated = text_starts(here, "...");
    *at = here + (part.is_repeated ? 3 : 0);
    *ret_part = part;
    return true;
}

static bool part_is(const struct argument_part *part, const char *name, size_t length)
{
    return part->name_length == length && memcmp(part->name, name, length) == 0;
}

/* The part of the summary for an option; every command knows --data and --help. */
static bool part_of_option(const char *summary, const char *name, size_t length, struct argument_part *ret_part)
{
    static const char *const everywhere = "[--data DIR] [--help]";
    const char *const summaries[] = {summary, everywhere};
    for (size_t i = 0; i < COUNT_OF(summaries); i++)
        for (const char *at = summaries[i]; argument_part_next(&at, ret_part);)
            if (ret_part->is_option && part_is(ret_part, name, length))
                return true;
    return false;
}

static int fail_unknown_option(const struct invocation *invocation, const char *name)
{
    const char *known[64] = {"data", "help"};
    size_t count = 2;
    struct argument_part part;
    for (const char *at = invocation->command->arguments; count < COUNT_OF(known) && argument_part_next(&at, &part);)
        if (part.is_option)
            known[count++] = arena_copy_bytes(invocation->arena, part.name, part.name_length);
    const char *meant = text_nearest(name, known, count);
    if (meant)
        return fail(FAIL_USAGE, "%s: unknown option '--%s'; did you mean '--%s'?", invocation->command->name, name,
                    meant);
    return fail(FAIL_USAGE, "%s: unknown option '--%s'", invocation->command->name, name);
}

/* "1..5": both ends, if the value of a summary is such a range. */
static bool range_read(const char *value, int64_t *ret_least, int64_t *ret_most)
{
    char ends[2][20] = {{0}};
    const char *dots = strstr(value, "..");
    if (!dots || (size_t)(dots - value) >= sizeof ends[0] || strlen(dots + 2) >= sizeof ends[1])
        return false;
    memcpy(ends[0], value, (size_t)(dots - value));
    memcpy(ends[1], dots + 2, strlen(dots + 2));
    return text_to_number(ends[0], INT64_MIN, INT64_MAX, ret_least) &&
           text_to_number(ends[1], INT64_MIN, INT64_MAX, ret_most);
}

static bool is_one_of(const char *choices, const char *value)
{
    size_t length = strlen(value);
    for (const char *at = choices; *at; at += *at == '|') {
        size_t choice = strcspn(at, "|");
        if (choice == length && memcmp(at, value, length) == 0)
            return true;
        at += choice;
    }
    return false;
}

/* Checks a value against what the summary calls it: a DATE, 1..5, these|words; anything else in capitals is free. */
static int value_check(const struct invocation *invocation, const struct argument_part *part, const char *value)
{
    const char *name = arena_copy_bytes(invocation->arena, part->name, part->name_length);
    const char *shape = arena_copy_bytes(invocation->arena, part->value, part->value_length);
    int64_t least, most, number;
    int day;
    if (text_equal(shape, "DATE"))
        return day_parse(value, &day);
    if (range_read(shape, &least, &most) && !text_to_number(value, least, most, &number))
        return fail(FAIL_USAGE, "--%s: '%s' is not a number from %lld to %lld", name, value, (long long)least,
                    (long long)most);
    if (islower((unsigned char)shape[0]) && !is_one_of(shape, value))
        return fail(FAIL_USAGE, "--%s: '%s' is none of %s", name, value, shape);
    return 0;
}

/* The value in composed form, unless it is what something on this machine or elsewhere is called. */
static const char *value_compose(const struct invocation *invocation, const char *shape, size_t length,
                                 const char *value)
{
    static const char *const places[] = {"FILE", "DIR", "URL", "REF", "DIR|URL", "URL|DIR"};
    for (size_t i = 0; i < COUNT_OF(places); i++)
        if (strlen(places[i]) == length && memcmp(places[i], shape, length) == 0)
            return value;
    return unicode_compose(invocation->arena, value);
}

/* The part of the summary for a word by its place; the last one may stand for all that follow. */
static struct argument_part part_of_word(const struct invocation *invocation, size_t place)
{
    struct argument_part part, found = {0};
    size_t count = 0;
    for (const char *at = invocation->command->arguments; argument_part_next(&at, &part);)
        if (!part.is_option && count++ <= place)
            found = part;
    return found;
}

static void word_take(struct invocation *invocation, const char **kept, const char *word)
{
    struct argument_part part = part_of_word(invocation, invocation->word_count);
    kept[invocation->word_count++] = value_compose(invocation, part.name, part.name_length, word);
}

/* Takes the option at `words[0]` ("--name", "--name=value"), with its value; *ret_used says how many words it was. */
static int option_read(struct invocation *invocation, const char *const *words, size_t left, size_t *ret_used)
{
    const char *name = words[0] + 2, *equals = strchr(name, '=');
    size_t length = equals ? (size_t)(equals - name) : strlen(name);
    const char *command = invocation->command->name;
    struct argument_part part;
    name = arena_copy_bytes(invocation->arena, name, length);
    if (!part_of_option(invocation->command->arguments, name, length, &part))
        return fail_unknown_option(invocation, name);
    const char *value = equals ? equals + 1 : "";
    if (!part.value && equals)
        return fail(FAIL_USAGE, "%s: option '--%s' takes no value", command, name);
    if (part.value && !equals && left < 2)
        return fail(FAIL_USAGE, "%s: option '--%s' needs a value", command, name);
    if (!part.is_repeated && invocation_has(invocation, name))
        return fail(FAIL_USAGE, "%s: option '--%s' can be given only once", command, name);
    *ret_used = part.value && !equals ? 2 : 1;
    if (*ret_used == 2)
        value = words[1];
    if (part.value) {
        TRY(value_check(invocation, &part, value));
        value = value_compose(invocation, part.value, part.value_length, value);
    }
    if (text_equal(name, "data"))
        invocation->data = value;
    invocation->options[invocation->option_count++] = (struct invocation_option){.name = name, .value = value};
    return 0;
}

/* Asks that everything the summary demands is there, and no word more. */
static int completeness_check(const struct invocation *invocation)
{
    size_t most = 0;
    bool is_open = false;
    struct argument_part part;
    for (const char *at = invocation->command->arguments; argument_part_next(&at, &part);) {
        const char *name = arena_copy_bytes(invocation->arena, part.name, part.name_length);
        if (part.is_option && !part.is_optional && !invocation_has(invocation, name))
            return fail(FAIL_USAGE, "%s: option '--%s' is missing", invocation->command->name, name);
        if (part.is_option)
            continue;
        if (!part.is_optional && invocation->word_count <= most)
            return fail(FAIL_USAGE, "%s: %s is missing", invocation->command->name, name);
        most++;
        is_open = is_open || part.is_repeated;
    }
    if (invocation->word_count > most && !is_open)
        return fail(FAIL_USAGE, "%s: '%s' is one word too many", invocation->command->name, invocation->words[most]);
    return 0;
}

int arguments_read(struct invocation *invocation, const char *const *words, size_t count)
{
    const char **kept = arena_zeroed(invocation->arena, (count + 1) * sizeof *kept);
    bool are_options_over = false;
    invocation->words = kept;
    invocation->options = arena_zeroed(invocation->arena, (count + 1) * sizeof *invocation->options);
    for (size_t i = 0; i < count;) {
        size_t used = 1;
        if (!are_options_over && text_equal(words[i], "--"))
            are_options_over = true;
        else if (!are_options_over && text_starts(words[i], "--"))
            TRY(option_read(invocation, words + i, count - i, &used));
        else if (!are_options_over && words[i][0] == '-' && words[i][1])
            return fail(FAIL_USAGE, "%s: unknown option '%s'; options begin with two dashes", invocation->command->name,
                        words[i]);
        else
            word_take(invocation, kept, words[i]);
        if (invocation_has(invocation, "help"))
            return 0;
        i += used;
    }
    return completeness_check(invocation);
}
