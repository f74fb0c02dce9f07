/* The commands about one step of a person: step done, take, skip, recognise and debt. */
#include "base/fail.h"
#include "base/json.h"
#include "ui/cli/commands.h"
#include "ui/cli/step_say.h"

#include <stdio.h>

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

/* ---- debt ---- */

static int print_debts_json(const struct plan_item *items, size_t count)
{
    CLEANUP(text_finish) struct text text = TEXT(4UL * 1024 * 1024);
    struct json json = JSON(&text);
    json_array(&json);
    for (size_t i = 0; i < count; i++) {
        json_object(&json);
        json_put_string(&json, "step", items[i].step.id);
        json_put_string(&json, "title", items[i].step.title);
        json_put_day(&json, "until", items[i].until);
        json_end(&json);
    }
    json_end(&json);
    TRY(text_check(&text, "step debt"));
    puts(text_string(&text));
    return 0;
}

static int print_debts(const struct invocation *invocation, const struct step_said *said)
{
    struct plan_item *items;
    size_t count = 0;
    char date[DAY_TEXT_BYTES];
    TRY(step_debts(said->site, &said->actor, said->person, invocation->arena, &items, &count));
    if (invocation_has(invocation, "json"))
        return print_debts_json(items, count);
    for (size_t i = 0; i < count; i++)
        printf("%s  %s (%s)\n", day_format(items[i].until, date), items[i].step.title, items[i].step.id);
    return 0;
}

int command_step_debt(const struct invocation *invocation)
{
    CLEANUP(said_finish) struct step_said said = {0};
    int until = invocation_day(invocation, "until", DAY_NONE);
    const char *because = invocation_option(invocation, "because");
    if (!invocation_word(invocation, 1) && (because || until != DAY_NONE))
        return fail(FAIL_USAGE, "step debt: say which step");
    TRY(step_open(invocation, &said));
    if (!said.step)
        return print_debts(invocation, &said);
    TRY(step_debt(said.site, &said.actor, said.person, said.step, because, until));
    return step_say_state(invocation, &said);
}
