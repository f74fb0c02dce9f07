/* Where the program begins: the command line decides everything. */
#include "ui/cli/command.h"

int main(int argument_count, char **arguments)
{
    return command_main(argument_count, (const char *const *)arguments);
}
