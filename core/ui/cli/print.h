/* Print: helpers for the output of commands. */
#pragma once

#include "base/json.h"
#include "ui/cli/command.h"

#define PRINT_MOST_BYTES (256UL * 1024 * 1024)

/* The text of a message id in the language of the command line. */
const char *invocation_translate(const struct invocation *invocation, const char *message_id);

/* Prints a whole answer; FAIL_LIMIT if it did not fit into `text`. */
int print_text(const struct text *text);

/* Ends a JSON answer with a new line and prints it. */
int print_json(struct text *text);
