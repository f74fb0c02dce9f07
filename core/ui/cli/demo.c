/* Prints the accounts of a demonstration; see demo.h. */
#include "ui/cli/demo.h"

#include "base/text.h"
#include "domain/admin/demo.h"

#include <stdio.h>

int demo_accounts_print(const struct invocation *invocation)
{
    CLEANUP(text_finish) struct text text = TEXT(64UL * 1024);
    TRY(demo_accounts(invocation->data, &text));
    command_print_line(invocation,
                       "This is a demonstration with fictitious people. Who, the name to sign in with, password:");
    fputs(text_string(&text), stdout);
    fflush(stdout);
    return 0;
}
