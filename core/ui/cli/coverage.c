/* `trappa stair coverage`: the competences of a unit's people together; `trappa stair gaps`: rules that no step leads
 * to. */
#include "domain/staircase/coverage.h"

#include "ui/cli/command.h"
#include "ui/cli/open_site.h"
#include "ui/cli/print.h"

/* ---- as JSON ---- */

static void people_json(struct json *json, const char *key, const struct coverage_people *people)
{
    json_key(json, key);
    json_array(json);
    for (size_t i = 0; i < people->count; i++)
        json_string(json, people->items[i]->person->id);
    json_end(json);
}

static void holders_json(struct json *json, const struct coverage_competence *competence)
{
    json_key(json, "people");
    json_array(json);
    for (size_t i = 0; i < competence->holder_count; i++) {
        const struct coverage_holder *holder = &competence->holders[i];
        json_object(json);
        json_put_string(json, "person", holder->who->person->id);
        json_put_number(json, "autonomy", holder->autonomy);
        json_put_day(json, "lapses", holder->lapses_on);
        json_put_day(json, "away_from", holder->who->away_from);
        json_put_day(json, "away_to", holder->who->away_to);
        json_put_day(json, "leaves", holder->who->leaves_on);
        json_end(json);
    }
    json_end(json);
}

static void evidence_json(struct json *json, const struct coverage_competence *competence)
{
    json_key(json, "evidence");
    if (competence->evidence_is_withheld) {
        json_null(json);
        return;
    }
    json_object(json);
    json_put_number(json, "observed", competence->evidence[0]);
    json_put_number(json, "simulated", competence->evidence[1]);
    json_put_number(json, "reported", competence->evidence[2]);
    json_end(json);
}

static void competence_json(struct json *json, const struct coverage_competence *competence)
{
    json_object(json);
    json_put_string(json, "competence", competence->competence->id);
    json_put_string(json, "title", competence->competence->title);
    json_put_string(json, "staircase", competence->staircase->id);
    json_put_string(json, "thin", coverage_thin_word(competence->thin));
    json_put_number(json, "carries", competence->carries);
    json_put_number(json, "will_carry", competence->will_carry);
    evidence_json(json, competence);
    holders_json(json, competence);
    json_key(json, "steps");
    json_array(json);
    for (size_t i = 0; i < competence->competence_paths.count; i++)
        json_string(json, competence->competence_paths.items[i].step);
    json_end(json);
    json_end(json);
}

static void level_json(struct json *json, const struct coverage_level *level)
{
    json_object(json);
    json_put_number(json, "level", level->level->number);
    json_put_string(json, "title", level->level->title);
    json_put_string(json, "work", level->level->work);
    people_json(json, "people", &level->people);
    json_key(json, "responsibilities");
    json_array(json);
    for (size_t i = 0; i < level->responsibility_count; i++) {
        json_object(json);
        json_put_string(json, "responsibility", level->responsibilities[i].words);
        people_json(json, "people", &level->responsibilities[i].confirmed);
        json_end(json);
    }
    json_end(json);
    json_end(json);
}

static void staircase_json(struct json *json, const struct coverage_staircase *staircase_svg)
{
    json_object(json);
    json_put_string(json, "staircase", staircase_svg->staircase->id);
    json_key(json, "levels");
    json_array(json);
    for (size_t i = 0; i < staircase_svg->staircase->level_count; i++)
        level_json(json, &staircase_svg->levels[i]);
    json_end(json);
    json_end(json);
}

static void signing_json(struct json *json, const struct coverage_signers *signing)
{
    json_object(json);
    json_put_number(json, "level", signing->level);
    json_put_number(json, "steps", signing->steps);
    people_json(json, "signers", &signing->signers);
    people_json(json, "could", &signing->could);
    json_end(json);
}

static void coverage_json(struct json *json, const struct coverage *coverage)
{
    json_object(json);
    json_put_number(json, "people", (int64_t)coverage->person_count);
    json_key(json, "competences");
    json_array(json);
    for (size_t i = 0; i < coverage->competence_count; i++)
        competence_json(json, &coverage->competences[i]);
    json_end(json);
    people_json(json, "unsigned_above", &coverage->unsigned_above);
    json_key(json, "signing");
    json_array(json);
    for (size_t i = 0; i < coverage->signing_count; i++)
        signing_json(json, &coverage->signings[i]);
    json_end(json);
    json_key(json, "staircases");
    json_array(json);
    for (size_t i = 0; i < coverage->staircase_count; i++)
        staircase_json(json, &coverage->staircases[i]);
    json_end(json);
    json_end(json);
}

/* ---- as lines ---- */

#define NAMES_MAX 8

static void names_add(struct text *text, const struct coverage_people *people)
{
    for (size_t i = 0; i < people->count && i < NAMES_MAX; i++)
        text_addf(text, "%s%s", i ? ", " : "", people->items[i]->person->id);
    if (people->count > NAMES_MAX)
        text_addf(text, " +%zu", people->count - NAMES_MAX);
    text_add(text, people->count ? "\n" : "-\n");
}

static const char *const thin_words[THIN_COUNT] = {
    [THIN_NOT] = "",
    [THIN_NOBODY] = N_("nobody carries it"),
    [THIN_ONE] = N_("one person carries it"),
    [THIN_SOON] = N_("soon too few carry it"),
};

static void competence_lines(const struct invocation *invocation, const struct coverage_competence *competence,
                             struct text *text)
{
    text_addf(text, "%-22s 5:%d 4:%d 3:%d 2:%d 1:%d", competence->competence->id, competence->at[5], competence->at[4],
              competence->at[3], competence->at[2], competence->at[1]);
    if (!competence->evidence_is_withheld)
        text_addf(text, "  %d/%d/%d", competence->evidence[0], competence->evidence[1], competence->evidence[2]);
    if (competence->thin != THIN_NOT)
        text_addf(text, "  %s", invocation_translate(invocation, thin_words[competence->thin]));
    text_add(text, "\n");
    for (size_t i = 0; i < competence->holder_count && i < NAMES_MAX; i++)
        if (competence->holders[i].autonomy >= COVERAGE_CARRIES)
            text_addf(text, "  %d %s\n", competence->holders[i].autonomy, competence->holders[i].who->person->id);
}

static void coverage_lines(const struct invocation *invocation, const struct coverage *coverage, struct text *text)
{
    text_addf(text, "%s\n",
              invocation_translate(invocation, N_("People by autonomy; sign-offs seen/practised/told of")));
    for (size_t i = 0; i < coverage->competence_count; i++)
        competence_lines(invocation, &coverage->competences[i], text);
    for (size_t i = 0; i < coverage->signing_count; i++) {
        const struct coverage_signers *signing = &coverage->signings[i];
        text_addf(text, "%s %d (%d): ", invocation_translate(invocation, N_("signs from stair")), signing->level,
                  signing->steps);
        names_add(text, &signing->signers);
    }
    for (size_t i = 0; i < coverage->staircase_count; i++)
        for (size_t j = 0; j < coverage->staircases[i].staircase->level_count; j++) {
            const struct coverage_level *level = &coverage->staircases[i].levels[j];
            text_addf(text, "%s %d %s: ", coverage->staircases[i].staircase->id, level->level->number,
                      level->level->title);
            names_add(text, &level->people);
        }
}

static int command_stair_coverage(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    const struct coverage_request asking = {.unit = invocation_option(invocation, "unit")};
    struct json json = JSON(&text);
    struct actor actor;
    struct coverage coverage;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(coverage_read(site, &actor, &asking, invocation->arena, &coverage));
    if (invocation_has(invocation, "json")) {
        coverage_json(&json, &coverage);
        return print_json(&text);
    }
    coverage_lines(invocation, &coverage, &text);
    return print_text(&text);
}

/* ---- gaps ---- */

static const char *const gap_words[GAP_COUNT] = {
    [GAP_NO_STEP] = N_("no step leads there"),
    [GAP_FEW_STEPS] = N_("fewer steps than sign-offs are asked for"),
    [GAP_LOW_STEPS] = N_("no step aims as high"),
    [GAP_NO_PROGRAMME] = N_("the programme is gone or empty"),
};

static void gap_json(struct json *json, const struct staircase_gap *gap)
{
    json_object(json);
    json_put_string(json, "staircase", gap->staircase->id);
    json_put_number(json, "level", gap->level->number);
    json_put_string(json, "rule", gap->id);
    json_put_string(json, "gap", gap_kind_word(gap->kind));
    json_put_number(json, "have", gap->steps);
    json_put_number(json, "need", gap->need);
    json_end(json);
}

static int command_stair_gaps(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct json json = JSON(&text);
    struct actor actor;
    struct staircase_gap *gaps;
    size_t count;
    TRY(command_open_site(invocation, &site, &actor));
    TRY(staircase_gaps(site, &actor, invocation->arena, &gaps, &count));
    bool is_json = invocation_has(invocation, "json");
    if (is_json)
        json_array(&json);
    for (size_t i = 0; i < count; i++)
        if (is_json)
            gap_json(&json, &gaps[i]);
        else
            text_addf(&text, "%s %d  %s  %d/%d  %s\n", gaps[i].staircase->id, gaps[i].level->number, gaps[i].id,
                      gaps[i].steps, gaps[i].need, invocation_translate(invocation, gap_words[gaps[i].kind]));
    if (!is_json)
        return print_text(&text);
    json_end(&json);
    return print_json(&text);
}

static const struct command commands[] = {
    {"stair coverage", "[--unit UNIT] [--by PERSON] [--json]",
     N_("Says who can do what in a unit, who may sign there, and which competences are thin"), command_stair_coverage},
    {"stair gaps", "[--by PERSON] [--json]", N_("Lists the rules of stairs that no step leads to"), command_stair_gaps},
};
const struct command_table coverage_commands = COMMAND_TABLE(commands);
