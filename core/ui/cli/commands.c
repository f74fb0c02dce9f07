/* The table of commands: one row each, in the order of the help. */
#include "ui/cli/commands.h"

const struct command commands[] = {
    {"init", "[--curriculum DIR|URL] [--demo]", N_("Makes a data directory"), command_init},
    {"check", "[DIR] [--base DIR]... [--format text|json|github|sarif] [--explain CODE]",
     N_("Says what is wrong with a curriculum, and where"), command_check},
    {"curriculum import", "DIR|URL --programme ID --into DIR [--language sv|en] [--json]",
     N_("Makes a layer without errors out of plain Markdown"), command_curriculum_import},
    {"curriculum publish", "[--by PERSON] [--json]", N_("Checks all layers and publishes them as an edition"),
     command_curriculum_publish},
    {"curriculum show", "[--json]", N_("Shows the newest edition and its programmes"), command_curriculum_show},
    {"curriculum steps", "[--json]", N_("Lists the steps of the newest edition"), command_curriculum_steps},
    {"curriculum search", "WORD... [--json]", N_("Finds steps by their words"), command_curriculum_search},
    {"curriculum diff", "OLD NEW [--json]", N_("Shows what differs between two editions"), command_curriculum_diff},
    {"curriculum layers", "[--json]", N_("Lists the layers, base first"), command_curriculum_layers},
    {"curriculum layer add", "NAME URL|DIR [--ref REF]", N_("Adds a layer above those there are"),
     command_curriculum_layer_add},
    {"work", "[--once]", N_("Does the jobs that serve would do"), command_work},
    {"doctor", "[--listen ADDRESS] [--json]", N_("Looks whether the site is in order"), command_doctor},
    {"backup", "FILE", N_("Writes records, layers and configuration into one file"), command_backup},
    {"restore", "FILE", N_("Puts a backup in place of the data directory"), command_restore},
    {"audit verify", "[--head HASH] [--json]", N_("Checks that nobody changed what was recorded"),
     command_audit_verify},
    {"help", "[COMMAND]...", N_("Shows the commands, or what one of them takes"), command_help},
    {"version", "", N_("Shows the version"), command_version},
    {0},
};
