/* Commands: what can be said on the command line, one row each.
 *
 * A row's `arguments` is shown to people and is also what the words of a command line are read by, so that the help
 * cannot say anything else than what works:
 *
 *     PERSON            a word that must be there; [DIR] one that may; WORD... or [WORD]... any number, last
 *     --from DATE       an option with a value that must be there; [--to DATE] one that may; [--base DIR]... repeated
 *     [--apply]         an option without a value
 *     [--evidence observed|simulated|reported]     one of these words
 *     [--autonomy 1..5]                            a number within these
 *     [--from DATE]                                a date such as 2026-03-02
 *
 * `--data DIR` (also TRAPPA_DATA) and `--help` belong to every command. A new command is one row in commands.c and one
 * function in a file of its subject. */
#pragma once

#include "base/memory.h"
#include "ui/text/translate.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct invocation;

/* What a command function may return beside 0 and a negative failure: the answer is no, and has been said; exit 1. */
#define COMMAND_SAYS_NO 1

struct command {
    const char *name;      /* "init"; "curriculum publish" */
    const char *arguments; /* as above; "" for none */
    const char *help;      /* one line, N_() */
    int (*run)(const struct invocation *invocation);
};

/* All commands, in the order of the help; ends with a row whose name is NULL. */
extern const struct command commands[];

/* One command line, read and checked against its row. */
struct invocation {
    const struct command *command;
    const char *data; /* the data directory */
    enum language language;
    const char *const *words; /* what is no option, in order */
    size_t word_count;
    struct invocation_option *options;
    size_t option_count;
    struct arena *arena; /* lives as long as the command runs */
};

struct invocation_option {
    const char *name;  /* without the dashes */
    const char *value; /* "" for an option without a value */
};

/* Runs the command line that main() was given: 0, 1 or 2 (docs/command-line.md). Says failures on stderr in the
 * language of LC_ALL, LC_MESSAGES or LANG, English where they name none of ours. */
int command_main(int argument_count, const char *const *arguments);

/* The word at `index`, NULL if there is none. */
const char *invocation_word(const struct invocation *invocation, size_t index);

/* The value of an option ("" if it takes none), NULL if it was not given; of a repeated one the first. */
const char *invocation_option(const struct invocation *invocation, const char *name);

/* The value of the `index`th time that a repeated option was given; NULL after the last. */
const char *invocation_option_at(const struct invocation *invocation, const char *name, size_t index);

/* True if the option was given. */
bool invocation_has(const struct invocation *invocation, const char *name);

/* The date of an option, `otherwise` if it was not given. The row has already said that it is a DATE. */
int invocation_day(const struct invocation *invocation, const char *name, int otherwise);

/* The number of an option such as 1..5, `otherwise` if it was not given. */
int64_t invocation_number(const struct invocation *invocation, const char *name, int64_t otherwise);

/* A line on stdout in the language of the invocation; the format is the message id. */
void command_say(const struct invocation *invocation, const char *message_id, ...)
    __attribute__((format(printf, 2, 3)));
