/* Finds and runs the command of a command line, and reports failures; see command_line.h. */
#include "ui/cli/command_line.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/people/naming.h"
#include "ui/cli/arguments.h"
#include "ui/cli/command.h"
#include "ui/cli/command_failure.h"
#include "ui/cli/terminal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How many of `words` are the command's name, 0 if they are not. */
static size_t name_matches(const char *name, const char *const *words, size_t count)
{
    size_t matched = 0;
    while (matched < count) {
        size_t length = strlen(words[matched]);
        if (!length || strncmp(name, words[matched], length) != 0 || (name[length] && name[length] != ' '))
            return 0;
        name += length;
        matched++;
        if (!*name)
            return matched;
        name++;
    }
    return 0;
}

static const struct command *command_find(const struct command_list *list, const char *const *words, size_t count,
                                          size_t *ret_used)
{
    const struct command *found = NULL;
    *ret_used = 0;
    for (size_t i = 0; i < list->count; i++) {
        size_t used = name_matches(list->rows[i]->name, words, count);
        if (used > *ret_used) {
            *ret_used = used;
            found = list->rows[i];
        }
    }
    return found;
}

/* True if commands begin with these words: "curriculum", "curriculum layer". */
static bool is_group(const struct command_list *list, const char *words)
{
    size_t length = strlen(words);
    for (size_t i = 0; i < list->count; i++)
        if (text_starts(list->rows[i]->name, words) && list->rows[i]->name[length] == ' ')
            return true;
    return false;
}

/* The words before the first option, separated by spaces: perhaps a mistyped name. */
static const char *name_meant(const struct invocation *invocation, const char *const *words, size_t count)
{
    struct arena *arena = invocation->arena;
    const char *meant = "";
    for (size_t i = 0; i < count && words[i][0] != '-'; i++) {
        meant = i ? arena_format(arena, "%s %s", meant, words[i]) : words[i];
        if (!is_group(invocation->list, meant))
            break;
    }
    return meant;
}

static int fail_unknown_command(const struct invocation *invocation, const char *const *words, size_t count)
{
    const struct command_list *list = invocation->list;
    const char *meant = name_meant(invocation, words, count);
    const char *names[128];
    size_t known = 0;
    for (; known < list->count && known < COUNT_OF(names); known++)
        names[known] = list->rows[known]->name;
    const char *nearest = text_nearest(meant, names, known);
    if (is_group(list, meant))
        return fail(FAIL_USAGE, "'%s' needs one more word; 'trappa help %s' lists them", meant, meant);
    if (nearest)
        return fail(FAIL_USAGE, "'%s': no such command; did you mean '%s'?", meant, nearest);
    return fail(FAIL_USAGE, "'%s': no such command; 'trappa help' lists them", meant);
}

static void print_usage(FILE *file, const struct command *command, enum language language)
{
    fprintf(file, "%s: trappa %s%s%s\n", translate(language, N_("usage")), command->name,
            *command->arguments ? " " : "", command->arguments);
}

static void print_command(const struct command *command, enum language language)
{
    print_usage(stdout, command, language);
    printf("\n  %s\n", translate(language, command->help));
}

/* All commands whose name begins with the words, or simply all. */
static int print_list(const struct invocation *invocation, const char *words)
{
    int printed = 0;
    for (size_t i = 0; i < invocation->list->count; i++) {
        const struct command *row = invocation->list->rows[i];
        size_t length = strlen(words);
        if (length && !(text_starts(row->name, words) && (row->name[length] == ' ' || !row->name[length])))
            continue;
        printf("  %-26s %s\n", row->name, translate(invocation->language, row->help));
        printed++;
    }
    return printed;
}

static void print_help(const struct invocation *invocation)
{
    enum language language = invocation->language;
    printf("%s: trappa [--data DIR] COMMAND\n\n", translate(language, N_("usage")));
    print_list(invocation, "");
    printf("\n%s\n", translate(language, N_("'trappa help COMMAND' shows what a command takes. The data directory is "
                                            "--data, TRAPPA_DATA or ./trappa-data.")));
}

static int command_help(const struct invocation *invocation)
{
    size_t used;
    command_load_plugins(invocation);
    if (!invocation->word_count) {
        print_help(invocation);
        return 0;
    }
    const struct command *found = command_find(invocation->list, invocation->words, invocation->word_count, &used);
    const char *meant = name_meant(invocation, invocation->words, invocation->word_count);
    if (found)
        print_command(found, invocation->language);
    else if (!print_list(invocation, meant))
        return fail_unknown_command(invocation, invocation->words, invocation->word_count);
    return 0;
}

static int command_version(const struct invocation *invocation)
{
    (void)invocation;
    puts("trappa " TRAPPA_VERSION);
    return 0;
}

/* `--help` and `--version` in place of a command, and `--data` before it; *ret_used words are taken. */
static int options_before(struct invocation *invocation, const char **words, size_t count, size_t *ret_used)
{
    size_t at = 0;
    while (at < count && text_starts(words[at], "--data")) {
        bool is_joined = words[at][6] == '=';
        if (!is_joined && (words[at][6] || at + 1 == count))
            break;
        invocation->data = is_joined ? words[at] + 7 : words[at + 1];
        at += is_joined ? 1 : 2;
    }
    if (at < count && text_starts(words[at], "--")) {
        if (!text_equal(words[at], "--help") && !text_equal(words[at], "--version"))
            return fail(FAIL_USAGE, "'%s': a command is expected here; 'trappa help' lists them", words[at]);
        words[at] += 2; /* "--help" is the command "help" */
    }
    *ret_used = at;
    return 0;
}

static int command_run(struct invocation *invocation, const char **words, size_t count)
{
    size_t before = 0, used = 0;
    TRY(clock_begin(false));
    TRY(options_before(invocation, words, count, &before));
    if (before == count) {
        print_help(invocation);
        return fail(FAIL_USAGE, "a command is missing");
    }
    words += before;
    count -= before;
    invocation->command = command_find(invocation->list, words, count, &used);
    if (!invocation->command) {
        command_load_plugins(invocation);
        invocation->command = command_find(invocation->list, words, count, &used);
    }
    if (!invocation->command && is_group(invocation->list, words[0]) && text_equal(words[count - 1], "--help")) {
        print_list(invocation, name_meant(invocation, words, count));
        return 0;
    }
    if (!invocation->command)
        return fail_unknown_command(invocation, words, count);
    TRY(arguments_read(invocation, words + used, count - used));
    if (invocation_has(invocation, "help")) {
        print_command(invocation->command, invocation->language);
        return 0;
    }
    return invocation->command->run(invocation);
}

static enum language language_of_environment(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    enum language language = LANGUAGE_EN;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const char *value = getenv(names[i]);
        if (!value || !*value)
            continue;
        (void)language_from_code(value, &language);
        break;
    }
    return language;
}

/* Prints a failure and returns the exit status (docs/command-line.md). */
static int status_of(const struct invocation *invocation, int result)
{
    if (result == 0 && (fflush(stdout) != 0 || ferror(stdout)))
        result = fail(FAIL_SYSTEM, "standard output: %s", strerror(errno));
    if (result >= 0)
        return result;
    fflush(stdout);
    fprintf(stderr, "trappa: %s\n", command_failure(invocation));
    if (result == FAIL_USAGE && invocation->command)
        print_usage(stderr, invocation->command, invocation->language);
    return result == FAIL_USAGE || result == FAIL_INPUT || result == FAIL_LIMIT ? 2 : 1;
}

int command_line_run(const struct command_program *program, int argument_count, const char *const *arguments)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const char *data = getenv("TRAPPA_DATA");
    struct command_list list = command_list_make(&arena, program->tables);
    struct invocation invocation = {.arena = &arena,
                                    .language = language_of_environment(),
                                    .data = data && *data ? data : "trappa-data",
                                    .list = &list,
                                    .load_plugins = program->load_plugins};
    naming_say(translate(invocation.language, NAMING_COLLEAGUE));
    size_t count = argument_count > 0 ? (size_t)argument_count - 1 : 0;
    const char **words = arena_zeroed(&arena, (count + 1) * sizeof *words);
    for (size_t i = 0; i < count; i++)
        words[i] = arguments[i + 1];
    terminal_show_hidden();
    return status_of(&invocation, command_run(&invocation, words, count));
}

static const struct command commands[] = {
    {"help", "[COMMAND]...", N_("Shows the commands, or what one of them takes"), command_help},
    {"version", "", N_("Shows the version"), command_version},
};
const struct command_table command_line_commands = COMMAND_TABLE(commands);
