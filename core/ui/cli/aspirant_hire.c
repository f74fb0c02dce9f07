/* `trappa aspirant hire` and `aspirant funnel`: what became of students. */
#include "domain/aspirant/funnel.h"
#include "domain/aspirant/hire.h"
#include "domain/progress/state.h"

#include "base/clock.h"
#include "base/fail.h"
#include "ui/cli/commands.h"
#include "ui/cli/open_site.h"
#include "ui/cli/print.h"

/* ---- hire ---- */

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
    command_say(invocation, "%s: %d of %d steps count already, %d of them signed; %d remain", plan->programme,
                (int)balance->counted, (int)plan->count, (int)balance->signed_count, (int)balance->remaining_count);
    for (size_t i = 0; i < balance->remaining_count; i++)
        text_addf(&text, "%-10s  %s  %s\n", day_format(balance->remaining[i]->due, date),
                  balance->remaining[i]->step.id, balance->remaining[i]->step.title);
    return print_text(&text);
}

int command_aspirant_hire(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    struct person person;
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
    TRY(person_for(site->records, &actor, RIGHT_SEE_DATES, invocation_word(invocation, 0), invocation->arena, &person));
    TRY(plan_show(site, &actor, &person, hiring.programme ? hiring.programme : "introduktion", invocation->arena,
                  &plan));
    hire_balance(&plan, invocation->arena, &balance);
    return invocation_has(invocation, "json") ? balance_json(&plan, &balance)
                                              : balance_lines(invocation, &plan, &balance);
}

/* ---- funnel ---- */

static const char *term_name(struct arena *arena, const struct funnel_term *term)
{
    return term->year ? arena_format(arena, "%s%d", term->is_autumn ? "HT" : "VT", term->year) : "total";
}

static void count_json(struct json *json, const char *key, int count)
{
    json_key(json, key);
    if (count == FUNNEL_WITHHELD)
        json_null(json);
    else
        json_number(json, count);
}

static void term_json(struct arena *arena, struct json *json, const struct funnel_term *term)
{
    json_object(json);
    json_put_string(json, "term", term_name(arena, term));
    count_json(json, "people", term->people);
    for (int stage = 0; stage < FUNNEL_AFTER_12; stage++)
        count_json(json, funnel_stage_word((enum funnel_stage)stage), term->counts[stage]);
    for (int stage = FUNNEL_AFTER_12; stage < FUNNEL_STAGES; stage++) {
        json_key(json, funnel_stage_word((enum funnel_stage)stage));
        json_object(json);
        count_json(json, "here", term->counts[stage]);
        count_json(json, "of", term->due[stage]);
        json_end(json);
    }
    json_end(json);
}

static void term_line(struct arena *arena, struct text *text, const struct funnel_term *term)
{
    text_addf(text, "%-8s", term_name(arena, term));
    for (int stage = 0; stage < FUNNEL_STAGES; stage++) {
        const char *count = arena_format(arena, "%d", term->counts[stage]);
        if (stage >= FUNNEL_AFTER_12)
            count = arena_format(arena, "%d/%d", term->counts[stage], term->due[stage]);
        text_addf(text, "  %9s", term->counts[stage] == FUNNEL_WITHHELD ? "-" : count);
    }
    text_add_char(text, '\n');
}

int command_aspirant_funnel(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct json json = JSON(&text);
    struct actor actor;
    struct funnel funnel;
    bool is_json = invocation_has(invocation, "json");
    TRY(command_open_site(invocation, &site, &actor));
    TRY(funnel_read(site, &actor, invocation_option(invocation, "unit"), invocation->arena, &funnel));
    if (is_json) {
        json_object(&json);
        json_key(&json, "terms");
        json_array(&json);
    } else {
        text_addf(&text, "%-8s", "");
        for (int stage = 0; stage < FUNNEL_STAGES; stage++)
            text_addf(&text, "  %9s", funnel_stage_word((enum funnel_stage)stage));
        text_add_char(&text, '\n');
    }
    for (size_t i = 0; i < funnel.count; i++)
        if (is_json)
            term_json(invocation->arena, &json, &funnel.terms[i]);
        else
            term_line(invocation->arena, &text, &funnel.terms[i]);
    if (!is_json) {
        term_line(invocation->arena, &text, &funnel.total);
        return print_text(&text);
    }
    json_end(&json);
    json_key(&json, "total");
    term_json(invocation->arena, &json, &funnel.total);
    json_end(&json);
    return print_json(&text);
}
