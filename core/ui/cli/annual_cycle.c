/* `trappa wheel`: the recurring steps of a unit, and when each is due for whom. */
#include "domain/circular/circular.h"

#include "base/clock.h"
#include "ui/cli/command.h"
#include "ui/cli/open_site.h"
#include "ui/cli/print.h"

static const char *state_of(const struct circular_status *asked)
{
    return asked->item.is_late ? "late" : asked->is_waiting ? "due" : asked->is_confirmed ? "done" : "coming";
}

static void person_json(struct json *json, const struct circular_waiting *one)
{
    json_object(json);
    json_put_string(json, "person", one->person->id);
    json_put_string(json, "state", state_of(&one->asked));
    json_put_day(json, "due", one->asked.item.due);
    json_put_day(json, "valid_until", one->asked.item.valid_until);
    json_put_number(json, "late_days", one->asked.late_days);
    json_end(json);
}

static void state_json(struct json *json, const struct circular_state *state, struct arena *arena)
{
    const struct recurrence *recurrence = &state->circular.entry.recurrence;
    json_object(json);
    json_put_string(json, "step", state->circular.entry.id);
    json_put_string(json, "title", state->circular.entry.title);
    json_put_number(json, "months", recurrence->months);
    json_put_string(json, "on",
                    recurrence->month ? arena_format(arena, "%02d-%02d", recurrence->month, recurrence->day) : NULL);
    json_key(json, "people");
    json_array(json);
    for (size_t i = 0; i < state->waiting_count; i++)
        person_json(json, &state->waiting[i]);
    for (size_t i = 0; i < state->other_count; i++)
        person_json(json, &state->others[i]);
    json_end(json);
    json_end(json);
}

static void person_line(struct text *text, const struct circular_waiting *one)
{
    char day[DAY_TEXT_BYTES];
    text_addf(text, "  %-10s  %s  %s%s\n", day_format(one->asked.item.due, day), one->person->id, one->person->name,
              one->asked.item.is_late ? " !" : "");
}

static void state_lines(struct text *text, const struct circular_state *state)
{
    text_addf(text, "%s  %s\n", state->circular.entry.id, state->circular.entry.title);
    for (size_t i = 0; i < state->waiting_count; i++)
        person_line(text, &state->waiting[i]);
    for (size_t i = 0; i < state->other_count; i++)
        person_line(text, &state->others[i]);
}

static int command_annual_cycle(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct json json = JSON(&text);
    struct circular_state *states;
    struct actor actor;
    size_t count;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(annual_cycle_in(site, &actor, invocation_option(invocation, "unit"), invocation->arena, &states, &count));
    bool is_json = invocation_has(invocation, "json");
    if (is_json)
        json_array(&json);
    for (size_t i = 0; i < count; i++)
        if (is_json)
            state_json(&json, &states[i], invocation->arena);
        else
            state_lines(&text, &states[i]);
    if (!is_json)
        return print_text(&text);
    json_end(&json);
    return print_json(&text);
}

static const struct command commands[] = {
    {"wheel", "[--unit ID] [--by PERSON] [--json]", N_("Lists what comes again, and for whom it is due when"),
     command_annual_cycle},
};
const struct command_table annual_cycle_commands = COMMAND_TABLE(commands);
