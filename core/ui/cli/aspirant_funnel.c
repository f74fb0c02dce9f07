/* `trappa aspirant funnel`: how many students went on, by the term they began. */
#include "domain/aspirant/funnel.h"

#include "base/text.h"
#include "ui/cli/command.h"
#include "ui/cli/open_site.h"
#include "ui/cli/print.h"

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

static int command_aspirant_funnel(const struct invocation *invocation)
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

static const struct command commands[] = {
    {"aspirant funnel", "[--unit ID] [--by PERSON] [--json]",
     N_("Counts by the term they began how many students went on: placement, aspirant, offered, hired, still here"),
     command_aspirant_funnel},
};
const struct command_table aspirant_funnel_commands = COMMAND_TABLE(commands);
