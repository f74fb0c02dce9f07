/* `trappa plan caseload`: planned and actual numbers of cases. */
#include "domain/plan/caseload.h"

#include "base/clock.h"
#include "base/fail.h"
#include "ui/cli/command.h"
#include "ui/cli/open_site.h"
#include "ui/cli/print.h"

#include <stdio.h>

static void put_number(struct json *json, const char *key, int number)
{
    json_key(json, key);
    if (number == CASELOAD_NONE)
        json_null(json);
    else
        json_number(json, number);
}

static int print_as_json(const struct caseload_week *weeks, size_t count)
{
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct json json = JSON(&text);
    json_array(&json);
    for (size_t i = 0; i < count; i++) {
        json_object(&json);
        json_put_day(&json, "monday", weeks[i].monday);
        json_put_number(&json, "week", day_iso_week(weeks[i].monday));
        put_number(&json, "planned", weeks[i].planned);
        put_number(&json, "actual", weeks[i].actual);
        json_end(&json);
    }
    json_end(&json);
    return print_json(&text);
}

static void number_print(int number)
{
    if (number == CASELOAD_NONE)
        printf("  %4s", "-");
    else
        printf("  %4d", number);
}

static int weeks_print(const struct invocation *invocation, struct site *site, const struct actor *actor)
{
    struct person person;
    struct subject subject;
    struct plan plan;
    struct caseload_week *weeks;
    size_t count = 0;
    char date[DAY_TEXT_BYTES];
    TRY(person_find(site->records, invocation_word(invocation, 0), invocation->arena, &person));
    TRY(subject_of_person(site->records, actor, &person, &subject));
    TRY(plan_show(site, &subject, invocation_word(invocation, 1), invocation->arena, &plan));
    TRY(caseload_of(site, &subject, &plan, invocation->arena, &weeks, &count));
    if (invocation_has(invocation, "json"))
        return print_as_json(weeks, count);
    for (size_t i = 0; i < count; i++) {
        printf("%s", day_format(weeks[i].monday, date));
        number_print(weeks[i].planned);
        number_print(weeks[i].actual);
        puts("");
    }
    return 0;
}

static int command_plan_caseload(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    const char *person = invocation_word(invocation, 0), *programme = invocation_word(invocation, 1);
    const char *planned = invocation_option(invocation, "planned");
    bool is_told = invocation_has(invocation, "actual");
    if (invocation_has(invocation, "week") && !is_told)
        return fail(FAIL_USAGE, "plan caseload: --week goes with --actual");
    TRY(command_open_site(invocation, &site, &actor));
    if (planned)
        TRY(caseload_plan(site, &actor, subject_id(person), programme, planned));
    if (is_told)
        TRY(caseload_report(site, &actor, subject_id(person), programme,
                            invocation_day(invocation, "week", clock_today()),
                            (int)invocation_number(invocation, "actual", 0)));
    return weeks_print(invocation, site, &actor);
}

static const struct command commands[] = {
    {"plan caseload", "PERSON [PROGRAMME] [--planned NUMBERS] [--week DATE] [--actual 0..200] [--by PERSON] [--json]",
     N_("Shows planned and actual cases by week, or sets them: --planned '0 2 4' from the plan's first week on"),
     command_plan_caseload},
};
const struct command_table caseload_commands = COMMAND_TABLE_AFTER(commands, "plan take-back");
