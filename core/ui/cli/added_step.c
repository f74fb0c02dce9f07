/* `trappa plan add`, `plan replace` and `plan take-back`: a step added to one person's plan. */
#include "domain/plan/added_step.h"

#include "base/clock.h"
#include "ui/cli/command.h"
#include "ui/cli/open_site.h"

#include <stdio.h>

static int step_add(const struct invocation *invocation, struct added_step_new *step)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    const char *person = invocation_word(invocation, 0);
    step->person = subject_id(person);
    step->programme = invocation_option(invocation, "programme");
    step->due = invocation_day(invocation, "due", DAY_NONE);
    step->because = invocation_option(invocation, "because");
    TRY(command_open_site(invocation, &site, &actor));
    TRY(added_step_add(site, &actor, step));
    printf("%s: + %s%s%s\n", person, step->step, step->instead_of ? " - " : "",
           step->instead_of ? step->instead_of : "");
    return 0;
}

static int command_plan_add(const struct invocation *invocation)
{
    struct added_step_new step = {.step = invocation_word(invocation, 1)};
    return step_add(invocation, &step);
}

static int command_plan_replace(const struct invocation *invocation)
{
    struct added_step_new step = {.step = invocation_word(invocation, 2), .instead_of = invocation_word(invocation, 1)};
    return step_add(invocation, &step);
}

static int command_plan_take_back(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    const char *person = invocation_word(invocation, 0), *step = invocation_word(invocation, 1);
    TRY(command_open_site(invocation, &site, &actor));
    TRY(added_step_remove(site, &actor, subject_id(person), step, invocation_option(invocation, "because")));
    printf("%s: - %s\n", person, step);
    return 0;
}

static const struct command commands[] = {
    {"plan add", "PERSON STEP [--due DATE] --because TEXT [--programme ID] [--by PERSON]",
     N_("Adds a step from anywhere in the curriculum to one person's plan"), command_plan_add},
    {"plan replace", "PERSON STEP WITH [--due DATE] --because TEXT [--programme ID] [--by PERSON]",
     N_("Puts another step in the place of one, for one person"), command_plan_replace},
    {"plan take-back", "PERSON STEP --because TEXT [--by PERSON]",
     N_("Takes back that a step was added, or put in the place of another"), command_plan_take_back},
};
const struct command_table added_step_commands = COMMAND_TABLE_AFTER(commands, "plan shift");
