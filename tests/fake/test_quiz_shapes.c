/* The quiz plugin's finder against a table of shapes: tests/fake/quiz/shapes.txt, whose first column was seen in
 * LiaScript itself. */
#include "fake.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

extern const struct trappa_plugin trappa_plugin;

#define KINDS 10
static const char *const kinds[KINDS] = {"single", "multiple", "text",   "selection", "gaps",
                                         "matrix", "generic",  "survey", "quoted",    "glued"};

/* "k0" is a single choice, "k3" with "w1" a selection: the first pieces of what the plugin compiles. */
static size_t kind_of(const struct fake_block *block)
{
    size_t kind = (size_t)(block->compiled[1] - '0');
    return kind < 3 ? kind : (size_t)(block->compiled[4] - '0') + 2;
}

/* What was found, as the table says it: "single 1 text 2", in the order of the first of each. */
static void found_say(char *words, size_t room)
{
    size_t counts[KINDS] = {0}, order[KINDS], known = 0;
    for (size_t i = 0; i < fake.block_count; i++) {
        size_t kind = kind_of(&fake.blocks[i]);
        cr_assert(kind < KINDS);
        if (!counts[kind]++)
            order[known++] = kind;
    }
    snprintf(words, room, "%s", known ? "" : "nothing");
    for (size_t i = 0; i < known; i++) {
        size_t length = strlen(words);
        snprintf(words + length, room - length, "%s%s %zu", i ? " " : "", kinds[order[i]], counts[order[i]]);
    }
}

/* The value of "KEY: value" at the beginning of the line that *at stands on; passes that line. */
static bool line_value(char **at, const char *key, char *value, size_t room)
{
    size_t length = strlen(key);
    char *end = strchr(*at, '\n');
    if (!end || strncmp(*at, key, length) != 0)
        return false;
    snprintf(value, room, "%.*s", (int)(end - *at - (long)length), *at + length);
    *at = end + 1;
    return true;
}

/* Reads one shape and looks at it; false at the end of the table. */
static bool shape_try(char **at)
{
    char name[100], there[100], here[100], why[300], found[200];
    if (!line_value(at, "=== ", name, sizeof name))
        return false;
    cr_assert(line_value(at, "there: ", there, sizeof there), "%s", name);
    if (!line_value(at, "here: ", here, sizeof here))
        snprintf(here, sizeof here, "%s", there);
    else
        cr_assert(line_value(at, "because: ", why, sizeof why), "%s", name);
    char *body = *at, *end = strstr(body, "=== ");
    while (end && end > body && end[-1] != '\n')
        end = strstr(end + 1, "=== ");
    *at = end ? end : body + strlen(body);
    char kept = **at;
    **at = '\0';
    cr_expect_eq(fake_find(body), 0);
    **at = kept;
    found_say(found, sizeof found);
    cr_expect_str_eq(found, here, "%s: %s, not %s", name, found, here);
    return true;
}

Test(quiz_shapes, are_found_as_liascript_finds_them)
{
    static char table[200000];
    FILE *file = fopen("tests/fake/quiz/shapes.txt", "r");
    cr_assert(file);
    size_t length = fread(table, 1, sizeof table - 1, file), count = 0;
    fclose(file);
    cr_assert(length > 0 && length < sizeof table - 1);
    cr_assert_eq(fake_start(&trappa_plugin), 0);
    char *at = strstr(table, "\n=== ");
    cr_assert(at);
    for (at++; shape_try(&at);)
        count++;
    cr_expect_eq(*at, '\0');
    cr_expect(count >= 200, "%zu shapes", count);
}
