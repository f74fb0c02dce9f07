/* Hint: what an edge adds to a failure that has a reason. The domain says what is wrong; only a command knows the
 * option that helps, and only a page its form. Each edge has a table of its own (ui/cli/command_failure.c,
 * ui/web/kernel/page_failure.c); docs/failures.md lists the reasons. */
#pragma once

#include "base/fail.h"
#include "base/memory.h"
#include "ui/text/translate.h"

struct hint {
    const struct fail_reason *reason;
    const char *message_id; /* N_("%s, say why with %s"): the sentence, and what the input is called here if it asks */
    bool needs_input;       /* it does; without such an input the sentence stands alone */
};

struct hints {
    const struct hint *rows;
    size_t count;
};

/* The hint for the last failure, NULL if the table has none for it. */
const struct hint *hint_find(const struct hints *hints);

/* The last failure's sentence with the hint (or NULL), in that language; `input` is what the edge calls the input that
 * the failure is about, or NULL. Lives in the arena. */
const char *hint_say(const struct hint *hint, enum language language, const char *input, struct arena *arena);
