/* `trappa person import`: imports people from a file, or shows what that would change. */
#include "domain/roster/roster_import.h"

#include "base/clock.h"
#include "base/fail.h"
#include "io/file.h"
#include "ui/cli/command.h"
#include "ui/cli/open_site.h"
#include "ui/cli/print.h"
#include "ui/text/roster_text.h"

#include <stdio.h>

/* The output after computing or applying an import. */
struct saying {
    const struct invocation *invocation;
    const char *file;
    const struct roster *roster;
    const struct roster_import *import;
    struct text *into;
};

/* ---- in words ---- */

static void place(const struct saying *saying, int line)
{
    text_addf(saying->into, "%s:", saying->file);
    if (line)
        text_addf(saying->into, "%d:", line);
    text_add_char(saying->into, ' ');
}

static void person_text(const struct saying *saying, const struct roster_import_person *person)
{
    for (size_t i = 0; i < roster_person_sentences(person); i++) {
        place(saying, person->line);
        roster_person_write(person, saying->import->programme, i, saying->invocation->language, saying->into);
        text_add_char(saying->into, '\n');
    }
}

static void note_text(const struct saying *saying, const struct roster_note *note)
{
    place(saying, note->line);
    text_addf(saying->into,
              "%s: ", invocation_translate(saying->invocation, note->is_fault ? N_("error") : N_("remark")));
    roster_note_words(note, saying->invocation->language, saying->into);
    text_add_char(saying->into, '\n');
}

static void sum_text(const struct saying *saying)
{
    const struct roster_import *import = saying->import;
    const struct {
        const char *label;
        size_t count;
    } sums[] = {
        {N_("added"), import->added},          {N_("changed"), import->changed}, {N_("closed"), import->closed},
        {N_("opened again"), import->opened},  {N_("to end"), import->leaving},  {N_("plans"), import->plans},
        {N_("plans moved"), import->moved},    {N_("mentors"), import->mentors}, {N_("unchanged"), import->unchanged},
        {N_("errors"), import->notes->faults},
    };
    for (size_t i = 0; i < COUNT_OF(sums); i++)
        text_addf(saying->into, "%s%s: %zu", i ? "; " : "", invocation_translate(saying->invocation, sums[i].label),
                  sums[i].count);
    text_addf(saying->into, "\n%s: %s, '%s'\n", invocation_translate(saying->invocation, N_("read as")),
              encoding_name(saying->roster->encoding),
              saying->roster->delimiter == '\t'  ? "tab"
              : saying->roster->delimiter == ';' ? ";"
                                                 : ",");
}

static const char *ending(const struct roster_import *import)
{
    if (import->is_applied)
        return NULL;
    if (import->notes->faults)
        return N_("Nothing has been written: the file has errors.");
    if (import->needs_confirmation)
        return N_(
            "Nothing has been written: more than five per cent of the accounts would be closed. If that is meant, add "
            "--confirm with their number.");
    return import->count ? N_("Nothing has been written; --apply does it.") : N_("There is nothing to do.");
}

static void all_text(const struct saying *saying)
{
    for (size_t i = 0; i < saying->import->count; i++)
        person_text(saying, &saying->import->people[i]);
    for (size_t i = 0; i < saying->import->notes->count; i++)
        note_text(saying, &saying->import->notes->items[i]);
    sum_text(saying);
    const char *end = ending(saying->import);
    if (end)
        text_addf(saying->into, "%s\n", invocation_translate(saying->invocation, end));
}

/* ---- in JSON ---- */

static void changes_json(struct json *json, const struct roster_import_person *person)
{
    json_key(json, "changes");
    json_array(json);
    for (size_t i = 0; i < person->change_count; i++) {
        json_object(json);
        json_put_string(json, "field", person->changes[i].field);
        json_put_string(json, "from", person->changes[i].from);
        json_put_string(json, "to", person->changes[i].to);
        json_end(json);
    }
    json_end(json);
}

static void person_json(struct json *json, const struct roster_import_person *person, const char *programme)
{
    json_object(json);
    json_put_number(json, "line", person->line);
    json_put_string(json, "id", person->id);
    json_put_bool(json, "added", person->is_added);
    json_put_bool(json, "closed", person->is_closed);
    json_put_bool(json, "opened", person->is_opened);
    json_put_day(json, "ends", person->has_ended ? person->ended : DAY_NONE);
    json_put_string(json, "programme", person->has_plan || person->has_move ? programme : NULL);
    json_put_day(json, "plan_from", person->plan_from);
    json_put_day(json, "plan_was", person->plan_was);
    json_put_string(json, "mentor", person->mentor);
    changes_json(json, person);
    json_end(json);
}

static void notes_json(const struct saying *saying, struct json *json, const char *key, bool are_faults)
{
    json_key(json, key);
    json_array(json);
    for (size_t i = 0; i < saying->import->notes->count; i++) {
        CLEANUP(text_finish) struct text sentence = TEXT(4096);
        const struct roster_note *note = &saying->import->notes->items[i];
        if (note->is_fault != are_faults)
            continue;
        roster_note_words(note, saying->invocation->language, &sentence);
        json_object(json);
        json_put_number(json, "line", note->line);
        json_put_string(json, "sentence", text_string(&sentence));
        json_end(json);
    }
    json_end(json);
}

static void sums_json(struct json *json, const struct roster_import *import)
{
    json_put_bool(json, "applied", import->is_applied);
    json_put_bool(json, "needs_confirmation", import->needs_confirmation);
    json_put_number(json, "added", (int64_t)import->added);
    json_put_number(json, "changed", (int64_t)import->changed);
    json_put_number(json, "closed", (int64_t)import->closed);
    json_put_number(json, "opened", (int64_t)import->opened);
    json_put_number(json, "to_end", (int64_t)import->leaving);
    json_put_number(json, "plans", (int64_t)import->plans);
    json_put_number(json, "moved", (int64_t)import->moved);
    json_put_number(json, "mentors", (int64_t)import->mentors);
    json_put_number(json, "unchanged", (int64_t)import->unchanged);
}

static void all_json(const struct saying *saying)
{
    struct json json = JSON(saying->into);
    json_object(&json);
    sums_json(&json, saying->import);
    json_put_string(&json, "encoding", encoding_name(saying->roster->encoding));
    json_put_string(&json, "delimiter", (const char[]){saying->roster->delimiter, '\0'});
    json_key(&json, "people");
    json_array(&json);
    for (size_t i = 0; i < saying->import->count; i++)
        person_json(&json, &saying->import->people[i], saying->import->programme);
    json_end(&json);
    notes_json(saying, &json, "faults", true);
    notes_json(saying, &json, "remarks", false);
    json_end(&json);
}

/* ---- the command ---- */

static int map_read(const struct invocation *invocation, struct roster_map *map)
{
    CLEANUP(text_finish) struct text text = TEXT(ROSTER_MOST_BYTES);
    const char *path = invocation_option(invocation, "map");
    if (!path)
        return 0;
    TRY(file_read(path, &text));
    return roster_map_read(text_string(&text), text.length, invocation->arena, map);
}

static int file_open(const struct invocation *invocation, const struct roster_map *map, struct roster *roster)
{
    CLEANUP(text_finish) struct text text = TEXT(ROSTER_MOST_BYTES);
    TRY(file_read(invocation_word(invocation, 0), &text));
    return roster_read(text_string(&text), text.length, map, invocation->arena, roster);
}

static int said(const struct saying *saying)
{
    const struct roster_import *import = saying->import;
    if (!invocation_has(saying->invocation, "json")) {
        all_text(saying);
        TRY(print_text(saying->into));
    } else {
        all_json(saying);
        TRY(print_json(saying->into));
    }
    return import->notes->faults || import->needs_confirmation ? COMMAND_SAYS_NO : 0;
}

static int command_person_import(const struct invocation *invocation)
{
    CLEANUP(site_close_at) struct site *site = NULL;
    CLEANUP(roster_map_finish) struct roster_map map = {0};
    CLEANUP(roster_finish) struct roster roster = {0};
    CLEANUP(roster_import_finish) struct roster_import import = {0};
    CLEANUP(text_finish) struct text text = TEXT(PRINT_MOST_BYTES);
    struct actor actor;
    const struct roster_import_settings settings = {.programme = invocation_option(invocation, "programme"),
                                                    .plans_from = invocation_day(invocation, "plans-from", DAY_NONE),
                                                    .is_complete = invocation_has(invocation, "complete"),
                                                    .confirmed = invocation_number(invocation, "confirm", -1)};
    TRY(map_read(invocation, &map));
    TRY(file_open(invocation, &map, &roster));
    TRY(command_open_site(invocation, &site, &actor));
    TRY(invocation_has(invocation, "apply")
            ? roster_import_apply(site, &actor, &roster, &settings, invocation->arena, &import)
            : roster_import_preview(site, &actor, &roster, &settings, invocation->arena, &import));
    return said(&(struct saying){invocation, invocation_word(invocation, 0), &roster, &import, &text});
}

static const struct command commands[] = {
    {"person import",
     "FILE [--apply] [--map FILE] [--programme ID] [--plans-from DATE] [--complete] [--confirm 0..1000000]"
     " [--by PERSON] [--json]",
     N_("Says what a file of people (CSV) would change, and with --apply does it"), command_person_import},
};
const struct command_table roster_import_commands = COMMAND_TABLE_AFTER(commands, "person add");
