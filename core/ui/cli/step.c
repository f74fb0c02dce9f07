/* The commands about one step of a person: step done, take, skip, recognise and undo. */
#include "ui/cli/commands.h"
#include "ui/cli/step_say.h"

static void said_finish(struct step_said *said)
{
    site_close(said->site);
}

int command_step_done(const struct invocation *invocation)
{
    CLEANUP(said_finish) struct step_said said = {0};
    TRY(step_open(invocation, &said));
    TRY(step_done(said.site, &said.actor, said.person, said.step));
    TRY(step_warn_unmet(invocation, &said));
    return step_say_state(invocation, &said);
}

int command_step_take(const struct invocation *invocation)
{
    CLEANUP(said_finish) struct step_said said = {0};
    TRY(step_open(invocation, &said));
    TRY(step_take(said.site, &said.actor, said.person, said.step));
    return step_say_state(invocation, &said);
}

int command_step_skip(const struct invocation *invocation)
{
    CLEANUP(said_finish) struct step_said said = {0};
    int until = invocation_day(invocation, "until", DAY_NONE);
    TRY(step_open(invocation, &said));
    TRY(step_skip(said.site, &said.actor, said.person, said.step, invocation_option(invocation, "because"), until));
    return step_say_state(invocation, &said);
}

int command_step_recognise(const struct invocation *invocation)
{
    CLEANUP(said_finish) struct step_said said = {0};
    TRY(step_open(invocation, &said));
    TRY(step_recognise(said.site, &said.actor, said.person, said.step, invocation_option(invocation, "because")));
    return step_say_state(invocation, &said);
}

int command_step_undo(const struct invocation *invocation)
{
    CLEANUP(said_finish) struct step_said said = {0};
    TRY(step_open(invocation, &said));
    TRY(step_undo(said.site, &said.actor, said.person, said.step, invocation_option(invocation, "because")));
    return step_say_state(invocation, &said);
}
