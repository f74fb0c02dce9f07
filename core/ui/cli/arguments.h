/* Arguments: parses the words of a command line by the summary in the command's row (command.h). */
#pragma once

#include "ui/cli/command.h"

#include <stdbool.h>

/* A part of a summary: `PERSON`, `[--from DATE]`, `[--base DIR]...`. The strings do not end with a NUL. */
struct argument_part {
    const char *name; /* without the dashes */
    size_t name_length;
    const char *value; /* NULL for an option without a value, and for a plain word */
    size_t value_length;
    bool is_option, is_optional, is_repeated;
};

/* The part at `*at`, which is moved past it; false at the end. */
bool argument_part_next(const char **at, struct argument_part *ret_part);

/* Parses `words` into invocation->words, options and data, by the row of invocation->command. FAIL_USAGE names the
 * command and what is missing, unknown, superfluous, or without its value; FAIL_INPUT for an invalid date. `--help`
 * ends the parsing at once and is always accepted. */
int arguments_read(struct invocation *invocation, const char *const *words, size_t count);
