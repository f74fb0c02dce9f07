/* `trappa plan start`, `plan end` and `plan show`. */
#include "domain/plan/deviation.h"
#include "domain/progress/state.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/json.h"
#include "ui/cli/command.h"
#include "ui/cli/open_site.h"

#include <stdio.h>
#include <string.h>

#define JSON_BYTES_MAX (64UL * 1024 * 1024)

static int command_plan_start(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    char date[DAY_TEXT_BYTES];
    const char *person = invocation_word(invocation, 0), *programme = invocation_word(invocation, 1);
    int from = invocation_day(invocation, "from", DAY_NONE);
    TRY(command_open_site(invocation, &site, &actor));
    TRY(plan_start(site, &actor, subject_id(person), programme, from));
    printf("%s: %s %s\n", person, programme, day_format(from, date));
    return 0;
}

static int command_plan_end(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    char date[DAY_TEXT_BYTES];
    const char *person = invocation_word(invocation, 0), *programme = invocation_word(invocation, 1);
    TRY(command_open_site(invocation, &site, &actor));
    TRY(plan_end(site, &actor, subject_id(person), programme, invocation_option(invocation, "because")));
    printf("%s: %s %s\n", person, programme, day_format(clock_today(), date));
    return 0;
}

/* ---- show ---- */

static void put_revision(struct json *json, const char *key, int revision)
{
    json_key(json, key);
    if (revision)
        json_number(json, revision);
    else
        json_null(json);
}

static void put_item(struct json *json, const struct plan_item *item)
{
    json_object(json);
    json_put_string(json, "step", item->step.id);
    json_put_string(json, "title", item->step.title);
    json_put_string(json, "component", step_component_word(item->step.component));
    json_put_string(json, "phase", item->step.phase);
    json_put_string(json, "kind", step_kind_word(item->step.kind));
    json_put_day(json, "due", item->due);
    json_put_string(json, "state", plan_state_word(item->state));
    json_put_string(json, "delta", revision_diff_word(item->diff));
    json_put_day(json, "delta_from", item->diff_from);
    put_revision(json, "revision", item->step.revision);
    put_revision(json, "done_revision", item->done_revision);
    put_revision(json, "signed_revision", item->signed_revision);
    json_put_string(json, "signed_by", item->signed_by_id);
    json_put_string(json, "evidence", item->evidence);
    put_revision(json, "autonomy", item->autonomy);
    json_put_day(json, "signed_on_paper", item->paper_day);
    json_put_day(json, "until", item->until);
    json_put_bool(json, "late", item->is_late);
    json_put_day(json, "template_due", item->template_due);
    json_put_bool(json, "own", item->is_own);
    json_put_string(json, "instead_of", item->instead_of);
    json_end(json);
}

static void put_deviation(struct json *json, const struct deviation *deviation)
{
    json_object(json);
    json_put_string(json, "kind", deviation_kind_word(deviation->kind));
    json_put_string(json, "step", deviation->step);
    json_put_string(json, "other", deviation->other);
    json_put_day(json, "template_due", deviation->template_due);
    json_put_day(json, "due", deviation->due);
    if (deviation->kind == DEVIATION_LEAVE) {
        json_put_string(json, "leave", leave_kind_word(deviation->reschedule.leave.kind));
        json_put_day(json, "from", deviation->reschedule.leave.first);
        json_put_day(json, "to", deviation->reschedule.leave.last);
        json_put_number(json, "days", deviation->days);
    } else if (deviation->kind == DEVIATION_SHARE) {
        json_put_day(json, "from", deviation->reschedule.leave.first);
        json_put_number(json, "percent", deviation->reschedule.percent);
    }
    json_put_string(json, "by", deviation->by_name);
    json_put_string(json, "because", deviation->because);
    json_put_bool(json, "in_use", deviation->is_in_use);
    json_put_bool(json, "moves_end", deviation->moves_end);
    json_end(json);
}

static void put_deviations(struct json *json, const struct deviations *deviations)
{
    json_put_day(json, "template_end", deviations->template_end);
    json_put_day(json, "end", deviations->is_end_open ? DAY_NONE : deviations->end);
    json_key(json, "deviations");
    json_array(json);
    for (size_t i = 0; i < deviations->count; i++)
        put_deviation(json, &deviations->items[i]);
    json_end(json);
}

static int print_as_json(const struct plan *plan, const struct deviations *deviations)
{
    CLEANUP(text_finish) struct text text = TEXT(JSON_BYTES_MAX);
    struct json json = JSON(&text);
    json_object(&json);
    json_put_string(&json, "person", plan->person.id);
    json_put_string(&json, "programme", plan->programme);
    json_put_day(&json, "start", plan->start);
    json_put_day(&json, "ended", plan->ended_on);
    json_put_string(&json, "edition", plan->edition);
    put_deviations(&json, deviations);
    json_key(&json, "items");
    json_array(&json);
    for (size_t i = 0; i < plan->count; i++)
        put_item(&json, &plan->items[i]);
    json_end(&json);
    json_end(&json);
    TRY(text_check(&text, "plan show"));
    puts(text_string(&text));
    return 0;
}

static const char *const state_titles[] = {
    [STATE_TODO] = N_("to do"),
    [STATE_DONE] = N_("done"),
    [STATE_REQUESTED] = N_("asked"),
    [STATE_RETURNED] = N_("sent back"),
    [STATE_SIGNED] = N_("signed"),
    [STATE_SKIPPED] = N_("skipped"),
    [STATE_RECOGNISED] = N_("recognised"),
};

static const char *const delta_titles[] = {
    [REVISION_DIFF_NONE] = NULL,
    [REVISION_DIFF_READ] = N_("changed, read the difference"),
    [REVISION_DIFF_REDO] = N_("lapsed, must be done again"),
};

/* In characters, where printf counts bytes. */
static void print_padded(const char *words, int width)
{
    for (const char *at = words; *at; at++)
        width -= ((unsigned char)*at & 0xc0) != 0x80;
    printf("%s%*s", words, width > 0 ? width : 0, "");
}

static void plan_print(const struct plan *plan, enum language language)
{
    char date[DAY_TEXT_BYTES];
    printf("%s: %s, %s %s\n", plan->person.id, plan->programme_title, translate(language, N_("from")),
           day_format(plan->start, date));
    for (size_t i = 0; i < plan->count; i++) {
        const struct plan_item *item = &plan->items[i];
        const char *diff = delta_titles[item->diff];
        printf("  %-10s  ", day_format(item->due, date));
        print_padded(translate(language, state_titles[item->state]), 16);
        printf("  %s (%s)%s%s%s%s\n", item->step.title, item->step.id, item->is_late ? ", " : "",
               item->is_late ? translate(language, N_("late")) : "", diff ? ", " : "",
               diff ? translate(language, diff) : "");
    }
}

static void end_print(const struct deviations *deviations, enum language language)
{
    char end[DAY_TEXT_BYTES], template_end[DAY_TEXT_BYTES];
    if (deviations->is_end_open)
        printf("%s\n", translate(language, N_("the end is not known: a leave is until further notice")));
    else if (deviations->end != deviations->template_end)
        printf("%s %s %s %s\n", translate(language, N_("ends")), day_format(deviations->end, end),
               translate(language, N_("instead of")), day_format(deviations->template_end, template_end));
}

static int command_plan_show(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    struct person person;
    struct subject subject;
    struct plan plan;
    struct deviations deviations;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(person_find(site->records, invocation_word(invocation, 0), invocation->arena, &person));
    TRY(subject_of_person(site->records, &actor, &person, &subject));
    TRY(plan_show(site, &subject, invocation_word(invocation, 1), invocation->arena, &plan));
    TRY(deviations_of(site, &subject, &plan, invocation->arena, &deviations));
    if (invocation_has(invocation, "json"))
        return print_as_json(&plan, &deviations);
    plan_print(&plan, invocation->language);
    end_print(&deviations, invocation->language);
    return 0;
}

static const struct command commands[] = {
    {"plan start", "PERSON PROGRAMME --from DATE [--by PERSON]", N_("Starts a programme for a person"),
     command_plan_start},
    {"plan show", "PERSON [PROGRAMME] [--json] [--by PERSON]",
     N_("Shows a person's plan with dates, states and differences"), command_plan_show},
    {"plan end", "PERSON PROGRAMME --because TEXT [--by PERSON]", N_("Ends a plan; what was done stays done"),
     command_plan_end},
};
const struct command_table plan_commands = COMMAND_TABLE(commands);
