/* Template: the smallest plugin that does something; docs/plugins.md walks through it line by line. */
#include <trappa/command.h>
#include <trappa/plugin.h>

static const struct trappa_host *host;

static int greet(const struct trappa_command_call_1 *call)
{
    const char *name = call->word(0);
    if (!name)
        name = "world";
    if (name[0] == '-')
        return host->fail(TRAPPA_INPUT, "'%s' is no name", name);
    call->print("Hello, %s\n", name);
    return 0;
}

static int start(const struct trappa_host *given)
{
    host = given;
    return 0;
}

static const struct trappa_command_1 command = {
    .size = sizeof command,
    .name = "template",
    .arguments = "[NAME]",
    .help = "Says hello",
    .run = greet,
};

static const struct trappa_offer offers[] = {
    {TRAPPA_COMMAND_1, &command},
    {NULL, NULL},
};

static const char *const needs[] = {NULL};

TRAPPA_EXPORT const struct trappa_plugin trappa_plugin = {
    .abi = TRAPPA_ABI,
    .size = sizeof trappa_plugin,
    .id = "template",
    .version = "1.0",
    .summary = "Says hello, and shows how a plugin is made",
    .needs = needs,
    .offers = offers,
    .start = start,
};
