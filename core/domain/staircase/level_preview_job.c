/* Level previews as jobs: NAME.yaml is the file in question, NAME.by who asked, NAME.txt the result; see
 * level_preview.h.
 *
 * The result has a line for each thing: "staircase ID", "people N SHOWN", "up N", "down N", "mover KEY NOW BEFORE
 * AFTER", "rule BEFORE AFTER ID". It has no names: people are looked up when it is read. */
#include "domain/staircase/level_preview.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/records/job.h"
#include "io/file.h"

#include <stdio.h>
#include <string.h>

#define ANSWER_BYTES_MAX ((size_t)64 * 1024)
#define KEPT_SECONDS (24 * 3600)
#define FILES_MAX 10000

static char *preview_path(struct arena *arena, const struct site *site, const char *name, const char *ending)
{
    return arena_format(arena, "%s/trials/%s%s", site->folder, name, ending);
}

static bool is_name(const char *name)
{
    return strlen(name) == LEVEL_PREVIEW_NAME_BYTES - 1 &&
           strspn(name, "0123456789abcdef") == LEVEL_PREVIEW_NAME_BYTES - 1;
}

/* Who may read the answer: the same person, with the roles and the unit of the time of asking. */
static char *reader_of(struct arena *arena, const struct actor *actor)
{
    return arena_format(arena, "%s %u %lld", actor->rid, actor->roles, (long long)actor->unit_key);
}

/* ---- asking ---- */

static void name_of(struct arena *arena, const struct actor *actor, const struct level_preview_request *asking,
                    char ret_name[LEVEL_PREVIEW_NAME_BYTES])
{
    unsigned char digest[SECRET_HASH_BYTES];
    CLEANUP(text_finish)
    struct text whole = TEXT(LEVEL_PREVIEW_BYTES_MAX + 1024);
    text_addf(&whole, "%s %lld ", reader_of(arena, actor), (long long)clock_now());
    text_add_bytes(&whole, asking->bytes, asking->length);
    secret_hash_of(text_string(&whole), whole.length, digest);
    secret_to_hex(digest, (LEVEL_PREVIEW_NAME_BYTES - 1) / 2, ret_name);
}

static int files_write(struct site *site, const struct actor *actor, const struct level_preview_request *asking,
                       struct arena *arena, const char *name)
{
    const char *reader = arena_format(arena, "%s\n%lld", reader_of(arena, actor), (long long)clock_now());
    TRY(file_make_folders(file_join(arena, site->folder, "trials"), 0700));
    TRY(file_write(preview_path(arena, site, name, ".by"), reader, strlen(reader), 0600));
    return file_write(preview_path(arena, site, name, ".yaml"), asking->bytes, asking->length, 0600);
}

int level_preview_add(struct site *site, const struct actor *actor, const struct level_preview_request *asking,
                      struct findings *findings, char ret_name[LEVEL_PREVIEW_NAME_BYTES])
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(text_finish) struct text payload = TEXT(256);
    const struct level_preview_request look = {asking->bytes, asking->length, 1}; /* only whether it can be read */
    struct level_preview preview;
    TRY(level_preview_run(site, actor, &look, &arena, findings, &preview));
    name_of(&arena, actor, asking, ret_name);
    TRY(files_write(site, actor, asking, &arena, ret_name));
    text_addf(&payload, "{\"trial\":\"%s\"}", ret_name);
    TRY(records_begin(site->records));
    return records_end(
        site->records, job_add(site->records, JOB_LEVEL_PREVIEW, text_string(&payload), clock_now()),
        &(struct event){.actor = actor, .kind = "job.added", .data = "{\"kind\":\"" JOB_LEVEL_PREVIEW "\"}"});
}

/* The first line of NAME.by. */
static int reader_read(struct site *site, struct arena *arena, const char *name, const char **ret_reader)
{
    CLEANUP(text_finish) struct text by = TEXT(256);
    TRY(file_read(preview_path(arena, site, name, ".by"), &by));
    char *reader = arena_copy_string(arena, text_string(&by));
    reader[strcspn(reader, "\n")] = '\0';
    *ret_reader = reader;
    return 0;
}

/* ---- working ---- */

static int asker_find(struct site *site, struct arena *arena, const char *name, struct actor *ret_actor)
{
    const char *by;
    struct person person;
    TRY(reader_read(site, arena, name, &by));
    char *rid = arena_copy_string(arena, by);
    rid[strcspn(rid, " ")] = '\0';
    TRY(person_by_rid(site->records, rid, arena, &person));
    TRY(person_actor(site->records, &person, ret_actor));
    if (text_equal(reader_of(arena, ret_actor), by))
        return 0;
    return fail(FAIL_DENIED, "whoever tried the staircase out has other roles by now");
}

static void movers_write(struct text *into, const char *word, const struct level_preview_movers *movers)
{
    text_addf(into, "%s %d\n", word, movers->total);
    for (size_t i = 0; i < movers->count; i++)
        text_addf(into, "mover %lld %d %d %d\n", (long long)movers->items[i].person_key, movers->items[i].now,
                  movers->items[i].before, movers->items[i].after);
}

static void answer_write(struct text *into, const struct level_preview *preview)
{
    text_addf(into, "staircase %s\npeople %d %d\n", preview->staircase, preview->people, preview->shows_people);
    movers_write(into, "up", &preview->up);
    movers_write(into, "down", &preview->down);
    for (size_t i = 0; i < preview->rule_count; i++)
        text_addf(into, "rule %d %d %s\n", preview->rules[i].before, preview->rules[i].after, preview->rules[i].id);
}

int level_preview_run_job(struct site *site, const char *payload)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(findings_finish) struct findings findings = {0};
    CLEANUP(text_finish) struct text bytes = TEXT(LEVEL_PREVIEW_BYTES_MAX), answer = TEXT(ANSWER_BYTES_MAX);
    struct actor actor;
    struct level_preview preview;
    char name[LEVEL_PREVIEW_NAME_BYTES] = "";
    const char *at = strstr(payload, ":\"");
    snprintf(name, sizeof name, "%s", at ? at + 2 : "");
    if (!is_name(name))
        return fail(FAIL_CORRUPT, "a trial without a name");
    TRY(asker_find(site, &arena, name, &actor));
    TRY(file_read(preview_path(&arena, site, name, ".yaml"), &bytes));
    const struct level_preview_request asking = {text_string(&bytes), bytes.length, 0};
    TRY(level_preview_run(site, &actor, &asking, &arena, &findings, &preview));
    answer_write(&answer, &preview);
    TRY(text_check(&answer, "the answer"));
    return file_write(preview_path(&arena, site, name, ".txt"), text_string(&answer), answer.length, 0600);
}

static int trial_purge(struct site *site, struct arena *arena, const char *name)
{
    static const char *const endings[] = {".yaml", ".txt", ".by"};
    CLEANUP(text_finish) struct text by = TEXT(256);
    int64_t asked_at = 0;
    TRY(file_read(preview_path(arena, site, name, ".by"), &by));
    const char *at = strchr(text_string(&by), '\n');
    (void)text_to_number(at ? at + 1 : "", 0, INT64_MAX, &asked_at); /* what cannot be read is old */
    for (size_t i = 0; i < COUNT_OF(endings) && asked_at < clock_now() - KEPT_SECONDS; i++)
        TRY(file_remove_tree(preview_path(arena, site, name, endings[i])));
    return 0;
}

int level_previews_purge(struct site *site)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct file_list list;
    const char *folder = file_join(&arena, site->folder, "trials");
    if (!file_is_folder(folder))
        return 0;
    TRY(file_list(&arena, folder, FILES_MAX, &list));
    for (size_t i = 0; i < list.count; i++) {
        char *name = arena_copy_string(&arena, list.entries[i].path);
        if (!text_ends(name, ".by"))
            continue;
        name[strlen(name) - strlen(".by")] = '\0';
        TRY(trial_purge(site, &arena, name));
    }
    return 0;
}

/* ---- reading ---- */

struct reading {
    struct site *site;
    const struct actor *actor;
    struct arena *arena;
    struct level_preview *preview;
    struct level_preview_movers *movers; /* whose lines come */
};

/* The next word of a line, NULL at its end. */
static const char *word_next(char **line)
{
    char *word = *line ? strsep(line, " ") : NULL;
    return word && *word ? word : NULL;
}

static int number_next(char **line)
{
    const char *word = word_next(line);
    int64_t number = 0;
    return word && text_to_number(word, INT32_MIN, INT32_MAX, &number) ? (int)number : 0;
}

/* People whom the actor may no longer see are left out. */
static int mover_read(struct reading *reading, char *line)
{
    struct level_preview_movers *movers = reading->movers;
    int64_t key = number_next(&line);
    if (!movers || movers->count == LEVEL_PREVIEW_MOVERS_MAX ||
        !access_may(reading->site->records, reading->actor, RIGHT_SEE_DATES, key))
        return 0;
    struct level_preview_mover *mover = &movers->items[movers->count++];
    mover->person_key = key;
    mover->now = number_next(&line);
    mover->before = number_next(&line);
    mover->after = number_next(&line);
    return person_by_key(reading->site->records, key, reading->arena, &mover->person);
}

static void rule_read(struct level_preview *preview, char *line)
{
    if (preview->rule_count == LEVEL_PREVIEW_RULES_MAX)
        return;
    struct level_preview_rule *rule = &preview->rules[preview->rule_count++];
    rule->before = number_next(&line);
    rule->after = number_next(&line);
    rule->id = line ? line : "";
}

static int line_read(struct reading *reading, char *line)
{
    struct level_preview *preview = reading->preview;
    const char *word = word_next(&line);
    if (text_equal(word, "staircase"))
        preview->staircase = line ? line : "";
    else if (text_equal(word, "people")) {
        preview->people = number_next(&line);
        preview->shows_people = number_next(&line);
    } else if (text_equal(word, "up") || text_equal(word, "down")) {
        reading->movers = text_equal(word, "up") ? &preview->up : &preview->down;
        reading->movers->total = number_next(&line);
    } else if (text_equal(word, "mover"))
        return mover_read(reading, line);
    else if (text_equal(word, "rule"))
        rule_read(preview, line);
    return 0;
}

int level_preview_result(struct site *site, const struct actor *actor, const char *name, struct arena *arena,
                         bool *ret_is_waiting, struct level_preview *ret_preview)
{
    CLEANUP(text_finish) struct text answer = TEXT(ANSWER_BYTES_MAX);
    struct reading reading = {.site = site, .actor = actor, .arena = arena, .preview = ret_preview};
    const char *by = NULL;
    if (!is_name(name) || reader_read(site, arena, name, &by) != 0 || !text_equal(by, reader_of(arena, actor)))
        return fail(FAIL_NOT_FOUND, "there is no such trial any more; try it out again");
    *ret_preview = (struct level_preview){.staircase = ""};
    *ret_is_waiting = !file_exists(preview_path(arena, site, name, ".txt"));
    if (*ret_is_waiting)
        return 0;
    ret_preview->up.items = arena_zeroed(arena, LEVEL_PREVIEW_MOVERS_MAX * sizeof *ret_preview->up.items);
    ret_preview->down.items = arena_zeroed(arena, LEVEL_PREVIEW_MOVERS_MAX * sizeof *ret_preview->down.items);
    ret_preview->rules = arena_zeroed(arena, LEVEL_PREVIEW_RULES_MAX * sizeof *ret_preview->rules);
    TRY(file_read(preview_path(arena, site, name, ".txt"), &answer));
    char *rest = arena_copy_string(arena, text_string(&answer));
    for (char *line; (line = strsep(&rest, "\n"));)
        TRY(line_read(&reading, line));
    return 0;
}
