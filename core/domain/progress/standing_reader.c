/* Reads rows of progress person by person, and judges them; see standing_reader.h. */
#include "domain/progress/standing_reader.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/json.h"
#include "base/map.h"

#include <string.h>

#define EDITIONS STANDING_EDITIONS
#define STEPS_BYTES_MAX (16UL * 1024 * 1024)
#define BLOCK 128 /* steps and versions lie together, because every row looks at its own */

#define SELECT_ROWS                                                                                                    \
    "SELECT p.person_key, p.step_key, p.state, p.since, p.version_key, p.signoff_key, p.until, g.version_key,"         \
    " g.evidence, g.autonomy, g.at, g.paper_day, g.signer_key FROM progress AS p LEFT JOIN signoff AS g ON g.key = "   \
    "p.signoff_key"                                                                                                    \
    " WHERE p.person_key IN " PERSON_SCOPE
static const struct query rows_of_all = {"standing.rows", NULL, SELECT_ROWS " ORDER BY p.person_key, p.step_key"};
static const struct query rows_of_step = {"standing.rows_of_step", NULL,
                                          SELECT_ROWS " AND p.step_key = ?6 ORDER BY p.person_key"};
static const struct query rows_of_steps = {
    "standing.rows_of_steps", NULL,
    SELECT_ROWS " AND +p.step_key IN (SELECT step.key FROM step WHERE step.id IN (SELECT value FROM json_each(?6)))"
                " ORDER BY p.person_key, p.step_key"};
static const struct query step_by_key = {"standing.step", NULL, "SELECT id FROM step WHERE key = ?1"};
static const struct query step_by_id = {"standing.step_key", NULL, "SELECT key FROM step WHERE id = ?1"};
static const struct query version_by_key = {"standing.version", NULL,
                                            "SELECT revision, parts FROM version WHERE key = ?1"};

struct version {
    const char *parts;
    int revision;
    bool is_known[EDITIONS];
    struct revision_diff diff[EDITIONS]; /* what changed in the step since */
};

/* Things by their keys, which the records give from 1 without gaps. */
struct by_key {
    void **items;
    int64_t count;
};

struct row {
    struct standing_step *step;
    struct progress progress;
    struct version *done, *signature; /* NULL */
};

struct standing_reader {
    struct site *site;
    struct content *editions[EDITIONS];
    struct arena *arena;
    int today;
    int64_t only_key; /* the one person it is about; 0: many, whose rows come from the cursor */
    struct person_cursor cursor;
    int64_t person_key; /* the present one */
    struct row *rows;
    size_t count, capacity;
    struct standing_step *step_block; /* the newest block of each, and how many of it are taken */
    struct version *version_block;
    size_t step_count, version_count;
    struct map steps; /* by id */
    struct by_key steps_by_key, versions;
};

void standing_reader_close(struct standing_reader **pointer)
{
    struct standing_reader *reader = *pointer;
    if (!reader)
        return;
    rows_end(&reader->cursor.rows);
    memory_free(reader->rows);
    map_finish(&reader->steps);
    memory_free(reader->steps_by_key.items);
    memory_free(reader->versions.items);
    memory_free(reader);
    *pointer = NULL;
}

static bool is_of_one(const struct standing_scope *scope)
{
    const struct person_scope *people = &scope->people;
    return people->unit_key == PERSON_SCOPE_NO_UNIT && !people->mentor_key && !people->signer_key && !people->runs_on &&
           !scope->steps;
}

/* As JSON, for SQL. */
static const char *list_of(const struct standing_scope *scope, struct arena *arena)
{
    CLEANUP(text_finish) struct text text = TEXT(STEPS_BYTES_MAX);
    struct json json = JSON(&text);
    json_array(&json);
    for (size_t i = 0; i < scope->step_count; i++)
        json_string(&json, scope->steps[i]);
    json_end(&json);
    return arena_copy_string(arena, text_string(&text));
}

/* One step is looked up for each person; several are picked from the rows that lie together. */
static int cursor_begin(struct standing_reader *reader, const struct standing_scope *scope)
{
    struct records *records = reader->site->records;
    struct value values[PERSON_SCOPE_VALUES + 1];
    struct binding binding = person_scope_bind(&scope->people, values);
    int64_t step_key = 0;
    if (!scope->steps)
        return person_cursor_begin(&reader->cursor, records, &rows_of_all, binding);
    if (scope->step_count != 1) {
        values[binding.count++] = value_text(list_of(scope, reader->arena));
        return person_cursor_begin(&reader->cursor, records, &rows_of_steps, binding);
    }
    TRY(records_number(records, &step_by_id, BIND(value_text(scope->steps[0])), 0, &step_key));
    values[binding.count++] = value_number(step_key);
    return person_cursor_begin(&reader->cursor, records, &rows_of_step, binding);
}

int standing_reader_open(struct site *site, const struct standing_scope *scope, struct arena *arena,
                         struct standing_reader **ret_reader)
{
    CLEANUP(standing_reader_close) struct standing_reader *reader = memory_zeroed(sizeof *reader);
    *reader = (struct standing_reader){
        .site = site, .editions = {site->content, scope->proposal}, .arena = arena, .today = clock_today()};
    if (is_of_one(scope))
        reader->only_key = scope->people.person_key;
    else
        TRY(cursor_begin(reader, scope));
    *ret_reader = TAKE(reader);
    return 0;
}

/* ---- steps and versions, each met once ---- */

static void *by_key_get(const struct by_key *list, int64_t key)
{
    return key < list->count ? list->items[key] : NULL;
}

static void by_key_put(struct by_key *list, int64_t key, void *item)
{
    if (key >= list->count) {
        list->items = memory_resize(list->items, (size_t)(2 * key + 16) * sizeof *list->items);
        memset(&list->items[list->count], 0, (size_t)(2 * key + 16 - list->count) * sizeof *list->items);
        list->count = 2 * key + 16;
    }
    list->items[key] = item;
}

static struct standing_step *step_meet(struct standing_reader *reader, const char *id)
{
    struct standing_step *step = map_get(&reader->steps, id);
    if (step)
        return step;
    if (reader->step_count % BLOCK == 0)
        reader->step_block = arena_zeroed(reader->arena, BLOCK * sizeof *step);
    step = &reader->step_block[reader->step_count % BLOCK];
    step->id = arena_copy_string(reader->arena, id);
    step->number = (uint32_t)reader->step_count++;
    map_put(&reader->steps, step->id, step);
    return step;
}

struct standing_step *standing_reader_step(struct standing_reader *reader, const char *id)
{
    return step_meet(reader, id);
}

size_t standing_reader_step_count(const struct standing_reader *reader)
{
    return reader->step_count;
}

static int step_of_key(struct standing_reader *reader, int64_t key, struct standing_step **ret_step)
{
    struct rows rows CLEANUP(rows_end) = {0};
    *ret_step = by_key_get(&reader->steps_by_key, key);
    if (*ret_step)
        return 0;
    TRY(records_select(reader->site->records, &step_by_key, BIND(value_number(key)), &rows));
    if (!rows_next(&rows)) {
        TRY(rows_result(&rows));
        return fail(FAIL_CORRUPT, "progress: a step that the records do not know");
    }
    struct standing_step *step = step_meet(reader, row_text(&rows, 0));
    by_key_put(&reader->steps_by_key, key, step);
    *ret_step = step;
    return 0;
}

static struct version *version_new(struct standing_reader *reader)
{
    if (reader->version_count % BLOCK == 0)
        reader->version_block = arena_zeroed(reader->arena, BLOCK * sizeof *reader->version_block);
    struct version *version = &reader->version_block[reader->version_count++ % BLOCK];
    for (size_t i = 0; i < EDITIONS; i++)
        version->diff[i] = (struct revision_diff){REVISION_DIFF_NONE, DAY_NONE};
    return version;
}

static int version_of_key(struct standing_reader *reader, int64_t key, struct version **ret_version)
{
    *ret_version = key ? by_key_get(&reader->versions, key) : NULL;
    if (!key || *ret_version)
        return 0;
    struct rows rows CLEANUP(rows_end) = {0};
    struct version *version = version_new(reader);
    TRY(records_select(reader->site->records, &version_by_key, BIND(value_number(key)), &rows));
    if (rows_next(&rows)) {
        version->revision = (int)row_number(&rows, 0);
        version->parts = row_copy(&rows, 1, reader->arena);
    }
    TRY(rows_result(&rows));
    by_key_put(&reader->versions, key, version);
    *ret_version = version;
    return 0;
}

static int entry_read(struct standing_reader *reader, enum standing_edition edition, const char *step,
                      const struct content_entry **ret_entry)
{
    struct content_entry *entry = arena_zeroed(reader->arena, sizeof *entry);
    int result = content_step(reader->editions[edition], step, reader->arena, entry);
    if (result == FAIL_NOT_FOUND)
        *entry = standing_gone_entry(step);
    else
        TRY(result);
    *ret_entry = entry;
    return 0;
}

static int diff_since(struct standing_reader *reader, enum standing_edition edition, struct version *version,
                      const struct content_entry *entry, struct revision_diff *ret_diff)
{
    *ret_diff = (struct revision_diff){REVISION_DIFF_NONE, DAY_NONE};
    if (!version)
        return 0;
    if (!version->is_known[edition] && *entry->parts)
        TRY(revision_diff_of(reader->editions[edition], version->parts, entry, reader->today, &version->diff[edition]));
    version->is_known[edition] = true;
    *ret_diff = version->diff[edition];
    return 0;
}

/* ---- the rows of one person ---- */

/* All but its step is the caller's to set. */
static struct row *row_add(struct standing_reader *reader, struct standing_step *step)
{
    ARRAY_RESERVE(reader->rows, reader->count, reader->capacity);
    step->row = (uint32_t)reader->count;
    step->person_key = reader->person_key;
    struct row *row = &reader->rows[reader->count++];
    row->step = step;
    return row;
}

static const char *evidence_lasting(const char *word)
{
    static const char *const words[] = {"observed", "simulated", "reported", "self"};
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (text_equal(word, words[i]))
            return words[i];
    return NULL;
}

static int row_take(struct standing_reader *reader, const struct rows *rows)
{
    struct standing_step *step = NULL;
    struct version *done = NULL, *signature = NULL;
    TRY(step_of_key(reader, row_number(rows, 1), &step));
    TRY(version_of_key(reader, row_number(rows, 4), &done));
    if (row_number(rows, 7) == row_number(rows, 4))
        signature = done;
    else
        TRY(version_of_key(reader, row_number(rows, 7), &signature));
    struct row *row = row_add(reader, step);
    row->done = done;
    row->signature = signature;
    row->progress = (struct progress){.step_key = row_number(rows, 1),
                                      .step = step->id,
                                      .since = row_number(rows, 3),
                                      .version_key = row_number(rows, 4),
                                      .done_revision = done ? done->revision : 0,
                                      .done_parts = done ? done->parts : NULL,
                                      .signoff_key = row_number(rows, 5),
                                      .signed_revision = signature ? signature->revision : 0,
                                      .signed_parts = signature ? signature->parts : NULL,
                                      .evidence = evidence_lasting(row_text(rows, 8)),
                                      .autonomy = (int)row_number(rows, 9),
                                      .signed_at = row_number(rows, 10),
                                      .signer_key = row_number(rows, 12),
                                      .until = row_day(rows, 6),
                                      .paper_day = row_day(rows, 11)};
    if (!plan_state_parse(row_text(rows, 2), &row->progress.state))
        return fail(FAIL_CORRUPT, "step '%s': has a state that is none", step->id);
    return 0;
}

static struct version *version_of_parts(struct standing_reader *reader, const char *parts)
{
    struct version *version = parts ? version_new(reader) : NULL;
    if (version)
        version->parts = parts;
    return version;
}

/* One person's rows come with everything that a person may see of them. */
static int rows_read_one(struct standing_reader *reader)
{
    struct progress_list list;
    if (reader->person_key != reader->only_key)
        return 0;
    TRY(progress_of_person(reader->site->records, reader->person_key, reader->arena, &list));
    for (size_t i = 0; i < list.count; i++) {
        const struct progress *progress = &list.items[i];
        struct row *row = row_add(reader, step_meet(reader, progress->step));
        row->progress = *progress;
        row->done = version_of_parts(reader, progress->done_parts);
        row->signature = text_equal(progress->signed_parts, progress->done_parts)
                             ? row->done
                             : version_of_parts(reader, progress->signed_parts);
    }
    return 0;
}

int standing_reader_go_to(struct standing_reader *reader, int64_t person_key)
{
    bool is_at = false;
    reader->count = 0;
    reader->person_key = person_key;
    if (reader->only_key)
        return rows_read_one(reader);
    TRY(person_cursor_at(&reader->cursor, person_key, &is_at));
    while (is_at) {
        TRY(row_take(reader, &reader->cursor.rows));
        TRY(person_cursor_next(&reader->cursor));
        TRY(person_cursor_at(&reader->cursor, person_key, &is_at));
    }
    return 0;
}

size_t standing_reader_count(const struct standing_reader *reader)
{
    return reader->count;
}

struct standing_step *standing_reader_step_at(const struct standing_reader *reader, size_t index)
{
    return reader->rows[index].step;
}

/* NULL when nothing has happened. */
static const struct row *row_of(const struct standing_reader *reader, const struct standing_step *step)
{
    return step->person_key == reader->person_key && reader->count ? &reader->rows[step->row] : NULL;
}

const struct progress *standing_reader_progress(const struct standing_reader *reader, const struct standing_step *step)
{
    const struct row *row = row_of(reader, step);
    return row ? &row->progress : NULL;
}

/* The step in one of the editions. */
struct step_as {
    enum standing_edition edition;
    const struct content_entry *entry;
    struct standing_kind kind;
};

static int judge(struct standing_reader *reader, const struct row *row, const struct step_as *as,
                 struct standing *ret_standing)
{
    struct progress_diffs diffs;
    if (!row) {
        *ret_standing = standing_of_kind(as->entry, as->kind, NULL, NULL, reader->today);
        return 0;
    }
    TRY(diff_since(reader, as->edition, row->done, as->entry, &diffs.done));
    TRY(diff_since(reader, as->edition, row->signature, as->entry, &diffs.signature));
    *ret_standing = standing_of_kind(as->entry, as->kind, &row->progress, &diffs, reader->today);
    return 0;
}

int standing_reader_judge(struct standing_reader *reader, struct standing_step *step, const struct content_entry *entry,
                          struct standing *ret_standing)
{
    if (!entry)
        return standing_reader_judge_in(reader, STANDING_NEWEST, step, ret_standing);
    struct step_as as = {STANDING_NEWEST, entry, standing_kind_of(entry)};
    return judge(reader, row_of(reader, step), &as, ret_standing);
}

int standing_reader_judge_in(struct standing_reader *reader, enum standing_edition edition, struct standing_step *step,
                             struct standing *ret_standing)
{
    if (!step->entry[edition]) {
        TRY(entry_read(reader, edition, step->id, &step->entry[edition]));
        step->kind[edition] = standing_kind_of(step->entry[edition]);
    }
    struct step_as as = {edition, step->entry[edition], step->kind[edition]};
    return judge(reader, row_of(reader, step), &as, ret_standing);
}
