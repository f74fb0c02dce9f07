/* `trappa stair ...`: the levels of people, why, and what is missing for the next. */
#include "domain/staircase/staircase.h"
#include "domain/progress/level.h"

#include "base/clock.h"
#include "base/fail.h"
#include "ui/cli/command.h"
#include "ui/cli/open_site.h"
#include "ui/cli/print.h"

#include <stdio.h>

/* ---- show ---- */

static void competences_json(struct json *json, const struct staircase_view *view)
{
    json_key(json, "competences");
    json_array(json);
    for (size_t i = 0; i < view->competence_count; i++) {
        const struct staircase_competence *competence = &view->competences[i];
        json_object(json);
        json_put_string(json, "competence", competence->competence->id);
        if (view->shows_own)
            json_put_number(json, "own", competence->own);
        json_put_number(json, "signed", competence->given);
        json_put_number(json, "signoffs", competence->signoffs);
        json_put_number(json, "observed", competence->observed);
        json_end(json);
    }
    json_end(json);
}

static void rule_json(struct json *json, const struct staircase_rule *rule)
{
    json_object(json);
    json_put_string(json, "rule", rule->id);
    json_put_bool(json, "met", rule->is_met);
    json_put_number(json, "have", rule->have);
    json_put_number(json, "need", rule->need);
    json_put_day(json, "earliest", rule->earliest);
    json_key(json, "steps");
    json_array(json);
    for (size_t i = 0; i < rule->offer_count; i++)
        json_string(json, rule->offers[i].step);
    json_end(json);
    json_end(json);
}

static void view_json(struct json *json, const struct staircase_view *view)
{
    json_object(json);
    json_put_string(json, "person", view->person.id);
    json_put_string(json, "staircase", view->staircase ? view->staircase->id : NULL);
    json_put_number(json, "level", view->level);
    json_key(json, "next");
    if (!view->next) {
        json_null(json);
    } else {
        json_object(json);
        json_put_number(json, "level", view->next->number);
        json_put_bool(json, "met", view->is_met);
        json_put_day(json, "earliest", view->earliest);
        json_key(json, "rules");
        json_array(json);
        for (size_t i = 0; i < view->rule_count; i++)
            rule_json(json, &view->rules[i]);
        json_end(json);
        json_end(json);
    }
    competences_json(json, view);
    json_end(json);
}

static void rule_lines(const struct invocation *invocation, const struct staircase_rule *rule, struct text *text)
{
    text_addf(text, "  %s  %s  %d/%d\n", rule->is_met ? "x" : "-", rule->id, rule->have, rule->need);
    for (size_t i = 0; i < rule->offer_count; i++)
        text_addf(text, "       %s  %s\n", rule->offers[i].step, rule->offers[i].title);
    if (!rule->is_met && rule->earliest == DAY_NONE)
        text_addf(text, "       %s\n", invocation_translate(invocation, N_("nothing in the curriculum leads there")));
}

static void view_lines(const struct invocation *invocation, const struct staircase_view *view, struct text *text)
{
    char day[DAY_TEXT_BYTES];
    text_addf(text, "%s  %s  %d%s%s\n", view->person.id, view->staircase ? view->staircase->id : "-", view->level,
              view->now ? "  " : "", view->now ? view->now->title : "");
    if (!view->next)
        return;
    text_addf(text, "%s %d  %s\n", invocation_translate(invocation, N_("next")), view->next->number, view->next->title);
    for (size_t i = 0; i < view->rule_count; i++)
        rule_lines(invocation, &view->rules[i], text);
    if (view->earliest != DAY_NONE)
        text_addf(text, "%s %s\n", invocation_translate(invocation, N_("at the earliest")),
                  day_format(view->earliest, day));
}

static int command_stair_show(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct json json = JSON(&text);
    struct actor actor;
    struct subject subject;
    struct staircase_view view;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(command_open_subject(invocation, site, &actor, RIGHT_SEE_DATES, &subject));
    TRY(staircase_show(site, &subject, invocation->arena, &view));
    if (invocation_has(invocation, "json")) {
        view_json(&json, &view);
        return print_json(&text);
    }
    view_lines(invocation, &view, &text);
    return print_text(&text);
}

/* ---- decide, set ---- */

static size_t confirmed_read(const struct invocation *invocation, const char ***ret_confirmed)
{
    size_t count = 0;
    while (invocation_option_at(invocation, "confirm", count))
        count++;
    *ret_confirmed = arena_zeroed(invocation->arena, (count + 1) * sizeof **ret_confirmed);
    for (size_t i = 0; i < count; i++)
        (*ret_confirmed)[i] = invocation_option_at(invocation, "confirm", i);
    return count;
}

static int command_stair_decide(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    int64_t level = 0;
    int unmet = 0;
    const char **confirmed, *person = invocation_word(invocation, 0), *word = invocation_word(invocation, 1);
    if (!text_to_number(word, 1, 99, &level))
        return fail(FAIL_USAGE, "stair decide: '%s' is not a level", word);
    size_t confirmed_count = confirmed_read(invocation, &confirmed);
    const struct staircase_decision decision = {.person = subject_id(person),
                                                .level = (int)level,
                                                .because = invocation_option(invocation, "because"),
                                                .confirmed = confirmed,
                                                .confirmed_count = confirmed_count};
    TRY(command_open_site(invocation, &site, &actor));
    TRY(staircase_decide(site, &actor, &decision, &unmet));
    printf("%s: %d\n", person, (int)level);
    if (unmet)
        command_print_line(invocation, N_("%d of its rules do not hold yet: the decision stands, and shows it."),
                           unmet);
    return 0;
}

static int command_stair_set(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    TRY(command_open_site(invocation, &site, &actor));
    return staircase_choose(site, &actor, subject_id(invocation_word(invocation, 0)), invocation_word(invocation, 1));
}

static int command_stair_own(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    int64_t autonomy = 0;
    if (!text_to_number(invocation_word(invocation, 2), 1, 5, &autonomy))
        return fail(FAIL_USAGE, "stair own: '%s' is no autonomy, which is 1 to 5", invocation_word(invocation, 2));
    const struct self_assessment own = {invocation_word(invocation, 1), (int)autonomy};
    TRY(command_open_site(invocation, &site, &actor));
    return self_assessment_write(site, &actor, subject_id(invocation_word(invocation, 0)), &own, 1);
}

/* ---- simulate ---- */

static void outcome_json(struct json *json, const struct staircase_outcome *outcome)
{
    json_object(json);
    json_put_string(json, "person", outcome->person->id);
    json_put_number(json, "now", outcome->now);
    json_put_number(json, "would_be", outcome->would_be.level);
    json_put_number(json, "published", outcome->published.level);
    json_key(json, "blocked_by");
    json_array(json);
    for (size_t i = 0; i < outcome->would_be.blocked_count; i++)
        json_string(json, outcome->would_be.blocked_by[i]);
    json_end(json);
    json_end(json);
}

static void outcome_line(const struct staircase_outcome *outcome, struct text *text)
{
    text_addf(text, "%-20s %d -> %d", outcome->person->id, outcome->now, outcome->would_be.level);
    for (size_t i = 0; i < outcome->would_be.blocked_count; i++)
        text_addf(text, "%s%s", i ? "; " : "  ", outcome->would_be.blocked_by[i]);
    text_add(text, "\n");
}

static int command_stair_simulate(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    const struct staircase_request asking = {.file = invocation_option(invocation, "staircase"),
                                             .unit = invocation_option(invocation, "unit")};
    bool is_json = invocation_has(invocation, "json");
    struct json json = JSON(&text);
    struct actor actor;
    struct staircase_outcome *outcomes;
    size_t count;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(staircase_simulate(site, &actor, &asking, invocation->arena, &outcomes, &count));
    if (is_json)
        json_array(&json);
    for (size_t i = 0; i < count; i++)
        if (is_json)
            outcome_json(&json, &outcomes[i]);
        else
            outcome_line(&outcomes[i], &text);
    if (!is_json)
        return print_text(&text);
    json_end(&json);
    return print_json(&text);
}

static const struct command commands[] = {
    {"stair show", "PERSON [--by PERSON] [--json]", N_("Says which rules of the next stair are met, and which not"),
     command_stair_show},
    {"stair decide", "PERSON LEVEL --by PERSON [--confirm TEXT]... [--because TEXT]",
     N_("Decides on which level a person stands"), command_stair_decide},
    {"stair set", "PERSON STAIRCASE [--by PERSON]", N_("Sets the staircase of somebody whom no programme leads to one"),
     command_stair_set},
    {"stair own", "PERSON COMPETENCE AUTONOMY [--by PERSON]", N_("Says how a person sees the own competence, 1 to 5"),
     command_stair_own},
    {"stair simulate", "[--staircase FILE] [--unit UNIT] [--by PERSON] [--json]",
     N_("Says who would stand where by the rules, or by those of a changed file"), command_stair_simulate},
};
const struct command_table staircase_commands = COMMAND_TABLE(commands);
