/* `trappa step done`, `take`, `skip`, `recognise` and `undo`: one step of a person. */
#include "base/fail.h"
#include "base/json.h"
#include "domain/content/version.h"
#include "domain/plan/step_diff.h"
#include "domain/progress/decision.h"
#include "domain/progress/state.h"
#include "domain/signoff/step_action.h"
#include "ui/cli/command.h"
#include "ui/cli/diff_print.h"
#include "ui/cli/step_print.h"

#include <stdio.h>

static void said_finish(struct step_command *said)
{
    site_close(said->site);
}

static int command_step_done(const struct invocation *invocation)
{
    CLEANUP(said_finish) struct step_command said = {0};
    TRY(step_command_open(invocation, &said));
    TRY(step_done_version(said.site, &said.actor, subject_id(said.person), said.step,
                          invocation_option(invocation, "seen")));
    TRY(step_warn_unmet(invocation, &said));
    return step_print_state(invocation, &said);
}

static int command_step_take(const struct invocation *invocation)
{
    CLEANUP(said_finish) struct step_command said = {0};
    TRY(step_command_open(invocation, &said));
    TRY(step_accept_version(said.site, &said.actor, subject_id(said.person), said.step,
                            invocation_option(invocation, "seen")));
    return step_print_state(invocation, &said);
}

/* ---- what changed since it was done ---- */

static void difference_json(struct text *text, const struct plan_item *item, const struct step_comparison *comparison)
{
    struct json json = JSON(text);
    char version[VERSION_NAME_BYTES];
    version_name(item->step.parts, version);
    json_object(&json);
    json_put_string(&json, "step", item->step.id);
    json_put_string(&json, "title", item->step.title);
    json_put_string(&json, "delta", revision_diff_word(item->diff));
    json_put_day(&json, "from", item->diff_from);
    json_put_number(&json, "done_revision", item->done_revision);
    json_put_number(&json, "revision", item->step.revision);
    json_put_string(&json, "version", version);
    json_key(&json, "parts");
    diff_print_json(&json, comparison);
    json_end(&json);
    text_add_char(text, '\n');
}

static int difference_print(const struct invocation *invocation, const struct plan_item *item,
                            const struct step_comparison *comparison)
{
    CLEANUP(text_finish) struct text text = TEXT(64UL * 1024 * 1024);
    if (invocation_has(invocation, "json"))
        difference_json(&text, item, comparison);
    else if (comparison->count)
        diff_print_add(&text, invocation->language, comparison);
    else
        text_addf(&text, "%s\n",
                  translate(invocation->language, N_("Nothing in the text has changed since it was done.")));
    TRY(text_check(&text, "step diff"));
    fputs(text_string(&text), stdout);
    return 0;
}

static int command_step_diff(const struct invocation *invocation)
{
    CLEANUP(said_finish) struct step_command said = {0};
    struct subject subject;
    struct plan_item item;
    struct step_comparison comparison;
    TRY(step_command_open(invocation, &said));
    TRY(content_read_begin(said.site->content));
    TRY(subject_open(said.site->records, &said.actor, subject_id(said.person), RIGHT_SEE_DATES, invocation->arena,
                     &subject));
    const struct step_diff_request of = {.step = said.step, .language = language_code(invocation->language)};
    TRY(step_diff(said.site, &subject, &of, invocation->arena, &item, &comparison));
    return difference_print(invocation, &item, &comparison);
}

static int command_step_skip(const struct invocation *invocation)
{
    CLEANUP(said_finish) struct step_command said = {0};
    int until = invocation_day(invocation, "until", DAY_NONE);
    TRY(step_command_open(invocation, &said));
    TRY(step_skip(said.site, &said.actor, subject_id(said.person), said.step, invocation_option(invocation, "because"),
                  until));
    return step_print_state(invocation, &said);
}

static int command_step_recognise(const struct invocation *invocation)
{
    CLEANUP(said_finish) struct step_command said = {0};
    TRY(step_command_open(invocation, &said));
    TRY(step_recognise(said.site, &said.actor, subject_id(said.person), said.step,
                       invocation_option(invocation, "because")));
    return step_print_state(invocation, &said);
}

static int command_step_undo(const struct invocation *invocation)
{
    CLEANUP(said_finish) struct step_command said = {0};
    TRY(step_command_open(invocation, &said));
    TRY(step_undo(said.site, &said.actor, subject_id(said.person), said.step,
                  invocation_option(invocation, "because")));
    return step_print_state(invocation, &said);
}

static const struct command commands[] = {
    {"step done", "PERSON STEP [--seen VERSION] [--by PERSON]", N_("Marks a step done at its newest revision"),
     command_step_done},
    {"step take", "PERSON STEP [--seen VERSION] [--by PERSON]", N_("Takes the difference of a step that has changed"),
     command_step_take},
    {"step diff", "PERSON STEP [--by PERSON] [--json]", N_("Shows the words that changed since a person did the step"),
     command_step_diff},
    {"step skip", "PERSON STEP --because TEXT [--until DATE] [--by PERSON]",
     N_("Skips a step, with a date if it is to be done later"), command_step_skip},
    {"step recognise", "PERSON STEP --because TEXT [--by PERSON]", N_("Recognises what a person could before"),
     command_step_recognise},
    {"step undo", "PERSON STEP --because TEXT [--by PERSON]", N_("Takes back that a step was skipped or recognised"),
     command_step_undo},
};
const struct command_table step_commands = COMMAND_TABLE(commands);
