/* The program's entry: runs the command of the command line. */
#include "app/commands.h"
#include "app/plugin_ui.h"
#include "app/processes.h"
#include "app/routes.h"
#include "domain/admin/modules.h"
#include "domain/remind/digest.h"
#include "ui/cli/command_line.h"
#include "ui/cli/git_hook.h"
#include "ui/text/links.h"
#include "ui/web/digest_mail.h"

int main(int argument_count, char **arguments)
{
    static const struct command_program program = {.tables = command_tables,
                                                   .load_plugins = plugin_ui_load_for_command};
    process_enter(&process_command);
    modules_install();
    links_install();
    plugin_ui_use_words(&(struct plugin_ui_words){command_tables, route_tables});
    digest_use_writer(letter_write);
    if (git_hook_is_meant(argument_count, arguments))
        return git_hook_run(arguments[2], plugin_ui_load_plugins);
    return command_line_run(&program, argument_count, (const char *const *)arguments);
}
