/* Command line: the main program of the commands: finds the command, runs it, and reports failures. */
#pragma once

#include "ui/cli/command.h"

/* The program's command tables, NULL after the last, and the function that loads its plugins
 * (command_load_plugins()). */
struct command_program {
    const struct command_table *const *tables;
    void (*load_plugins)(const struct invocation *invocation);
};

/* Runs the command line of main(); returns the exit status: 0, 1 or 2 (docs/command-line.md). Prints failures on stderr
 * in the language of LC_ALL, LC_MESSAGES or LANG; English if Trappa does not have it. */
int command_line_run(const struct command_program *program, int argument_count, const char *const *arguments);
