/* Where the program begins: the command line decides everything. */
#include "domain/admin/modules.h"
#include "ui/cli/command.h"

int main(int argument_count, char **arguments)
{
    modules_install();
    return command_main(argument_count, (const char *const *)arguments);
}
