/* Print: what commands that list or change something have in common when they say it. */
#pragma once

#include "base/json.h"
#include "ui/cli/command.h"

#define PRINT_MOST_BYTES (256UL * 1024 * 1024)

/* A message id in the language of the command line. */
const char *print_say(const struct invocation *invocation, const char *message_id);

/* Writes a whole answer; FAIL_LIMIT if it did not fit. */
int print_text(const struct text *text);

/* Ends a JSON answer with a new line and writes it. */
int print_json(struct text *text);
