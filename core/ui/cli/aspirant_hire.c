/* `trappa aspirant hire`: a student is employed. */
#include "domain/aspirant/hire.h"
#include "domain/progress/state.h"

#include "base/clock.h"
#include "base/fail.h"
#include "ui/cli/command.h"
#include "ui/cli/open_site.h"
#include "ui/cli/print.h"

static void remaining_json(struct json *json, const struct hire_balance *balance)
{
    json_key(json, "steps");
    json_array(json);
    for (size_t i = 0; i < balance->remaining_count; i++) {
        const struct plan_item *item = balance->remaining[i];
        json_object(json);
        json_put_string(json, "step", item->step.id);
        json_put_string(json, "title", item->step.title);
        json_put_day(json, "due", item->due);
        json_put_string(json, "state", plan_state_word(item->state));
        json_end(json);
    }
    json_end(json);
}

static int balance_json(const struct plan *plan, const struct hire_balance *balance)
{
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct json json = JSON(&text);
    json_object(&json);
    json_put_string(&json, "person", plan->person.id);
    json_put_string(&json, "programme", plan->programme);
    json_put_day(&json, "start", plan->start);
    json_put_number(&json, "counted", (int64_t)balance->counted);
    json_put_number(&json, "signed", (int64_t)balance->signed_count);
    json_put_number(&json, "remaining", (int64_t)balance->remaining_count);
    remaining_json(&json, balance);
    json_end(&json);
    return print_json(&text);
}

static int balance_lines(const struct invocation *invocation, const struct plan *plan,
                         const struct hire_balance *balance)
{
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    char date[DAY_TEXT_BYTES];
    command_print_line(invocation, "%s: %d of %d steps count already, %d of them signed; %d remain", plan->programme,
                       (int)balance->counted, (int)plan->count, (int)balance->signed_count,
                       (int)balance->remaining_count);
    for (size_t i = 0; i < balance->remaining_count; i++)
        text_addf(&text, "%-10s  %s  %s\n", day_format(balance->remaining[i]->due, date),
                  balance->remaining[i]->step.id, balance->remaining[i]->step.title);
    return print_text(&text);
}

static int command_aspirant_hire(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    struct subject subject;
    struct plan plan;
    struct hire_balance balance;
    const struct hiring hiring = {.person = subject_id(invocation_word(invocation, 0)),
                                  .from = invocation_day(invocation, "from", DAY_NONE),
                                  .programme = invocation_option(invocation, "programme"),
                                  .unit = invocation_option(invocation, "unit"),
                                  .background = invocation_option(invocation, "background"),
                                  .in_profession_since = invocation_day(invocation, "in-profession-since", DAY_NONE)};
    TRY(command_open_site(invocation, &site, &actor));
    TRY(aspirant_hire(site, &actor, &hiring));
    TRY(command_open_subject(invocation, site, &actor, RIGHT_SEE_DATES, &subject));
    TRY(plan_show(site, &subject, hiring.programme ? hiring.programme : "introduktion", invocation->arena, &plan));
    hire_balance(&plan, invocation->arena, &balance);
    return invocation_has(invocation, "json") ? balance_json(&plan, &balance)
                                              : balance_lines(invocation, &plan, &balance);
}

static const struct command commands[] = {
    {"aspirant hire",
     "PERSON --from DATE [--programme ID] [--unit ID] [--background WORD] [--in-profession-since DATE] [--by PERSON]"
     " [--json]",
     N_("Employs a student: the introduction begins, what was signed counts at once, and what remains is listed"),
     command_aspirant_hire},
};
const struct command_table aspirant_hire_commands = COMMAND_TABLE_AFTER(commands, "aspirant promise");
