/* `trappa talk ...`: supervision, the talks of a learner with the mentor. */
#include "domain/mentor/supervision.h"

#include "base/clock.h"
#include "ui/cli/command.h"
#include "ui/cli/open_site.h"
#include "ui/cli/print.h"

struct agenda_part {
    const char *key, *title;
    const struct supervision_list *list;
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
        text_addf(text, "%s\n", invocation_translate(invocation, part->title));
    for (size_t i = 0; i < part->list->count; i++)
        text_addf(text, "  %s  %s\n", part->list->items[i]->step.id, part->list->items[i]->step.title);
}

static void held_json(struct json *json, const struct supervision *supervision)
{
    json_key(json, "held");
    json_array(json);
    for (size_t i = 0; i < supervision->held_count; i++) {
        json_object(json);
        json_put_day(json, "day", supervision->held[i].day);
        json_put_number(json, "minutes", supervision->held[i].minutes);
        json_end(json);
    }
    json_end(json);
}

static int talk_print(const struct invocation *invocation, const struct person *person,
                      const struct supervision *supervision)
{
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct json json = JSON(&text);
    const struct agenda_part parts[] = {{"done", N_("Done"), &supervision->done},
                                        {"stuck", N_("Stuck"), &supervision->stuck},
                                        {"changed", N_("Changed"), &supervision->changed},
                                        {"due", N_("Due"), &supervision->due}};
    bool is_json = invocation_has(invocation, "json");
    if (is_json) {
        json_object(&json);
        json_put_string(&json, "person", person->id);
        held_json(&json, supervision);
    }
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (is_json)
            part_json(&json, &parts[i]);
        else
            part_lines(invocation, &parts[i], &text);
    if (is_json) {
        json_key(&json, "points");
        json_array(&json);
    } else if (supervision->point_count) {
        text_addf(&text, "%s\n", invocation_translate(invocation, N_("To raise")));
    }
    for (size_t i = 0; i < supervision->point_count; i++)
        if (is_json)
            json_string(&json, supervision->points[i].words);
        else
            text_addf(&text, "  %s\n", supervision->points[i].words);
    if (!is_json)
        return print_text(&text);
    json_end(&json);
    json_end(&json);
    return print_json(&text);
}

static int command_talk_show(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    struct subject subject;
    struct supervision supervision;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(command_open_subject(invocation, site, &actor, RIGHT_SEE_DATES, &subject));
    TRY(supervision_show(site, &subject, invocation->arena, &supervision));
    return talk_print(invocation, &subject.person, &supervision);
}

static int command_talk_raise(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    TRY(command_open_site(invocation, &site, &actor));
    return agenda_add(site, &actor, subject_id(invocation_word(invocation, 0)), invocation_word(invocation, 1));
}

static int command_talk_hold(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    const struct supervision_new supervision = {.person = subject_id(invocation_word(invocation, 0)),
                                                .day = invocation_day(invocation, "on", clock_today()),
                                                .minutes = (int)invocation_number(invocation, "minutes", 0)};
    TRY(command_open_site(invocation, &site, &actor));
    return supervision_record(site, &actor, &supervision);
}

static const struct command commands[] = {
    {"talk show", "PERSON [--by PERSON] [--json]", N_("Shows what there is to talk about with the mentor"),
     command_talk_show},
    {"talk raise", "PERSON TEXT [--by PERSON]", N_("Keeps what the learner wants to raise"), command_talk_raise},
    {"talk hold", "PERSON --minutes 1..480 [--on DATE] [--by PERSON]", N_("Says that a talk was held"),
     command_talk_hold},
};
const struct command_table supervision_commands = COMMAND_TABLE(commands);
