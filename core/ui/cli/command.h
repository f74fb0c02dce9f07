/* Command: the commands of the command line, one row each.
 *
 * A row's `arguments` is both the help and the grammar by which the words are parsed, so that the two always agree:
 *
 *     PERSON            a word that must be there; [DIR] one that may; WORD... or [WORD]... any number, last
 *     --from DATE       an option with a value that must be there; [--to DATE] one that may; [--base DIR]... repeated
 *     [--apply]         an option without a value
 *     [--evidence observed|simulated|reported]     one of these words
 *     [--autonomy 1..5]                            a number within these
 *     [--from DATE]                                a date such as 2026-03-02
 *
 * Every command has `--data DIR` (also TRAPPA_DATA) and `--help`. A new command is one row and one function in the file
 * of its subject; a new file is one word in core/ui/cli/meson.build. */
#pragma once

#include "base/memory.h"
#include "ui/text/translate.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct invocation;
struct site_config;

/* A command function returns 0, a negative failure, or this: the answer is no and has been printed; exit status 1. */
#define COMMAND_SAYS_NO 1

struct command {
    const char *name;      /* "init", "curriculum publish" */
    const char *arguments; /* in the grammar above; "" for none */
    const char *help;      /* one line, N_() */
    int (*run)(const struct invocation *invocation);
};

/* The commands of a file:
 *
 *     static const struct command commands[] = {
 *         {"unit list", "[--json]", N_("Lists the units"), command_unit_list},
 *     };
 *     const struct command_table unit_commands = COMMAND_TABLE(commands);
 *
 * The help lists tables in the order of core/ui/cli/meson.build; one with `after` stands behind that command, inside
 * another's table. */
struct command_table {
    const struct command *rows;
    size_t count;
    const char *after; /* the name of a command of an earlier table; NULL */
};
#define COMMAND_TABLE(array) COMMAND_TABLE_AFTER(array, NULL)
#define COMMAND_TABLE_AFTER(array, name)                                                                               \
    {                                                                                                                  \
        .rows = (array), .count = COUNT_OF(array), .after = (name)                                                     \
    }

/* All commands in the order of the help: first Trappa's own, then those of plugins. */
struct command_list {
    const struct command **rows;
    size_t count, own;
};

/* Makes the list of the rows of all tables (NULL after the last), in the arena. */
struct command_list command_list_make(struct arena *arena, const struct command_table *const *tables);

/* Sets the rows of plugins, placed after Trappa's own and replacing earlier ones. They are borrowed. */
void command_list_use_plugins(struct command_list *list, struct arena *arena, const struct command *rows, size_t count);

/* True if a command of the tables begins with the word. */
bool command_word_is_taken(const struct command_table *const *tables, const char *word);

/* A command line, parsed and checked against its row. */
struct invocation {
    const struct command *command;
    const char *data; /* the data directory */
    enum language language;
    const char *const *words; /* words that are not options, in order */
    size_t word_count;
    struct invocation_option *options;
    size_t option_count;
    struct arena *arena; /* lives as long as the command runs */

    /* internal, for command_line.c */
    struct command_list *list;
    void (*load_plugins)(const struct invocation *invocation);
};

struct invocation_option {
    const char *name;  /* without the dashes */
    const char *value; /* "" for an option without a value */
};

/* The word at `index`; NULL if there is none. */
const char *invocation_word(const struct invocation *invocation, size_t index);

/* The value of an option, "" if it takes none; NULL if it was not given. Of a repeated option the first. */
const char *invocation_option(const struct invocation *invocation, const char *name);

/* The value of a repeated option at `index`; NULL after the last. */
const char *invocation_option_at(const struct invocation *invocation, const char *name, size_t index);

/* True if the option was given. */
bool invocation_has(const struct invocation *invocation, const char *name);

/* The date of an option; `otherwise` if it was not given. The row must have DATE as its value. */
int invocation_day(const struct invocation *invocation, const char *name, int otherwise);

/* The number of an option such as 1..5; `otherwise` if it was not given. */
int64_t invocation_number(const struct invocation *invocation, const char *name, int64_t otherwise);

/* Prints a line on stdout in the language of the invocation; the format is the message id. */
void command_print_line(const struct invocation *invocation, const char *message_id, ...)
    __attribute__((format(printf, 2, 3)));

/* Loads the plugins once, with their settings in trappa.yaml, and adds their commands; without a data directory, the
 * plugins beside the program. */
void command_load_plugins(const struct invocation *invocation);
