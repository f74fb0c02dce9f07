/* `trappa aspirant ...`: students on placement and beside their studies, their hours and commitments. */
#include "domain/aspirant/aspirant.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/aspirant/commitment.h"
#include "domain/aspirant/consent.h"
#include "domain/aspirant/hours.h"
#include "ui/cli/command.h"
#include "ui/cli/open_site.h"
#include "ui/cli/print.h"

#include <string.h>

#define NOT_SAID (-1)

/* Hours of an option; NOT_SAID if it was not given. */
static int hours_option(const struct invocation *invocation, const char *name, int *ret_seconds)
{
    const char *value = invocation_option(invocation, name);
    *ret_seconds = NOT_SAID;
    return value ? hours_parse(value, ret_seconds) : 0;
}

static void hours_json(struct json *json, const char *key, int seconds)
{
    json_key(json, key);
    if (seconds % HOURS_SECONDS)
        json_decimal(json, (double)((seconds * 100LL + HOURS_SECONDS / 2) / HOURS_SECONDS) / 100);
    else
        json_number(json, seconds / HOURS_SECONDS);
}

/* ---- beginning, changing, leaving ---- */

static int command_aspirant_add(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    struct aspirant_new added = {.person = subject_id(invocation_word(invocation, 0)),
                                 .university = invocation_option(invocation, "university"),
                                 .term = invocation_option(invocation, "term"),
                                 .graduates = invocation_day(invocation, "graduates", DAY_NONE),
                                 .from = invocation_day(invocation, "from", clock_today()),
                                 .is_placement = invocation_has(invocation, "placement"),
                                 .programme = invocation_option(invocation, "programme")};
    TRY(hours_option(invocation, "minimum", &added.minimum));
    TRY(command_open_site(invocation, &site, &actor));
    return aspirant_add(site, &actor, &added);
}

static int command_aspirant_set(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    struct aspirant_change change = {.university = invocation_option(invocation, "university"),
                                     .term = invocation_option(invocation, "term"),
                                     .graduates = invocation_day(invocation, "graduates", DAY_NONE)};
    TRY(hours_option(invocation, "minimum", &change.minimum));
    TRY(command_open_site(invocation, &site, &actor));
    return aspirant_set(site, &actor, subject_id(invocation_word(invocation, 0)), &change);
}

static int command_aspirant_leave(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    TRY(command_open_site(invocation, &site, &actor));
    return aspirant_leave(site, &actor, subject_id(invocation_word(invocation, 0)),
                          invocation_day(invocation, "on", clock_today()), invocation_option(invocation, "why"));
}

/* ---- consent ---- */

static int command_aspirant_consent(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    const char *person = invocation_word(invocation, 0);
    TRY(command_open_site(invocation, &site, &actor));
    return invocation_has(invocation, "take-back") ? aspirant_consent_withdraw(site, &actor, subject_id(person))
                                                   : aspirant_consent_give(site, &actor, subject_id(person));
}

static int command_aspirant_contact(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    TRY(command_open_site(invocation, &site, &actor));
    return aspirant_contact_set(site, &actor, subject_id(invocation_word(invocation, 0)),
                                invocation_option(invocation, "university"));
}

/* ---- hours ---- */

/* "2026-09" to its first day. */
static int month_parse(const char *string, int *ret_day)
{
    char date[DAY_TEXT_BYTES];
    if (strlen(string) != strlen("2026-09"))
        return fail(FAIL_INPUT, "'%s' is not a month such as 2026-09", string);
    memcpy(date, string, strlen("2026-09"));
    memcpy(date + strlen("2026-09"), "-01", sizeof "-01");
    return day_parse(date, ret_day) == 0 ? 0 : fail(FAIL_INPUT, "'%s' is not a month such as 2026-09", string);
}

static void entry_json(struct json *json, const struct hours_entry *entry)
{
    json_object(json);
    json_put_number(json, "entry", entry->key);
    json_put_day(json, "date", entry->day);
    json_put_bool(json, "whole_month", entry->is_month);
    hours_json(json, "hours", entry->seconds);
    json_put_string(json, "note", entry->note);
    json_key(json, "instead_of");
    if (entry->instead_of)
        json_number(json, entry->instead_of);
    else
        json_null(json);
    json_put_bool(json, "counts", entry->ended_at == 0);
    json_end(json);
}

static void entry_line(const struct invocation *invocation, const struct hours_entry *entry, struct text *text)
{
    char date[DAY_TEXT_BYTES], hours[HOURS_TEXT_BYTES];
    text_addf(text, "%6lld  %.*s%s  %6s", (long long)entry->key, entry->is_month ? 7 : 10, day_format(entry->day, date),
              entry->is_month ? "   " : "", hours_format(entry->seconds, '.', hours));
    if (entry->ended_at)
        text_addf(text, "  %s", invocation_translate(invocation, N_("changed since")));
    if (entry->note && *entry->note)
        text_addf(text, "  %s", entry->note);
    text_add_char(text, '\n');
}

static int entries_print(const struct invocation *invocation, struct site *site, const struct actor *actor)
{
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct json json = JSON(&text);
    struct subject subject;
    struct hours_entry *entries;
    size_t count;
    bool is_json = invocation_has(invocation, "json");
    TRY(command_open_subject(invocation, site, actor, RIGHT_SEE_DATES, &subject));
    TRY(hours_entries(site, &subject, invocation->arena, &entries, &count));
    if (is_json)
        json_array(&json);
    for (size_t i = 0; i < count; i++)
        if (is_json)
            entry_json(&json, &entries[i]);
        else
            entry_line(invocation, &entries[i], &text);
    if (!is_json)
        return print_text(&text);
    json_end(&json);
    return print_json(&text);
}

/* Without HOURS: lists the entries. */
static int command_aspirant_hours(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    const char *person = invocation_word(invocation, 0), *hours = invocation_word(invocation, 1);
    const char *month = invocation_option(invocation, "month"), *note = invocation_option(invocation, "note");
    const char *correct = invocation_option(invocation, "correct");
    int64_t entry = 0;
    struct hours_new logged = {.person = subject_id(person),
                               .day = invocation_day(invocation, "date", clock_today()),
                               .is_month = month != NULL,
                               .note = note};
    if (month && invocation_has(invocation, "date"))
        return fail(FAIL_USAGE, "aspirant hours: --month or --date, not both");
    if (correct && !text_to_number(correct, 1, INT64_MAX, &entry))
        return fail(FAIL_USAGE, "aspirant hours: '%s' is no entry; without HOURS they are listed", correct);
    if (month)
        TRY(month_parse(month, &logged.day));
    if (hours)
        TRY(hours_parse(hours, &logged.seconds));
    TRY(command_open_site(invocation, &site, &actor));
    if (!hours)
        return entries_print(invocation, site, &actor);
    if (!correct)
        return hours_log(site, &actor, &logged);
    return hours_correct(site, &actor, subject_id(person), entry, logged.seconds, note);
}

static int command_aspirant_pause(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor;
    const char *person = invocation_word(invocation, 0), *as = invocation_option(invocation, "as");
    struct pause pause = {.first = invocation_day(invocation, "from", DAY_NONE),
                          .last = invocation_day(invocation, "to", DAY_NONE),
                          .kind = as ? as : "exams"};
    bool takes_back = invocation_has(invocation, "take-back");
    if (!takes_back && pause.last == DAY_NONE)
        return fail(FAIL_USAGE, "aspirant pause: option '--to' is missing");
    TRY(command_open_site(invocation, &site, &actor));
    return takes_back ? pause_remove(site, &actor, subject_id(person), pause.first)
                      : pause_add(site, &actor, subject_id(person), &pause);
}

/* ---- commitments ---- */

/* Looks like 2026-03-02, if only mistyped: then it is nobody's id. */
static bool is_meant_as_day(const char *value)
{
    return strspn(value, "0123456789-") == strlen("2026-03-02") && !value[strlen("2026-03-02")] && value[4] == '-' &&
           value[7] == '-';
}

/* `--by` is who acts, as everywhere. With a date it is an older way to write `--due`, so it may be given for both. */
static int by_read(const struct invocation *invocation, const char **ret_person, int *ret_due)
{
    const char *value;
    *ret_person = NULL;
    *ret_due = invocation_day(invocation, "due", DAY_NONE);
    for (size_t i = 0; (value = invocation_option_at(invocation, "by", i)); i++) {
        if (!is_meant_as_day(value)) {
            if (*ret_person)
                return fail(FAIL_USAGE, "%s: option '--%s' can be given only once", invocation->command->name, "by");
            *ret_person = value;
            continue;
        }
        if (*ret_due != DAY_NONE)
            return fail(FAIL_USAGE, "aspirant promise: more than one day; say it once, --due DATE");
        TRY(day_parse(value, ret_due));
    }
    return 0;
}

static int state_of(const struct invocation *invocation, enum commitment_state otherwise,
                    enum commitment_state *ret_state)
{
    const char *word = invocation_option(invocation, "state");
    *ret_state = otherwise;
    if (word && !commitment_state_parse(word, ret_state))
        return fail(FAIL_USAGE, "aspirant promise: '%s' is no state of a promise", word);
    return 0;
}

/* The commitment with these words; NULL if there is none. */
static const struct commitment *commitment_of(const struct aspirant *aspirant, int64_t key)
{
    for (size_t i = 0; i < aspirant->commitment_count; i++)
        if (aspirant->commitments[i].key == key)
            return &aspirant->commitments[i];
    return NULL;
}

/* Gives the commitment, or changes the state of the existing one. A finished one is given anew with a new date. */
static int commitment_say(const struct invocation *invocation, struct site *site, const struct actor *actor, int due)
{
    const char *person_id = invocation_word(invocation, 0), *what = invocation_word(invocation, 1);
    const char *because = invocation_option(invocation, "because");
    int day = invocation_day(invocation, "date", clock_today());
    struct subject subject;
    struct aspirant aspirant;
    int64_t key = 0;
    enum commitment_state state;
    TRY(subject_open(site->records, actor, subject_id(person_id), RIGHT_SEE_DATES, invocation->arena, &subject));
    TRY(aspirant_of(site, &subject, invocation->arena, &aspirant));
    TRY(commitment_find(site->records, subject.person.key, what, &key));
    const struct commitment *was = commitment_of(&aspirant, key);
    bool is_over = was && was->outcome != COMMITMENT_IS_DUE && due != DAY_NONE && due != was->due;
    TRY(state_of(invocation, was && !is_over ? was->state : COMMITMENT_PROMISED, &state));
    if (was && !is_over)
        return commitment_change(site, actor,
                                 &(struct commitment_step){.person = subject_id(person_id),
                                                           .key = key,
                                                           .state = state,
                                                           .due = due,
                                                           .day = day,
                                                           .because = because});
    if (due == DAY_NONE)
        return fail(FAIL_USAGE, "aspirant promise: say until when, --due DATE");
    return commitment_give(
        site, actor,
        &(struct commitment_new){
            .person = subject_id(person_id), .what = what, .due = due, .state = state, .day = day, .because = because},
        NULL);
}

static int command_aspirant_promise(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    struct actor actor = actor_operator;
    const char *by = NULL;
    int due = DAY_NONE;
    TRY(by_read(invocation, &by, &due));
    TRY(command_open_site_as_operator(invocation, &site));
    if (by)
        TRY(command_actor(invocation, site, by, &actor));
    return commitment_say(invocation, site, &actor, due);
}

/* ---- listing ---- */

static void months_json(struct json *json, const struct aspirant *aspirant)
{
    char date[DAY_TEXT_BYTES];
    json_key(json, "months");
    json_array(json);
    for (size_t i = 0; i < aspirant->month_count; i++) {
        const struct hours_month *month = &aspirant->months[i];
        json_object(json);
        day_format(month->first, date);
        date[strlen("2026-09")] = '\0';
        json_put_string(json, "month", date);
        hours_json(json, "hours", month->seconds);
        hours_json(json, "minimum", month->minimum);
        json_put_bool(json, "met", month->is_met);
        json_put_string(json, "why", minimum_why_word(month->why));
        json_put_bool(json, "under_way", month->is_under_way);
        json_end(json);
    }
    json_end(json);
}

static void promises_json(struct json *json, const struct aspirant *aspirant)
{
    json_key(json, "promises");
    json_array(json);
    for (size_t i = 0; i < aspirant->commitment_count; i++) {
        const struct commitment *commitment = &aspirant->commitments[i];
        json_object(json);
        json_put_string(json, "what", commitment->what ? commitment->what : commitment->kind);
        json_put_day(json, "by", commitment->due);
        json_put_string(json, "state", commitment_outcome_word(commitment->outcome));
        json_put_string(json, "kind", commitment->kind);
        json_put_string(json, "said", commitment_state_word(commitment->state));
        json_put_day(json, "since", commitment->since);
        json_put_number(json, "late_days", commitment->late_days);
        json_put_bool(json, "near", commitment->is_near);
        json_end(json);
    }
    json_end(json);
}

static void aspirant_json(struct json *json, const struct aspirant *aspirant)
{
    json_object(json);
    json_put_string(json, "person", aspirant->person.id);
    json_put_string(json, "name", aspirant->person.name);
    json_put_string(json, "unit", aspirant->person.unit_id);
    json_put_string(json, "stage", aspirant_stage_word(aspirant->stage));
    json_put_string(json, "university", aspirant->university);
    json_put_string(json, "term", aspirant->term);
    json_put_day(json, "graduates", aspirant->graduates);
    json_put_day(json, "placed", aspirant->placed_on);
    json_put_day(json, "began", aspirant->began_on);
    json_put_day(json, "hired", aspirant->hired_on);
    json_put_day(json, "left", aspirant->left_on);
    json_put_string(json, "programme", aspirant->programme);
    json_put_bool(json, "consent", aspirant->consented_at != 0);
    months_json(json, aspirant);
    promises_json(json, aspirant);
    json_end(json);
}

static void aspirant_lines(const struct invocation *invocation, const struct aspirant *aspirant, struct text *text)
{
    char date[DAY_TEXT_BYTES], hours[HOURS_TEXT_BYTES], minimum[HOURS_TEXT_BYTES];
    const struct hours_month *last = aspirant->month_count ? &aspirant->months[aspirant->month_count - 1] : NULL;
    text_addf(text, "%-20s %-10s %s", aspirant->person.id, aspirant_stage_word(aspirant->stage), aspirant->university);
    if (last)
        text_addf(text, "  %.7s %s/%s", day_format(last->first, date), hours_format(last->seconds, '.', hours),
                  hours_format(last->minimum, '.', minimum));
    text_add_char(text, '\n');
    for (size_t i = 0; i < aspirant->commitment_count; i++) {
        const struct commitment *commitment = &aspirant->commitments[i];
        text_addf(text, "  %s  %-8s %s%s%s\n", day_format(commitment->due, date),
                  commitment_outcome_word(commitment->outcome), commitment->what ? commitment->what : commitment->kind,
                  commitment->is_near ? "  " : "",
                  commitment->is_near ? invocation_translate(invocation, N_("soon")) : "");
    }
}

static int command_aspirant_list(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct json json = JSON(&text);
    struct actor actor;
    struct aspirants aspirants;
    bool is_json = invocation_has(invocation, "json");
    TRY(command_open_site(invocation, &site, &actor));
    TRY(aspirant_list(site, &actor, invocation_option(invocation, "unit"), invocation->arena, &aspirants));
    if (is_json)
        json_array(&json);
    for (size_t i = 0; i < aspirants.count; i++)
        if (is_json)
            aspirant_json(&json, &aspirants.items[i]);
        else
            aspirant_lines(invocation, &aspirants.items[i], &text);
    if (!is_json)
        return print_text(&text);
    json_end(&json);
    return print_json(&text);
}

static const struct command commands[] = {
    {"aspirant add",
     "PERSON [--university NAME] [--graduates DATE] [--term TEXT] [--minimum HOURS] [--from DATE] [--placement]"
     " [--programme ID] [--by PERSON]",
     N_("Says that a student begins, on placement or beside the studies"), command_aspirant_add},
    {"aspirant set", "PERSON [--university NAME] [--graduates DATE] [--term TEXT] [--minimum HOURS] [--by PERSON]",
     N_("Changes what is known of a student's studies, or the hours asked for in a month"), command_aspirant_set},
    {"aspirant hours",
     "PERSON [HOURS] [--date DATE] [--month MONTH] [--note TEXT] [--correct ENTRY] [--by PERSON] [--json]",
     N_("Logs hours, such as 2,5 or 2:30, of a day or a month such as 2026-09; --correct says what an entry should have"
        " been; without HOURS lists what was logged"),
     command_aspirant_hours},
    {"aspirant pause",
     "PERSON --from DATE [--to DATE] [--as exams|placement|holiday|other] [--take-back] [--by PERSON]",
     N_("Asks for less in a time, such as before exams, or takes that back"), command_aspirant_pause},
    {"aspirant promise", "PERSON WHAT [--due DATE] [--state STATE] [--date DATE] [--because TEXT] [--by PERSON]...",
     N_("Promises something, such as sommarjobb, until a day (--due), or says what became of it: promised, offered,"
        " accepted, declined, kept, broken, withdrawn; --date is when that was; --by with a date is an older way to"
        " write --due"),
     command_aspirant_promise},
    {"aspirant leave", "PERSON [--on DATE] [--why other-job|moved|studies|no-post|other] [--by PERSON]",
     N_("Says that a student, or somebody who was one, has left"), command_aspirant_leave},
    {"aspirant consent", "PERSON [--take-back] --by PERSON",
     N_("Lets the university's contact see hours and dates, by the student alone; or takes it back"),
     command_aspirant_consent},
    {"aspirant contact", "PERSON --university NAME [--by PERSON]",
     N_("Says of which university somebody with the role contact is the contact"), command_aspirant_contact},
    {"aspirant list", "[--unit ID] [--by PERSON] [--json]",
     N_("Lists students with their hours by month and their promises"), command_aspirant_list},
};
const struct command_table aspirant_commands = COMMAND_TABLE(commands);
