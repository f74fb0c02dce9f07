/* The commands about sign-offs: sign request, withdraw, give, return and reopen. */
#include "domain/plan/signoff.h"

#include "ui/cli/commands.h"
#include "ui/cli/step_say.h"

static void said_finish(struct step_said *said)
{
    site_close(said->site);
}

int command_sign_request(const struct invocation *invocation)
{
    CLEANUP(said_finish) struct step_said said = {0};
    TRY(step_open(invocation, &said));
    TRY(sign_request(said.site, &said.actor, said.person, said.step, invocation_has(invocation, "observe")));
    TRY(step_warn_unmet(invocation, &said));
    return step_say_state(invocation, &said);
}

int command_sign_withdraw(const struct invocation *invocation)
{
    CLEANUP(said_finish) struct step_said said = {0};
    TRY(step_open(invocation, &said));
    TRY(sign_withdraw(said.site, &said.actor, said.person, said.step));
    return step_say_state(invocation, &said);
}

int command_sign_give(const struct invocation *invocation)
{
    CLEANUP(said_finish) struct step_said said = {0};
    TRY(step_open(invocation, &said));
    struct signing signing = {.person_id = said.person,
                              .step = said.step,
                              .evidence = invocation_option(invocation, "evidence"),
                              .autonomy = (int)invocation_number(invocation, "autonomy", 0),
                              .comment = invocation_option(invocation, "comment")};
    TRY(sign_give(said.site, &said.actor, &signing));
    TRY(step_warn_unmet(invocation, &said));
    return step_say_state(invocation, &said);
}

int command_sign_return(const struct invocation *invocation)
{
    CLEANUP(said_finish) struct step_said said = {0};
    TRY(step_open(invocation, &said));
    TRY(sign_return(said.site, &said.actor, said.person, said.step, invocation_option(invocation, "comment")));
    return step_say_state(invocation, &said);
}

int command_sign_reopen(const struct invocation *invocation)
{
    CLEANUP(said_finish) struct step_said said = {0};
    TRY(step_open(invocation, &said));
    TRY(sign_reopen(said.site, &said.actor, said.person, said.step, invocation_option(invocation, "comment")));
    return step_say_state(invocation, &said);
}
