/* The command that decides on which level somebody stands: stair decide. */
#include "base/fail.h"
#include "domain/plan/signoff.h"
#include "ui/cli/commands.h"
#include "ui/cli/site_command.h"

#include <stdio.h>

int command_stair_decide(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    int64_t level = 0;
    const char *person = invocation_word(invocation, 0), *word = invocation_word(invocation, 1);
    if (!text_to_number(word, 1, 99, &level))
        return fail(FAIL_USAGE, "stair decide: '%s' is not a level", word);
    TRY(command_open_site(invocation, &site, &actor));
    TRY(stair_decide(site, &actor, person, (int)level));
    printf("%s: %d\n", person, (int)level);
    return 0;
}
