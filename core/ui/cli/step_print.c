/* Opens and ends the commands about one step; see step_print.h. */
#include "ui/cli/step_print.h"
#include "domain/progress/state.h"
#include "ui/cli/command_failure.h"

#include <stdio.h>

int step_open(const struct invocation *invocation, struct step_print *ret_said)
{
    ret_said->person = invocation_word(invocation, 0);
    ret_said->step = invocation_word(invocation, 1);
    return command_open_site(invocation, &ret_said->site, &ret_said->actor);
}

/* What was asked for is done and kept: a command that failed now would be run again in vain. */
static int say_unreadable(const struct invocation *invocation, const struct step_print *said, int result)
{
    if (result != 0)
        fprintf(stderr, "trappa: %s: %s %s\n", said->step,
                translate(invocation->language, N_("note: this is done, but how it stands now cannot be read:")),
                command_failure(invocation));
    return 0;
}

static int state_print(const struct invocation *invocation, const struct step_print *said)
{
    struct person person;
    struct subject subject;
    struct plan_item item;
    TRY(person_find(said->site->records, said->person, invocation->arena, &person));
    TRY(subject_of_person(said->site->records, &actor_operator, &person, &subject));
    /* Whoever acted may be one who no longer sees the person, such as a former mentor who took a signature back. */
    TRY(plan_step(said->site, &subject, said->step, invocation->arena, &item));
    printf("%s %s: %s\n", said->person, said->step, plan_state_word(item.state));
    return 0;
}

static int unmet_print(const struct invocation *invocation, const struct step_print *said)
{
    struct person person;
    struct subject subject;
    struct content_ids unmet;
    TRY(person_find(said->site->records, said->person, invocation->arena, &person));
    TRY(subject_of_person(said->site->records, &actor_operator, &person, &subject));
    TRY(step_unmet(said->site, &subject, said->step, invocation->arena, &unmet));
    for (size_t i = 0; i < unmet.count; i++)
        fprintf(stderr, "trappa: %s: %s %s\n", said->step,
                translate(invocation->language, N_("note: this comes before it and is not done:")), unmet.items[i]);
    return 0;
}

int step_print_state(const struct invocation *invocation, const struct step_print *said)
{
    return say_unreadable(invocation, said, state_print(invocation, said));
}

int step_warn_unmet(const struct invocation *invocation, const struct step_print *said)
{
    return say_unreadable(invocation, said, unmet_print(invocation, said));
}
