/* `trappa step debt`: deferrals. */
#include "domain/progress/deferral.h"
#include "domain/progress/decision.h"

#include "base/clock.h"
#include "base/fail.h"
#include "ui/cli/command.h"
#include "ui/cli/print.h"
#include "ui/cli/step_print.h"

#include <stdio.h>

static void said_finish(struct step_command *said)
{
    site_close(said->site);
}

static int print_as_json(const struct deferral *deferrals, size_t count)
{
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct json json = JSON(&text);
    json_array(&json);
    for (size_t i = 0; i < count; i++) {
        json_object(&json);
        json_put_string(&json, "person", deferrals[i].person.id);
        json_put_string(&json, "step", deferrals[i].step.id);
        json_put_string(&json, "title", deferrals[i].step.title);
        json_put_day(&json, "until", deferrals[i].until);
        json_put_bool(&json, "due", deferrals[i].is_due);
        json_put_bool(&json, "in_use", !deferrals[i].step.is_retired);
        json_put_string(&json, "by", deferrals[i].by_name);
        json_put_string(&json, "because", deferrals[i].because);
        json_end(&json);
    }
    json_end(&json);
    return print_json(&text);
}

static int print_debts(const struct invocation *invocation, const struct step_command *said)
{
    struct deferral *deferrals;
    struct person person;
    struct subject subject;
    size_t count = 0;
    char date[DAY_TEXT_BYTES];
    if (said->person) {
        TRY(person_find(said->site->records, said->person, invocation->arena, &person));
        TRY(subject_of_person(said->site->records, &said->actor, &person, &subject));
        TRY(deferrals_of(said->site, &subject, invocation->arena, &deferrals, &count));
    } else {
        TRY(deferrals_in(said->site, &said->actor, invocation_option(invocation, "unit"), invocation->arena, &deferrals,
                         &count));
    }
    if (invocation_has(invocation, "json"))
        return print_as_json(deferrals, count);
    for (size_t i = 0; i < count; i++)
        printf("%s  %s: %s (%s)%s%s\n", day_format(deferrals[i].until, date), deferrals[i].person.id,
               deferrals[i].step.title, deferrals[i].step.id, deferrals[i].is_due ? ", " : "",
               deferrals[i].is_due ? invocation_translate(invocation, N_("to be made up for now")) : "");
    return 0;
}

static int command_step_debt(const struct invocation *invocation)
{
    CLEANUP(said_finish) struct step_command said = {0};
    int until = invocation_day(invocation, "until", DAY_NONE);
    const char *because = invocation_option(invocation, "because");
    if (!invocation_word(invocation, 1) && (because || until != DAY_NONE))
        return fail(FAIL_USAGE, "step debt: say which step");
    if (invocation_word(invocation, 0) && invocation_has(invocation, "unit"))
        return fail(FAIL_USAGE, "step debt: --unit is for everybody in it, not for one person");
    TRY(step_command_open(invocation, &said));
    if (!said.step)
        return print_debts(invocation, &said);
    TRY(step_defer(said.site, &said.actor, subject_id(said.person), said.step, because, until));
    return step_print_state(invocation, &said);
}

static const struct command commands[] = {
    {"step debt", "[PERSON] [STEP] [--because TEXT] [--until DATE] [--unit ID] [--by PERSON] [--json]",
     N_("Lists what was put off, or sets until when; without a date it is written off"), command_step_debt},
};
const struct command_table deferral_commands = COMMAND_TABLE_AFTER(commands, "step recognise");
