/* The beginning and the output of commands about one step; see step_print.h. */
#include "ui/cli/step_print.h"
#include "domain/progress/state.h"
#include "ui/cli/command_failure.h"

#include <stdio.h>

int step_command_open(const struct invocation *invocation, struct step_command *ret_said)
{
    ret_said->person = invocation_word(invocation, 0);
    ret_said->step = invocation_word(invocation, 1);
    return command_open_site(invocation, &ret_said->site, &ret_said->actor);
}

/* The change has been committed: if the command failed now, somebody would run it again in vain. */
static int say_unreadable(const struct invocation *invocation, const struct step_command *said, int result)
{
    if (result != 0)
        fprintf(stderr, "trappa: %s: %s %s\n", said->step,
                translate(invocation->language, N_("note: this is done, but how it stands now cannot be read:")),
                command_failure(invocation));
    return 0;
}

static int state_print(const struct invocation *invocation, const struct step_command *said)
{
    struct person person;
    struct subject subject;
    struct plan_item item;
    TRY(person_find(said->site->records, said->person, invocation->arena, &person));
    TRY(subject_of_person(said->site->records, &actor_operator, &person, &subject));
    /* The actor may no longer see the person, such as a former mentor who reopened a signature. */
    TRY(plan_step(said->site, &subject, said->step, invocation->arena, &item));
    printf("%s %s: %s\n", said->person, said->step, plan_state_word(item.state));
    return 0;
}

static int unmet_print(const struct invocation *invocation, const struct step_command *said)
{
    struct person person;
    struct subject subject;
    struct content_ids unmet;
    TRY(person_find(said->site->records, said->person, invocation->arena, &person));
    TRY(subject_of_person(said->site->records, &actor_operator, &person, &subject));
    TRY(step_unmet_requirements(said->site, &subject, said->step, invocation->arena, &unmet));
    for (size_t i = 0; i < unmet.count; i++)
        fprintf(stderr, "trappa: %s: %s %s\n", said->step,
                translate(invocation->language, N_("note: this comes before it and is not done:")), unmet.items[i]);
    return 0;
}

int step_print_state(const struct invocation *invocation, const struct step_command *said)
{
    return say_unreadable(invocation, said, state_print(invocation, said));
}

int step_warn_unmet(const struct invocation *invocation, const struct step_command *said)
{
    return say_unreadable(invocation, said, unmet_print(invocation, said));
}
