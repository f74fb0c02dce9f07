/* Arguments: reads the words of a command line by the summary that its row shows to people (command.h). */
#pragma once

#include "ui/cli/command.h"

#include <stdbool.h>

/* One part of a summary: `PERSON`, `[--from DATE]`, `[--base DIR]...`. Nothing here ends with a NUL. */
struct argument_part {
    const char *name; /* without the dashes */
    size_t name_length;
    const char *value; /* NULL for an option without a value, and for a word */
    size_t value_length;
    bool is_option, is_optional, is_repeated;
};

/* The part at `*at`, which moves behind it; false at the end. */
bool argument_part_next(const char **at, struct argument_part *ret_part);

/* Reads `words` into invocation->words, options and data by the row of invocation->command. FAIL_USAGE names the
 * command and what is missing, unknown, too much, or no value of its option; FAIL_INPUT a date that is none.
 * `--help` ends the reading at once and is an option like others; the row need not say it. */
int arguments_read(struct invocation *invocation, const char *const *words, size_t count);
