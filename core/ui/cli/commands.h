/* The functions of the commands, as the table in commands.c names them. */
#pragma once

#include "ui/cli/command.h"

int command_check(const struct invocation *invocation);
int command_help(const struct invocation *invocation);
int command_version(const struct invocation *invocation);

int command_backup(const struct invocation *invocation);
int command_restore(const struct invocation *invocation);
int command_audit_verify(const struct invocation *invocation);
int command_doctor(const struct invocation *invocation);
int command_work(const struct invocation *invocation);
