/* Hint: advice that a user interface adds to a failure with a reason.
 *
 * The domain says what is wrong; only a command knows the option that helps, and only a page its form. Each of them has
 * its own table (ui/cli/command_failure.c, ui/web/kernel/page_failure.c); docs/failures.md lists the reasons. */
#pragma once

#include "base/fail.h"
#include "base/memory.h"
#include "ui/text/translate.h"

struct hint {
    const struct fail_reason *reason;
    const char *message_id; /* N_("%s, say why with %s"): the sentence, and, if needs_input, the input's name here */
    bool needs_input;       /* without an input's name, show only the sentence */
};

struct hints {
    const struct hint *rows;
    size_t count;
};

/* The hint for the last failure; NULL if the table has none. */
const struct hint *hint_find(const struct hints *hints);

/* The last failure's sentence with a hint (may be NULL), in that language, in the arena; `input` is this user
 * interface's name of the failure's input, or NULL. */
const char *hint_sentence(const struct hint *hint, enum language language, const char *input, struct arena *arena);
