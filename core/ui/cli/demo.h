/* Demo command: shows the accounts of a demonstration. */
#pragma once

#include "ui/cli/command.h"

/* Prints who there is to sign in as, with passwords. */
int demo_accounts_print(const struct invocation *invocation);
