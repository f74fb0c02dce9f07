/* `trappa talk ...`: talks of a learner with the mentor. */
#include "domain/plan/talk.h"

#include "base/clock.h"
#include "ui/cli/commands.h"
#include "ui/cli/print.h"
#include "ui/cli/site_command.h"

struct agenda_part {
    const char *key, *title;
    const struct talk_list *list;
};

static void part_json(struct json *json, const struct agenda_part *part)
{
    json_key(json, part->key);
    json_array(json);
    for (size_t i = 0; i < part->list->count; i++)
        json_string(json, part->list->items[i]->step.id);
    json_end(json);
}

static void part_lines(const struct invocation *invocation, const struct agenda_part *part, struct text *text)
{
    if (part->list->count)
        text_addf(text, "%s\n", print_say(invocation, part->title));
    for (size_t i = 0; i < part->list->count; i++)
        text_addf(text, "  %s  %s\n", part->list->items[i]->step.id, part->list->items[i]->step.title);
}

static void held_json(struct json *json, const struct talk *talk)
{
    json_key(json, "held");
    json_array(json);
    for (size_t i = 0; i < talk->held_count; i++) {
        json_object(json);
        json_put_day(json, "day", talk->held[i].day);
        json_put_number(json, "minutes", talk->held[i].minutes);
        json_end(json);
    }
    json_end(json);
}

static int talk_print(const struct invocation *invocation, const struct person *person, const struct talk *talk)
{
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct json json = JSON(&text);
    const struct agenda_part parts[] = {{"done", N_("Done"), &talk->done},
                                        {"stuck", N_("Stuck"), &talk->stuck},
                                        {"changed", N_("Changed"), &talk->changed},
                                        {"due", N_("Due"), &talk->due}};
    bool is_json = invocation_has(invocation, "json");
    if (is_json) {
        json_object(&json);
        json_put_string(&json, "person", person->id);
        held_json(&json, talk);
    }
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (is_json)
            part_json(&json, &parts[i]);
        else
            part_lines(invocation, &parts[i], &text);
    if (is_json) {
        json_key(&json, "points");
        json_array(&json);
    } else if (talk->point_count) {
        text_addf(&text, "%s\n", print_say(invocation, N_("To raise")));
    }
    for (size_t i = 0; i < talk->point_count; i++)
        if (is_json)
            json_string(&json, talk->points[i].words);
        else
            text_addf(&text, "  %s\n", talk->points[i].words);
    if (!is_json)
        return print_text(&text);
    json_end(&json);
    json_end(&json);
    return print_json(&text);
}

int command_talk_show(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    struct person person;
    struct talk talk;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(person_for(site->records, &actor, RIGHT_SEE_DATES, invocation_word(invocation, 0), invocation->arena, &person));
    TRY(talk_show(site, &actor, &person, invocation->arena, &talk));
    return talk_print(invocation, &person, &talk);
}

int command_talk_raise(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    TRY(command_open_site(invocation, &site, &actor));
    return talk_raise(site, &actor, invocation_word(invocation, 0), invocation_word(invocation, 1));
}

int command_talk_hold(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    const struct talk_new talk = {.person_id = invocation_word(invocation, 0),
                                  .day = invocation_day(invocation, "on", clock_today()),
                                  .minutes = (int)invocation_number(invocation, "minutes", 0)};
    TRY(command_open_site(invocation, &site, &actor));
    return talk_hold(site, &actor, &talk);
}
