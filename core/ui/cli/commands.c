/* The table of commands: one row each, in the order of the help. */
#include "ui/cli/commands.h"

const struct command commands[] = {
    {"check", "[DIR] [--base DIR]... [--format text|json|github|sarif] [--explain CODE]",
     N_("Says what is wrong with a curriculum, and where"), command_check},
    {"help", "[COMMAND]...", N_("Shows the commands, or what one of them takes"), command_help},
    {"work", "[--once]", N_("Does the jobs that serve would do"), command_work},
    {"backup", "FILE", N_("Writes records, layers and configuration into one file"), command_backup},
    {"restore", "FILE", N_("Puts a backup in place of the data directory"), command_restore},
    {"audit verify", "[--head HASH] [--json]", N_("Checks that nobody changed what was recorded"),
     command_audit_verify},
    {"doctor", "[--listen ADDRESS] [--json]", N_("Looks whether the site is in order"), command_doctor},
    {"version", "", N_("Shows the version"), command_version},
    {0},
};
