/* `trappa sign request`, `withdraw`, `give`, `changed`, `entered`, `return` and `reopen`: sign-offs. */
#include "domain/signoff/signoff.h"

#include "base/clock.h"
#include "base/json.h"
#include "ui/cli/command.h"
#include "ui/cli/step_print.h"

#include <stdio.h>

static void said_finish(struct step_command *said)
{
    site_close(said->site);
}

static int command_sign_request(const struct invocation *invocation)
{
    CLEANUP(said_finish) struct step_command said = {0};
    TRY(step_command_open(invocation, &said));
    TRY(signoff_request(said.site, &said.actor, subject_id(said.person), said.step,
                        invocation_has(invocation, "observe")));
    TRY(step_warn_unmet(invocation, &said));
    return step_print_state(invocation, &said);
}

static int command_sign_withdraw(const struct invocation *invocation)
{
    CLEANUP(said_finish) struct step_command said = {0};
    TRY(step_command_open(invocation, &said));
    TRY(signoff_withdraw(said.site, &said.actor, subject_id(said.person), said.step));
    return step_print_state(invocation, &said);
}

/* ---- what has changed since it was signed ---- */

static void changed_json(struct json *json, const struct signoff_changed_item *changed)
{
    json_object(json);
    json_put_string(json, "person", changed->person.id);
    json_put_string(json, "step", changed->item.step.id);
    json_put_string(json, "delta", revision_diff_word(changed->item.diff));
    json_put_day(json, "from", changed->item.diff_from);
    json_put_number(json, "signed_revision", changed->item.signed_revision);
    json_put_number(json, "revision", changed->item.step.revision);
    json_put_string(json, "signed_by", changed->item.signed_by_id);
    json_end(json);
}

static int command_sign_changed(const struct invocation *invocation)
{
    CLEANUP(said_finish) struct step_command said = {0};
    CLEANUP(text_finish) struct text text = TEXT(16UL * 1024 * 1024);
    struct signoff_changed_item *changed;
    struct json json = JSON(&text);
    size_t count = 0;
    TRY(step_command_open(invocation, &said));
    TRY(content_read_begin(said.site->content));
    TRY(signoff_changed(said.site, &said.actor, invocation->arena, &changed, &count));
    json_array(&json);
    for (size_t i = 0; i < count; i++)
        changed_json(&json, &changed[i]);
    json_end(&json);
    TRY(text_check(&text, "sign changed"));
    if (invocation_has(invocation, "json"))
        puts(text_string(&text));
    for (size_t i = 0; i < count && !invocation_has(invocation, "json"); i++)
        printf("%-8s %-24s %s (%d -> %d)\n", revision_diff_word(changed[i].item.diff), changed[i].item.step.id,
               changed[i].person.id, changed[i].item.signed_revision, changed[i].item.step.revision);
    return 0;
}

/* ---- what others entered in one's name ---- */

static void entered_json(struct json *json, const struct signoff_entered_item *entered)
{
    char day[DAY_TEXT_BYTES];
    json_object(json);
    json_put_string(json, "person", entered->person.id);
    json_put_string(json, "step", entered->step_id);
    json_put_day(json, "on_paper", entered->paper_day);
    json_put_string(json, "entered", day_format(instant_day(entered->entered_at), day));
    json_put_string(json, "entered_by", entered->entered_by.name);
    json_end(json);
}

static int command_sign_entered(const struct invocation *invocation)
{
    CLEANUP(said_finish) struct step_command said = {0};
    CLEANUP(text_finish) struct text text = TEXT(16UL * 1024 * 1024);
    struct signoff_entered_item *entered;
    struct json json = JSON(&text);
    char day[DAY_TEXT_BYTES];
    size_t count = 0;
    TRY(step_command_open(invocation, &said));
    TRY(signoff_entered(said.site, &said.actor, invocation->arena, &entered, &count));
    json_array(&json);
    for (size_t i = 0; i < count; i++)
        entered_json(&json, &entered[i]);
    json_end(&json);
    TRY(text_check(&text, "sign entered"));
    if (invocation_has(invocation, "json"))
        puts(text_string(&text));
    for (size_t i = 0; i < count && !invocation_has(invocation, "json"); i++)
        printf("%s  %-24s %-16s %s\n", day_format(entered[i].paper_day, day), entered[i].step_id, entered[i].person.id,
               entered[i].entered_by.name ? entered[i].entered_by.name : "");
    return 0;
}

static int command_sign_give(const struct invocation *invocation)
{
    CLEANUP(said_finish) struct step_command said = {0};
    TRY(step_command_open(invocation, &said));
    struct signoff_new signing = {.person = subject_id(said.person),
                                  .step = said.step,
                                  .evidence = invocation_option(invocation, "evidence"),
                                  .autonomy = (int)invocation_number(invocation, "autonomy", 0),
                                  .comment = invocation_option(invocation, "comment")};
    TRY(signoff_give(said.site, &said.actor, &signing));
    TRY(step_warn_unmet(invocation, &said));
    return step_print_state(invocation, &said);
}

static int command_sign_return(const struct invocation *invocation)
{
    CLEANUP(said_finish) struct step_command said = {0};
    TRY(step_command_open(invocation, &said));
    TRY(signoff_return(said.site, &said.actor, subject_id(said.person), said.step,
                       invocation_option(invocation, "comment")));
    return step_print_state(invocation, &said);
}

static int command_sign_reopen(const struct invocation *invocation)
{
    CLEANUP(said_finish) struct step_command said = {0};
    TRY(step_command_open(invocation, &said));
    TRY(signoff_reopen(said.site, &said.actor, subject_id(said.person), said.step,
                       invocation_option(invocation, "comment")));
    return step_print_state(invocation, &said);
}

static const struct command commands[] = {
    {"sign request", "PERSON STEP [--observe] [--by PERSON]", N_("Asks for a sign-off"), command_sign_request},
    {"sign withdraw", "PERSON STEP [--by PERSON]", N_("Takes back that a sign-off was asked for"),
     command_sign_withdraw},
    {"sign give", "PERSON STEP --by PERSON --evidence observed|simulated|reported [--autonomy 1..5] [--comment TEXT]",
     N_("Signs a step of a person"), command_sign_give},
    {"sign changed", "--by PERSON [--json]", N_("Lists what has changed since it was signed"), command_sign_changed},
    {"sign entered", "--by PERSON [--json]", N_("Lists what others entered from paper in one's name"),
     command_sign_entered},
    {"sign return", "PERSON STEP --by PERSON [--comment TEXT]", N_("Sends a step back with a comment"),
     command_sign_return},
    {"sign reopen", "PERSON STEP --by PERSON --comment TEXT", N_("Ends a sign-off, so that the step is open again"),
     command_sign_reopen},
};
const struct command_table signoff_commands = COMMAND_TABLE(commands);
