/* `trappa remind ...`: reminders, and the digest mails. */
#include "domain/remind/digest.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/remind/mail_settings.h"
#include "ui/cli/command.h"
#include "ui/cli/open_site.h"
#include "ui/cli/print.h"
#include "ui/text/links.h"
#include "ui/text/reminder_text.h"

static void reminder_json(struct json *json, struct arena *arena, const struct reminder *reminder)
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
    json_put_string(json, "path", link_to(arena, &reminder->target));
    json_end(json);
}

static void lines(const struct invocation *invocation, const struct reminder_list *list, struct text *text)
{
    char day[DAY_TEXT_BYTES];
    for (size_t i = 0; i < list->count; i++) {
        const struct reminder *reminder = &list->items[i];
        if (i == 0 || reminder->kind != list->items[i - 1].kind)
            text_addf(text, "%s\n", reminder_kind_title(invocation->language, reminder->kind));
        text_addf(text, "  %-10s  %s\n", day_format(reminder->day, day),
                  reminder_what(invocation->language, invocation->arena, reminder));
    }
    if (list->count == 0)
        text_addf(text, "%s\n", invocation_translate(invocation, N_("Nothing to be reminded of today.")));
}

static int command_remind(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct json json = JSON(&text);
    struct actor actor;
    struct subject subject;
    struct reminder_list list;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(command_open_subject(invocation, site, &actor, RIGHT_EXPORT, &subject));
    TRY(reminder_list(site, &subject, invocation->arena, &list));
    if (!invocation_has(invocation, "json")) {
        lines(invocation, &list, &text);
        return print_text(&text);
    }
    json_array(&json);
    for (size_t i = 0; i < list.count; i++)
        reminder_json(&json, invocation->arena, &list.items[i]);
    json_end(&json);
    return print_json(&text);
}

static int command_remind_mail(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    enum digest_choice choice;
    if (!digest_choice_parse(invocation_word(invocation, 1), &choice))
        return fail(FAIL_USAGE, "'%s': say never, workdays or mondays", invocation_word(invocation, 1));
    TRY(command_open_site(invocation, &site, &actor));
    return digest_choose(site->records, &actor, subject_id(invocation_word(invocation, 0)), choice);
}

/* ---- sending ---- */

static int planned_print(const struct invocation *invocation, struct site *site)
{
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct json json = JSON(&text);
    struct digest_planned *planned;
    size_t count = 0;
    TRY(digest_plan(site, &actor_operator, invocation->arena, &planned, &count));
    if (!invocation_has(invocation, "json")) {
        for (size_t i = 0; i < count; i++)
            command_print_line(invocation, N_("%s: %zu reminders"), planned[i].person.id, planned[i].list.count);
        command_print_line(invocation, N_("%zu mails would be sent."), count);
        return 0;
    }
    json_array(&json);
    for (size_t i = 0; i < count; i++) {
        json_object(&json);
        json_put_string(&json, "person", planned[i].person.id);
        json_put_number(&json, "reminders", (int64_t)planned[i].list.count);
        json_end(&json);
    }
    json_end(&json);
    return print_json(&text);
}

static int sent_print(const struct invocation *invocation, const struct digest_sent *sent)
{
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct json json = JSON(&text);
    if (!invocation_has(invocation, "json")) {
        command_print_line(invocation, N_("%d sent, %d refused, %d unsure, %d wait, %d no longer needed."), sent->sent,
                           sent->refused, sent->unsure, sent->waiting, sent->unneeded);
        return 0;
    }
    json_object(&json);
    json_put_number(&json, "sent", sent->sent);
    json_put_number(&json, "refused", sent->refused);
    json_put_number(&json, "unsure", sent->unsure);
    json_put_number(&json, "waiting", sent->waiting);
    json_put_number(&json, "unneeded", sent->unneeded);
    json_end(&json);
    return print_json(&text);
}

/* The job tries a waiting mail again, so that the failure is only reported. */
static int command_remind_send(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    struct mail_settings settings;
    struct digest_sent sent;
    int count = 0;
    TRY(command_open_site(invocation, &site, &actor));
    if (invocation_has(invocation, "dry-run"))
        return planned_print(invocation, site);
    TRY(mail_settings_read(&site->config, invocation->arena, &settings));
    TRY(digest_queue(site, &actor, &count));
    int result = digest_send(site, &actor, &sent);
    TRY(sent_print(invocation, &sent));
    return result;
}

static const struct command commands[] = {
    {"remind", "PERSON [--by PERSON] [--json]", N_("Shows what a person is reminded of today"), command_remind},
    {"remind mail", "PERSON never|workdays|mondays [--by PERSON]", N_("Says how often reminders come by mail too"),
     command_remind_mail},
    {"remind send", "[--dry-run] [--json]", N_("Sends today's mails with reminders, or says who would get one"),
     command_remind_send},
};
const struct command_table remind_commands = COMMAND_TABLE(commands);
