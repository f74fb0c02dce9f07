/* Command line: finds the command that was meant, runs it, and says how it went. */
#pragma once

#include "ui/cli/command.h"

/* What the program knows of: its tables of commands, NULL after the last, and how its plugins are loaded
 * (command_load_plugins). */
struct command_program {
    const struct command_table *const *tables;
    void (*load_plugins)(const struct invocation *invocation);
};

/* Runs the command line that main() was given: 0, 1 or 2 (docs/command-line.md). Says failures on stderr in the
 * language of LC_ALL, LC_MESSAGES or LANG, English where they name none of ours. */
int command_line_run(const struct command_program *program, int argument_count, const char *const *arguments);
