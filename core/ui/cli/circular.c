/* `trappa circular ...`: circulars, and who has confirmed them. */
#include "domain/circular/circular.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/content/version.h"
#include "ui/cli/command.h"
#include "ui/cli/open_site.h"
#include "ui/cli/print.h"

#include <string.h>

#define CIRCULAR_TEXT_MAX (16UL * 1024 * 1024)

/* The words of `to:`, as a list. */
static void to_json(struct json *json, const struct content_entry *entry, struct arena *arena)
{
    char *words = arena_copy_string(arena, entry->audience);
    json_key(json, "to");
    json_array(json);
    for (char *word = words; *word;) {
        char *end = strchrnul(word, ' ');
        bool is_last = !*end;
        *end = '\0';
        json_string(json, word);
        word = is_last ? end : end + 1;
    }
    json_end(json);
}

static void head_json(struct json *json, const struct content_entry *entry, int sent, struct arena *arena)
{
    char version[VERSION_NAME_BYTES];
    version_name(entry->parts, version);
    json_put_string(json, "circular", entry->id);
    json_put_string(json, "title", entry->title);
    json_put_number(json, "revision", entry->revision);
    json_put_string(json, "version", version);
    to_json(json, entry, arena);
    json_put_day(json, "from", sent);
}

static void when_json(struct json *json, const struct circular_status *asked)
{
    json_put_day(json, "since", asked->since);
    json_put_day(json, "due", asked->item.due);
    json_put_number(json, "late_days", asked->late_days);
    json_put_string(json, "delta", revision_diff_word(asked->item.diff));
}

/* ---- one person ---- */

static int person_json(const struct invocation *invocation, const struct circular_list *list)
{
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct json json = JSON(&text);
    json_array(&json);
    for (size_t i = 0; i < list->count; i++) {
        const struct circular_status *asked = &list->items[i];
        json_object(&json);
        head_json(&json, &asked->item.step, asked->sent, invocation->arena);
        json_put_string(&json, "state", asked->is_waiting ? "waiting" : "confirmed");
        json_put_number(&json, "confirmed_revision", asked->item.done_revision);
        json_put_day(&json, "confirmed_on", asked->item.done_revision ? instant_day(asked->item.since) : DAY_NONE);
        when_json(&json, asked);
        json_end(&json);
    }
    json_end(&json);
    return print_json(&text);
}

static void asked_line(const struct invocation *invocation, const struct circular_status *asked, struct text *text)
{
    char day[DAY_TEXT_BYTES];
    const char *state = !asked->is_waiting          ? N_("confirmed")
                        : asked->item.done_revision ? N_("to read what is new")
                                                    : N_("to read");
    text_addf(text, "%s  %s  %s", asked->item.step.id, invocation_translate(invocation, state), asked->item.step.title);
    if (asked->is_waiting && asked->item.due != DAY_NONE)
        text_addf(text, "  %s%s", day_format(asked->item.due, day), asked->item.is_late ? " !" : "");
    text_add_char(text, '\n');
}

static int person_show(const struct invocation *invocation, struct site *site, const struct actor *actor)
{
    CLEANUP(text_finish) struct text text = TEXT(CIRCULAR_TEXT_MAX);
    struct circular_list list;
    struct subject subject;
    TRY(command_open_subject(invocation, site, actor, RIGHT_SEE_DATES, &subject));
    TRY(circulars_of(site, &subject, invocation->arena, &list));
    if (invocation_has(invocation, "json"))
        return person_json(invocation, &list);
    for (size_t i = 0; i < list.count; i++)
        asked_line(invocation, &list.items[i], &text);
    return print_text(&text);
}

/* ---- a unit ---- */

static void state_json(const struct invocation *invocation, struct json *json, const struct circular_state *state)
{
    json_object(json);
    head_json(json, &state->circular.entry, state->circular.first_day, invocation->arena);
    json_put_number(json, "asked", (int64_t)state->asked);
    json_put_number(json, "confirmed", (int64_t)state->confirmed);
    json_put_number(json, "late", (int64_t)state->late);
    json_key(json, "waiting");
    json_array(json);
    for (size_t i = 0; i < state->waiting_count; i++)
        json_string(json, state->waiting[i].person->id);
    json_end(json);
    json_key(json, "details");
    json_array(json);
    for (size_t i = 0; i < state->waiting_count; i++) {
        json_object(json);
        json_put_string(json, "person", state->waiting[i].person->id);
        when_json(json, &state->waiting[i].asked);
        json_end(json);
    }
    json_end(json);
    json_end(json);
}

static void state_lines(const struct invocation *invocation, const struct circular_state *state, struct text *text)
{
    char day[DAY_TEXT_BYTES];
    text_addf(text, "%s  %s  %zu/%zu %s\n", state->circular.entry.id, state->circular.entry.title, state->confirmed,
              state->asked, invocation_translate(invocation, N_("confirmed")));
    for (size_t i = 0; i < state->waiting_count; i++) {
        const struct circular_waiting *waiting = &state->waiting[i];
        text_addf(text, "  %s  %s  %s", waiting->person->id, waiting->person->name,
                  day_format(waiting->asked.since, day));
        if (waiting->asked.item.due != DAY_NONE)
            text_addf(text, "  %s%s", day_format(waiting->asked.item.due, day),
                      waiting->asked.item.is_late ? " !" : "");
        text_add_char(text, '\n');
    }
}

static int unit_show(const struct invocation *invocation, struct site *site, const struct actor *actor)
{
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct json json = JSON(&text);
    struct circular_state *states;
    size_t count;
    TRY(circulars_in(site, actor, invocation_option(invocation, "unit"), invocation->arena, &states, &count));
    bool is_json = invocation_has(invocation, "json");
    if (is_json)
        json_array(&json);
    for (size_t i = 0; i < count; i++)
        if (is_json)
            state_json(invocation, &json, &states[i]);
        else
            state_lines(invocation, &states[i], &text);
    if (!is_json)
        return print_text(&text);
    json_end(&json);
    return print_json(&text);
}

static int command_circular_list(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    TRY(command_open_site(invocation, &site, &actor));
    if (!invocation_word(invocation, 0))
        return unit_show(invocation, site, &actor);
    if (invocation_has(invocation, "unit"))
        return fail(FAIL_USAGE, "circular list: --unit goes without a person");
    return person_show(invocation, site, &actor);
}

static int command_circular_confirm(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(circular_confirm(site, &actor, subject_id(invocation_word(invocation, 0)), invocation_word(invocation, 1),
                         invocation_option(invocation, "seen")));
    command_print_line(invocation, N_("confirmed"));
    return 0;
}

static const struct command commands[] = {
    {"circular list", "[PERSON] [--unit ID] [--by PERSON] [--json]",
     N_("Lists circulars with who has not confirmed them, or those of a person"), command_circular_list},
    {"circular confirm", "PERSON CIRCULAR [--seen VERSION] [--by PERSON]",
     N_("Says that a person has read a circular as it is now"), command_circular_confirm},
};
const struct command_table circular_commands = COMMAND_TABLE(commands);
