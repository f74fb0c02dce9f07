/* The table of commands: one row each, in the order of the help. */
#include "ui/cli/commands.h"

const struct command commands[] = {
    {"help", "[COMMAND]...", N_("Shows the commands, or what one of them takes"), command_help},
    {"version", "", N_("Shows the version"), command_version},
    {0},
};
