/* The table of commands: one row each, in the order of the help. */
#include "ui/cli/commands.h"

const struct command commands[] = {
    {"check", "[DIR] [--base DIR]... [--format text|json|github|sarif] [--explain CODE]",
     N_("Says what is wrong with a curriculum, and where"), command_check},
    {"help", "[COMMAND]...", N_("Shows the commands, or what one of them takes"), command_help},
    {"version", "", N_("Shows the version"), command_version},
    {0},
};
