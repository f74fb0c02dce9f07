/* The list of command tables. COMMAND_TABLES(TABLE) is TABLE(NAME) for every file in core/ui/cli/meson.build and
 * core/app/meson.build. */
#include "app/commands.h"

#define DECLARE(name) extern const struct command_table name##_commands;
COMMAND_TABLES(DECLARE)

#define LIST(name) &name##_commands,
const struct command_table *const command_tables[] = {COMMAND_TABLES(LIST) NULL};
