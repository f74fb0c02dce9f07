/* Prints the accounts of a demonstration; see demo_command.h. */
#include "ui/cli/demo_command.h"

#include "base/text.h"
#include "domain/site/demo.h"

#include <stdio.h>

int demo_accounts_say(const struct invocation *invocation)
{
    CLEANUP(text_finish) struct text text = TEXT(64UL * 1024);
    TRY(demo_accounts(invocation->data, &text));
    command_say(invocation, "This is a demonstration with fictitious people. Who, the name to sign in with, password:");
    fputs(text_string(&text), stdout);
    fflush(stdout);
    return 0;
}
