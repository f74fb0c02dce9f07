/* `trappa remind ...`: what somebody is reminded of. */
#include "domain/remind/reminder.h"

#include "base/clock.h"
#include "ui/cli/commands.h"
#include "ui/cli/print.h"
#include "ui/cli/site_command.h"
#include "ui/remind_words.h"

static void reminder_json(struct json *json, const struct reminder *reminder)
{
    json_object(json);
    json_put_string(json, "kind", reminder_kind_word(reminder->kind));
    json_put_string(json, "source", reminder->source);
    json_put_string(json, "title", reminder->title);
    json_put_string(json, "about", reminder->about ? reminder->about->id : NULL);
    json_put_string(json, "with", reminder->with_name);
    if (reminder->counts != REMINDER_NOTHING)
        json_put_number(json, "count", reminder->count);
    json_put_day(json, "day", reminder->day);
    json_put_string(json, "path", reminder->path);
    json_end(json);
}

static void lines(const struct invocation *invocation, const struct reminder_list *list, struct text *text)
{
    char day[DAY_TEXT_BYTES];
    for (size_t i = 0; i < list->count; i++) {
        const struct reminder *reminder = &list->items[i];
        if (i == 0 || reminder->kind != list->items[i - 1].kind)
            text_addf(text, "%s\n", remind_kind_title(invocation->language, reminder->kind));
        text_addf(text, "  %-10s  %s\n", day_format(reminder->day, day),
                  remind_what(invocation->language, invocation->arena, reminder));
    }
    if (list->count == 0)
        text_addf(text, "%s\n", print_say(invocation, N_("Nothing to be reminded of today.")));
}

int command_remind(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct json json = JSON(&text);
    struct actor actor;
    struct person person;
    struct reminder_list list;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(person_for(site->records, &actor, RIGHT_EXPORT, invocation_word(invocation, 0), invocation->arena, &person));
    TRY(reminder_list(site, &actor, &person, invocation->arena, &list));
    if (!invocation_has(invocation, "json")) {
        lines(invocation, &list, &text);
        return print_text(&text);
    }
    json_array(&json);
    for (size_t i = 0; i < list.count; i++)
        reminder_json(&json, &list.items[i]);
    json_end(&json);
    return print_json(&text);
}
