/* Writes the entries of changed steps, and stores their earlier state; see compile.h. */
#include "domain/content/compile.h"

#include "base/fail.h"
#include "domain/content/content.h"
#include "domain/content/content_schema.h"
#include "domain/curriculum/canonical.h"
#include "io/secret.h"

#include <string.h>

#define PARTS_BYTES_MAX (16 * 1024)

static const struct column entry_columns[] = {ENTRY_OWN_COLUMNS(ENTRY_MEMBER) ENTRY_PLACE_COLUMNS(ENTRY_MEMBER)};
#define ENTRY_COLUMN_COUNT COUNT_OF(entry_columns)
#define ENTRY_NAME(kind, member, name, type) name ", "
#define ENTRY_NAMES ENTRY_OWN_COLUMNS(ENTRY_NAME) ENTRY_PLACE_COLUMNS(ENTRY_NAME)
#define ENTRY_PARAMETER(kind, member, name, type) "?, "
#define ENTRY_PARAMETERS ENTRY_OWN_COLUMNS(ENTRY_PARAMETER) ENTRY_PLACE_COLUMNS(ENTRY_PARAMETER)

static const struct query entries_all = {"compile.entries_all", NULL,
                                         "SELECT step, digest, is_retired FROM entry ORDER BY step"};
static const struct query entry_keep = {
    "compile.entry_keep", NULL,
    "INSERT INTO entry_past (step, since, until, title, programme, phase, is_hidden, is_retired, parts)"
    " SELECT step, since, ?2, title, programme, phase, is_hidden, is_retired, parts FROM entry WHERE step = ?1"};
static const struct query entry_write = {"compile.entry", NULL,
                                         "INSERT OR REPLACE INTO entry (" ENTRY_NAMES
                                         "kind, since, digest) VALUES (" ENTRY_PARAMETERS "?, ?, ?)"};

/* A step of the edition before that is not in this one stays as retired, so that old plans can be read. */
static const struct query entry_retire = {"compile.entry_retire", NULL,
                                          "UPDATE entry SET since = ?2, digest = 0, programme = NULL, phase = NULL,"
                                          " position = 0, is_retired = 1 WHERE step = ?1"};

static const struct query competence_record_known = {"compile.facts_known", NULL,
                                                     "SELECT 1 FROM revision WHERE blob = ?1 LIMIT 1"};
static const struct query wording_insert = {"compile.wording", NULL,
                                            "INSERT OR REPLACE INTO wording (blob, digest) VALUES (?1, ?2)"};
static const struct query aim_insert = {
    "compile.aim", NULL, "INSERT INTO aim (blob, position, competence, autonomy) VALUES (?1, ?2, ?3, ?4)"};
static const struct query cited_insert = {"compile.cited", NULL,
                                          "INSERT INTO cited (blob, position, source) VALUES (?1, ?2, ?3)"};
static const struct query required_insert = {"compile.required", NULL,
                                             "INSERT INTO required (blob, position, step) VALUES (?1, ?2, ?3)"};
static const struct query continued_insert = {"compile.continued", NULL,
                                              "INSERT INTO continued (blob, position, step) VALUES (?1, ?2, ?3)"};
static const struct query revision_insert = {
    "compile.revision", NULL,
    "INSERT OR IGNORE INTO revision (blob, n, day, change, note) VALUES (?1, ?2, ?3, ?4, ?5)"};

/* An entry of the edition before. */
struct before {
    const char *step;
    int64_t digest;
    bool is_retired;
};

struct entries {
    struct compilation *compilation;
    struct before *before; /* by step */
    size_t before_count;
    struct arena arena;
    struct map retired; /* ids that any layer lists as retired */
};

static void entries_finish(struct entries *entries)
{
    arena_finish(&entries->arena);
    map_finish(&entries->retired);
}

void compile_parts_add(struct text *text, const struct stack_step *step)
{
    for (size_t i = 0; i < step->part_count; i++) {
        const struct part *part = &step->parts[i];
        text_addf(text, "%s%s %d %s", i ? "\n" : "", part->layer->tree->name, part->step->revisions[0].n,
                  part->step->file->blob);
    }
}

static void words_join(struct text *text, const struct words *words)
{
    for (size_t i = 0; i < words->count; i++)
        text_addf(text, "%s%s", i ? " " : "", words->items[i].value);
}

int64_t compile_digest(const struct value *values, size_t count)
{
    unsigned char digest[SECRET_HASH_BYTES];
    struct secret_hash hash;
    int64_t number;
    secret_hash_begin(&hash);
    for (size_t i = 0; i < count; i++) {
        if (values[i].kind == VALUE_NUMBER)
            secret_hash_add(&hash, &values[i].number, sizeof values[i].number);
        else
            secret_hash_add_string(&hash, values[i].kind == VALUE_NULL ? NULL : values[i].bytes);
    }
    secret_hash_end(&hash, digest);
    memcpy(&number, digest, sizeof number);
    return number;
}

/* ---- a step file's front matter, written once for each file ---- */

static int competence_record_insert(struct database *database, const struct step *step)
{
    struct value blob = value_text(step->file->blob);
    for (size_t i = 0; i < step->aim_count; i++)
        TRY(database_execute(database, &aim_insert,
                             BIND(blob, value_number((int64_t)i), value_text(step->aims[i].competence.value),
                                  value_number(step->aims[i].autonomy))));
    for (size_t i = 0; i < step->sources.count; i++)
        TRY(database_execute(database, &cited_insert,
                             BIND(blob, value_number((int64_t)i), value_text(step->sources.items[i].value))));
    for (size_t i = 0; i < step->requires.count; i++)
        TRY(database_execute(database, &required_insert,
                             BIND(blob, value_number((int64_t)i), value_text(step->requires.items[i].value))));
    for (size_t i = 0; i < step->continues.count; i++)
        TRY(database_execute(database, &continued_insert,
                             BIND(blob, value_number((int64_t)i), value_text(step->continues.items[i].value))));
    for (size_t i = 0; i < step->revision_count; i++) {
        const struct revision *revision = &step->revisions[i];
        TRY(database_execute(database, &revision_insert,
                             BIND(blob, value_number(revision->n), value_day(revision->day),
                                  value_number(revision->change), value_text(revision->note))));
    }
    return 0;
}

static int wording_insert_of(struct database *database, const struct part *part)
{
    CLEANUP(text_finish) struct text text = TEXT(CURRICULUM_FILE_BYTES_MAX);
    CLEANUP(text_finish) struct text canonical = TEXT(2 * CURRICULUM_FILE_BYTES_MAX + 2);
    const struct step *step = part->step;
    TRY(source_tree_read(part->layer->tree, step->file, &text));
    if (step->body_at > text.length)
        return fail(FAIL_CORRUPT, "file '%s': is not what it was when it was read first", step->file->path);
    canonical_add(&canonical, text_string(&text), step->body_at, CANONICAL_JOINED);
    TRY(text_check(&canonical, step->file->path));
    const struct value words = value_text(text_string(&canonical));
    return database_execute(database, &wording_insert,
                            BIND(value_text(step->file->blob), value_number(compile_digest(&words, 1))));
}

static int competence_record_write(struct database *database, const struct stack_step *entry)
{
    for (size_t i = 0; i < entry->part_count; i++) {
        int64_t is_known = 0;
        const struct step *step = entry->parts[i].step;
        TRY(database_number(database, &competence_record_known, BIND(value_text(step->file->blob)), 0, &is_known));
        if (is_known)
            continue;
        TRY(competence_record_insert(database, step));
        TRY(wording_insert_of(database, &entry->parts[i]));
    }
    return 0;
}

/* ---- entries ---- */

static int before_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    *(struct before *)ret_item =
        (struct before){row_copy(rows, 0, arena), row_number(rows, 1), row_number(rows, 2) != 0};
    return 0;
}

static int before_all(struct entries *entries)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(database_select(entries->compilation->database, &entries_all, BIND_NOTHING, &rows));
    return ROWS_COLLECT(&rows, before_read, NULL, &entries->arena, &entries->before, &entries->before_count);
}

static void retired_collect(struct entries *entries)
{
    const struct stack *stack = entries->compilation->stack;
    for (size_t i = 0; i < stack->layer_count; i++)
        for (size_t j = 0; j < stack->layers[i]->retired.count; j++)
            map_put(&entries->retired, stack->layers[i]->retired.items[j].value, entries);
}

static int was_keep(struct entries *entries, const char *step)
{
    return database_execute(entries->compilation->database, &entry_keep,
                            BIND(value_text(step), value_number(entries->compilation->turn)));
}

static int entry_put(struct entries *entries, const struct stack_step *step, const struct content_entry *entry,
                     const struct before *before)
{
    struct value values[ENTRY_COLUMN_COUNT + 3], *others = values + ENTRY_COLUMN_COUNT;
    columns_bind(entry_columns, ENTRY_COLUMN_COUNT, entry, values);
    others[0] = value_text(step_kind_word(entry->kind));
    int64_t digest = compile_digest(values, ENTRY_COLUMN_COUNT + 1);
    if (before && before->digest == digest)
        return 0;
    if (before)
        TRY(was_keep(entries, before->step));
    others[1] = value_number(entries->compilation->turn);
    others[2] = value_number(digest);
    TRY(competence_record_write(entries->compilation->database, step));
    return database_execute(entries->compilation->database, &entry_write,
                            (struct binding){.values = values, .count = COUNT_OF(values)});
}

static int entry_compile(struct entries *entries, const struct stack_step *entry, const struct before *before)
{
    CLEANUP(text_finish) struct text parts = TEXT(PARTS_BYTES_MAX);
    CLEANUP(text_finish) struct text backgrounds = TEXT(PARTS_BYTES_MAX);
    CLEANUP(text_finish) struct text audience = TEXT(PARTS_BYTES_MAX);
    const struct step *step = entry->step;
    bool is_in_use = !entry->hidden_by && !map_get(&entries->retired, entry->id);
    bool has_audience =
        step->audience.count || step->kind == STEP_CIRCULAR; /* a circular without `to` is for everybody */
    bool has_home = is_in_use && entry->programme;
    compile_parts_add(&parts, entry);
    words_join(&backgrounds, &step->backgrounds);
    words_join(&audience, &step->audience);
    TRY(text_check(&parts, entry->id));
    TRY(text_check(&backgrounds, entry->id));
    TRY(text_check(&audience, entry->id));
    entries->compilation->steps += is_in_use;
    const struct content_entry written = {
        .id = entry->id,
        .title = entry->title ? entry->title : entry->id,
        .programme = has_home ? entry->programme : NULL,
        .phase = has_home ? entry->phase : NULL,
        .order = has_home ? entry->order : 0,
        .component = step->component,
        .kind = step->kind,
        .minutes = step->minutes,
        .due = step->due,
        .signoff = step->signoff,
        .signer_level = step->signer_level,
        .role = entry->parts[0].replaces ? STEP_REPLACES : STEP_ADDS,
        .revision = step->revisions[0].n,
        .layer = entry->parts[0].layer->tree->name,
        .blob = step->file->blob,
        .is_hidden = entry->hidden_by != NULL,
        .is_retired = !entry->hidden_by && !is_in_use,
        .backgrounds = backgrounds.length ? text_string(&backgrounds) : NULL,
        .parts = text_string(&parts),
        .audience = has_audience ? text_string(&audience) : NULL,
        .recurrence = step->recurrence,
        .valid_until = step->valid_until,
    };
    return entry_put(entries, entry, &written, before);
}

static int gone_retire(struct entries *entries, const struct before *before)
{
    if (before->is_retired && !before->digest)
        return 0;
    TRY(was_keep(entries, before->step));
    return database_execute(entries->compilation->database, &entry_retire,
                            BIND(value_text(before->step), value_number(entries->compilation->turn)));
}

/* Both lists are in order of ids. */
static int entries_merge(struct entries *entries)
{
    const struct stack *stack = entries->compilation->stack;
    size_t at = 0;
    for (size_t i = 0; i < stack->step_count; i++) {
        const struct stack_step *entry = &stack->steps[i];
        if (!entry->part_count)
            continue;
        for (; at < entries->before_count && strcmp(entries->before[at].step, entry->id) < 0; at++)
            TRY(gone_retire(entries, &entries->before[at]));
        bool was_there = at < entries->before_count && text_equal(entries->before[at].step, entry->id);
        TRY(entry_compile(entries, entry, was_there ? &entries->before[at++] : NULL));
    }
    for (; at < entries->before_count; at++)
        TRY(gone_retire(entries, &entries->before[at]));
    return 0;
}

int compile_entries(struct compilation *compilation)
{
    CLEANUP(entries_finish) struct entries entries = {.compilation = compilation};
    retired_collect(&entries);
    TRY(before_all(&entries));
    return entries_merge(&entries);
}
