/* Prints the answers of commands; see print.h. */
#include "ui/cli/print.h"

#include <stdio.h>

const char *invocation_translate(const struct invocation *invocation, const char *message_id)
{
    return translate(invocation->language, message_id);
}

int print_text(const struct text *text)
{
    TRY(text_check(text, "the answer"));
    fputs(text_string(text), stdout);
    return 0;
}

int print_json(struct text *text)
{
    text_add_char(text, '\n');
    return print_text(text);
}
