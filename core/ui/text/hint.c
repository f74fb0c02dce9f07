/* Sentences of failures with hints; see hint.h. */
#include "ui/text/hint.h"

#include "ui/text/message.h"

#include <stdarg.h>

#define SENTENCE_MAX ((size_t)16 * 1024)

const struct hint *hint_find(const struct hints *hints)
{
    for (size_t i = 0; i < hints->count; i++)
        if (fail_is((int)fail_last_code(), hints->rows[i].reason))
            return &hints->rows[i];
    return NULL;
}

/* The message ids of hints take one sentence and at most one input. */
static const char *around(enum language language, struct arena *arena, const char *message_id, ...)
{
    CLEANUP(text_finish) struct text text = TEXT(SENTENCE_MAX);
    va_list arguments;
    va_start(arguments, message_id);
    message_add_plain(&text, language, message_id, arguments);
    va_end(arguments);
    return arena_copy_string(arena, text_string(&text));
}

const char *hint_sentence(const struct hint *hint, enum language language, const char *input, struct arena *arena)
{
    const char *sentence = translate_failure(language);
    if (!hint || (hint->needs_input && !input))
        return arena_copy_string(arena, sentence);
    return around(language, arena, hint->message_id, sentence, input ? input : "");
}
