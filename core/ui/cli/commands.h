/* The functions of the commands, as the table in commands.c names them. */
#pragma once

#include "ui/cli/command.h"

int command_check(const struct invocation *invocation);
int command_help(const struct invocation *invocation);
int command_version(const struct invocation *invocation);
