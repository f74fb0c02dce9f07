/* Demo command: shows the accounts of a demonstration. */
#pragma once

#include "ui/cli/command.h"

/* Prints the accounts to sign in with, and their passwords. */
int demo_accounts_print(const struct invocation *invocation);
