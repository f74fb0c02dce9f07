/* Puts a hint around the sentence of a failure; see hint.h. */
#include "ui/text/hint.h"

#include <stdio.h>

const struct hint *hint_find(const struct hints *hints)
{
    for (size_t i = 0; i < hints->count; i++)
        if (fail_is((int)fail_last_code(), hints->rows[i].reason))
            return &hints->rows[i];
    return NULL;
}

/* Not a literal for the compiler, but the message ids of hints take one sentence and at most one input, and msgfmt
 * --check-format has held their translations against that. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static char *around(const char *format, const char *sentence, const char *input, struct arena *arena)
{
    int length = snprintf(NULL, 0, format, sentence, input);
    char *whole = arena_zeroed(arena, (size_t)length + 1);
    snprintf(whole, (size_t)length + 1, format, sentence, input);
    return whole;
}
#pragma GCC diagnostic pop

const char *hint_say(const struct hint *hint, enum language language, const char *input, struct arena *arena)
{
    const char *sentence = translate_failure(language);
    if (!hint || (hint->needs_input && !input))
        return arena_copy_string(arena, sentence);
    return around(translate(language, hint->message_id), sentence, input ? input : "", arena);
}
