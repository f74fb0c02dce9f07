/* `trappa init`: a new data directory. */
#include "base/fail.h"
#include "domain/admin/demo.h"
#include "domain/admin/site_create.h"
#include "host/plugin_install.h"
#include "io/file.h"
#include "ui/cli/command.h"
#include "ui/cli/demo.h"
#include "ui/text/links.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The curriculum that came with the program: beside the source when built there, below share when installed. */
static const char *curriculum_shipped(struct arena *arena)
{
    static const char *const places[] = {"../curriculum", "../share/trappa/curriculum"};
    char program[4096];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0)
        return NULL;
    program[length] = '\0';
    for (size_t i = 0; i < COUNT_OF(places); i++) {
        const char *folder = file_join(arena, file_folder(arena, program), places[i]);
        if (file_exists(file_join(arena, folder, "curriculum.yaml")))
            return folder;
    }
    return NULL;
}

/* Its passwords are shown again at each start of serve. */
static int demonstration_make(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    TRY(site_open(invocation->data, &site));
    command_load_plugins(invocation);
    (void)plugin_install(site); /* questions are compiled by their plugin */
    TRY(demo_fill(site));
    return demo_accounts_print(invocation);
}

static int command_init(const struct invocation *invocation)
{
    char token[SECRET_TOKEN_BYTES];
    bool is_demo = invocation_has(invocation, "demo");
    const char *given = invocation_option(invocation, "curriculum");
    const struct site_new new = {.curriculum = given ? given : curriculum_shipped(invocation->arena),
                                 .unit_name = is_demo ? DEMO_ORGANISATION
                                                      : translate(invocation->language, N_("The organisation")),
                                 .person_name = translate(invocation->language, N_("Administrator")),
                                 .is_demo = is_demo};
    if (!new.curriculum)
        return fail(FAIL_USAGE, "init: option '--curriculum' is missing, and no curriculum came with this program");
    TRY(site_create(invocation->data, &new, token));
    printf("%s: %s\n", translate(invocation->language, N_("Made")), invocation->data);
    if (is_demo)
        return demonstration_make(invocation);
    printf("%s\n    %s  %s\n",
           translate(invocation->language, N_("The first administrator chooses a password here, within 24 hours:")),
           SITE_FIRST_PERSON, link_to(invocation->arena, &(struct target){.kind = TARGET_INVITATION, .id = token}));
    return 0;
}

static const struct command commands[] = {
    {"init", "[--curriculum DIR|URL] [--demo]", N_("Makes a data directory"), command_init},
};
const struct command_table init_commands = COMMAND_TABLE(commands);
