/* `trappa plan shift`: leave and part-time. */
#include "domain/plan/reschedule.h"

#include "base/clock.h"
#include "base/fail.h"
#include "ui/cli/command.h"
#include "ui/cli/open_site.h"
#include "ui/cli/print.h"

#include <stdio.h>
#include <string.h>

struct reschedule_message {
    const char *person, *leave, *share; /* one of the last two, or neither */
    struct leave days;
    int percent;
    bool is_taken_back;
};

/* "2026-03-09..2026-03-20"; "2026-03-09.." is until further notice. */
static int leave_read(const char *value, struct arena *arena, struct leave *leave)
{
    const char *dots = strstr(value, "..");
    if (!dots)
        return fail(FAIL_USAGE, "--leave: '%s' is not two dates such as 2026-03-09..2026-03-20", value);
    TRY(day_parse(arena_copy_bytes(arena, value, (size_t)(dots - value)), &leave->first));
    leave->last = DAY_NONE;
    return dots[2] ? day_parse(dots + 2, &leave->last) : 0;
}

static int percent_read(const char *value, struct arena *arena, int *ret_percent)
{
    int64_t percent = 0;
    size_t length = strlen(value);
    const char *digits = text_ends(value, "%") ? arena_copy_bytes(arena, value, length - 1) : value;
    if (!text_to_number(digits, 1, 100, &percent))
        return fail(FAIL_USAGE, "--share: '%s' is not a percentage from 1 to 100", value);
    *ret_percent = (int)percent;
    return 0;
}

static int said_read(const struct invocation *invocation, struct reschedule_message *said)
{
    int from = invocation_day(invocation, "from", DAY_NONE);
    const char *kind = invocation_option(invocation, "as");
    *said = (struct reschedule_message){.person = invocation_word(invocation, 0),
                                        .leave = invocation_option(invocation, "leave"),
                                        .share = invocation_option(invocation, "share"),
                                        .is_taken_back = invocation_has(invocation, "take-back")};
    if (said->leave && said->share)
        return fail(FAIL_USAGE, "plan shift: say either --leave or --share");
    if (said->leave && from != DAY_NONE)
        return fail(FAIL_USAGE, "plan shift: --from goes with --share");
    if (said->share && from == DAY_NONE)
        return fail(FAIL_USAGE, "plan shift: --share needs --from");
    if (kind && !said->leave)
        return fail(FAIL_USAGE, "plan shift: --as goes with --leave");
    bool is_list = invocation_has(invocation, "json") && !said->is_taken_back && from == DAY_NONE;
    if (!said->leave && !said->share)
        return is_list ? 0 : fail(FAIL_USAGE, "plan shift: say either --leave or --share");
    if (kind && !leave_kind_parse(kind, &said->days.kind))
        return fail(FAIL_USAGE, "--as: '%s' is no kind of leave", kind);
    said->days.first = from;
    return said->leave ? leave_read(said->leave, invocation->arena, &said->days)
                       : percent_read(said->share, invocation->arena, &said->percent);
}

static int reschedule_do(struct site *site, const struct actor *actor, const struct reschedule_message *said)
{
    if (said->leave)
        return said->is_taken_back ? plan_remove_leave(site, actor, subject_id(said->person), said->days.first)
                                   : plan_add_leave(site, actor, subject_id(said->person), &said->days);
    return said->is_taken_back ? plan_remove_share(site, actor, subject_id(said->person), said->days.first)
                               : plan_add_share(site, actor, subject_id(said->person), said->percent, said->days.first);
}

/* ---- listing ---- */

static void put_shift(struct json *json, const struct reschedule *reschedule)
{
    json_object(json);
    json_put_string(json, "kind", reschedule->is_leave ? leave_kind_word(reschedule->leave.kind) : "share");
    json_put_day(json, "from", reschedule->leave.first);
    if (reschedule->is_leave)
        json_put_day(json, "to", reschedule->leave.last);
    else
        json_put_number(json, "percent", reschedule->percent);
    json_put_day(json, "told", reschedule->told_on);
    json_put_string(json, "told_by", reschedule->told_by);
    json_end(json);
}

static int shifts_print(const struct invocation *invocation, struct site *site, const struct actor *actor)
{
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct json json = JSON(&text);
    struct person person;
    struct subject subject;
    struct plan plan;
    struct reschedule *reschedules;
    size_t count = 0;
    TRY(person_find(site->records, invocation_word(invocation, 0), invocation->arena, &person));
    TRY(subject_of_person(site->records, actor, &person, &subject));
    TRY(plan_show(site, &subject, NULL, invocation->arena, &plan));
    TRY(plan_reschedules(site->records, &subject, plan.key, invocation->arena, &reschedules, &count));
    json_array(&json);
    for (size_t i = 0; i < count; i++)
        put_shift(&json, &reschedules[i]);
    json_end(&json);
    return print_json(&text);
}

static int command_plan_shift(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    struct reschedule_message said;
    TRY(said_read(invocation, &said));
    TRY(command_open_site(invocation, &site, &actor));
    if (said.leave || said.share)
        TRY(reschedule_do(site, &actor, &said));
    if (invocation_has(invocation, "json"))
        return shifts_print(invocation, site, &actor);
    printf("%s: %s%s\n", said.person, said.leave ? said.leave : said.share, said.is_taken_back ? " -" : "");
    return 0;
}

static const struct command commands[] = {
    {"plan shift",
     "PERSON [--leave DATE..DATE] [--as leave|parental|studies|vacation] [--share PERCENT] [--from DATE] [--take-back]"
     " [--by PERSON] [--json]",
     N_("Moves due dates for leave (DATE.. until further notice) or part-time, or takes it back"), command_plan_shift},
};
const struct command_table reschedule_commands = COMMAND_TABLE_AFTER(commands, "plan show");
