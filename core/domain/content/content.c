/* Reads the compiled curriculum; see content.h. */
#include "domain/content/content.h"

#include "base/fail.h"
#include "domain/content/content_internal.h"
#include "domain/content/content_schema.h"
#include "io/stem.h"

#include <stdio.h>
#include <string.h>

#define SUGGEST_AMONG_MAX 20000

static const struct query edition_newest = {"content.edition_newest", NULL,
                                            "SELECT key, id FROM edition ORDER BY turn DESC LIMIT 1"};

int content_open(const char *path, struct content **ret_content)
{
    CLEANUP(content_close_at) struct content *content = memory_zeroed(sizeof *content);
    database_use_stemmer(stem_swedish);
    TRY(content_schema_ensure(path));
    TRY(database_open(path, DATABASE_READ, &content->database));
    *ret_content = TAKE(content);
    return 0;
}

void content_close(struct content *content)
{
    if (!content)
        return;
    database_close(content->database);
    memory_free(content);
}

void content_close_at(struct content **content)
{
    content_close(*content);
}

static int edition_look_up(struct content *content)
{
    struct rows rows CLEANUP(rows_end) = {0};
    content->edition_key = 0;
    TRY(database_select(content->database, &edition_newest, BIND_NOTHING, &rows));
    if (rows_next(&rows)) {
        content->edition_key = row_number(&rows, 0);
        snprintf(content->edition, sizeof content->edition, "%s", row_text(&rows, 1));
    }
    return rows_result(&rows);
}

int content_read_begin(struct content *content)
{
    if (content->depth > 0) {
        content->depth++;
        return 0;
    }
    TRY(database_begin_read(content->database));
    int result = edition_look_up(content);
    if (result != 0)
        database_end_read(content->database);
    else
        content->depth = 1;
    return result;
}

void content_read_end(struct content *content)
{
    if (content->depth > 0 && --content->depth == 0)
        database_end_read(content->database);
}

struct database *content_database(struct content *content)
{
    return content->database;
}

int content_edition_key(struct content *content, int64_t *ret_key)
{
    if (content->depth == 0)
        TRY(edition_look_up(content));
    if (!content->edition_key)
        return fail_at(FAIL_NOT_FOUND, REASON_NOT_PUBLISHED, NULL, "nothing is published yet");
    *ret_key = content->edition_key;
    return 0;
}

int content_edition(struct content *content, const char **ret_edition)
{
    int64_t key;
    TRY(content_edition_key(content, &key));
    *ret_edition = content->edition;
    return 0;
}

/* ---- entries ---- */

/* The columns of entry_read(): the kind, the step's own, and its place; then the title of the phase and the excerpt. */
#define OF_ENTRY(kind, member, name, type) "entry." name ", "
#define OF_PLACE(kind, member, name, type) "place." name ", "
#define OWN_COLUMNS "entry.kind, " ENTRY_OWN_COLUMNS(OF_ENTRY)
#define HOME_COLUMNS ENTRY_PLACE_COLUMNS(OF_ENTRY)
#define PLACE_COLUMNS ENTRY_PLACE_COLUMNS(OF_PLACE)
#define ENTRY_COLUMNS                                                                                                  \
    OWN_COLUMNS HOME_COLUMNS                                                                                           \
        "(SELECT title FROM phase WHERE phase.programme = entry.programme AND phase.id = entry.phase),"                \
        " (SELECT excerpt FROM rendering WHERE rendering.blob = entry.blob)"

static const struct column entry_columns[] = {ENTRY_OWN_COLUMNS(ENTRY_MEMBER) ENTRY_PLACE_COLUMNS(ENTRY_MEMBER)
                                                  COLUMN_OF(struct content_entry, TEXT, phase_title),
                                              COLUMN_OF(struct content_entry, TEXT, excerpt)};

static const struct query entry_all = {"content.entry_all", NULL,
                                       "SELECT " ENTRY_COLUMNS " FROM entry WHERE is_hidden = 0 AND is_retired = 0"
                                       " ORDER BY programme IS NULL, programme, position, step"};

static const struct query entry_one = {"content.entry_one", NULL,
                                       "SELECT " ENTRY_COLUMNS " FROM entry WHERE step = ?1"};

/* Days of revisions are those of the base's own text. */
static const struct query entry_with_audience = {
    "content.entry_with_audience", NULL,
    "SELECT " ENTRY_COLUMNS ", (SELECT min(day) FROM revision WHERE revision.blob = entry.blob),"
    " (SELECT max(day) FROM revision WHERE revision.blob = entry.blob AND change > 0)"
    " FROM entry WHERE (audience IS NOT NULL OR again_months > 0) AND is_hidden = 0 AND is_retired = 0 ORDER BY step"};

static const struct query blob_of = {"content.blob", NULL, "SELECT blob FROM entry WHERE step = ?1"};

/* Without titles of phases (in the programme) and excerpts (with each text): for all steps they would cost more than
 * the rest. */
static const struct query entry_of_programme = {
    "content.entry_of_programme", NULL,
    "SELECT " OWN_COLUMNS PLACE_COLUMNS "NULL, NULL FROM place"
    " JOIN entry ON entry.step = place.step WHERE place.programme = ?1 ORDER BY place.position"};
static const struct query place_of = {"content.place", NULL,
                                      "SELECT 1 FROM place WHERE programme = ?1 AND step = ?2 LIMIT 1"};
static const struct query excerpt_of = {"content.excerpt", NULL, "SELECT excerpt FROM rendering WHERE blob = ?1"};

static const struct query entry_ids = {"content.entry_ids", NULL, "SELECT step FROM entry ORDER BY step LIMIT ?1"};

/* The first column after those of an entry. */
static int entry_read(const struct rows *rows, struct arena *arena, struct content_entry *entry)
{
    entry->kind = step_kind_from_word(row_text(rows, 0));
    return columns_read(entry_columns, COUNT_OF(entry_columns), rows, 1, arena, entry);
}

static int item_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    entry_read(rows, arena, ret_item);
    return 0;
}

static int entries_read(struct rows *rows, struct arena *arena, struct content_entries *ret_entries)
{
    return ROWS_COLLECT(rows, item_read, NULL, arena, &ret_entries->items, &ret_entries->count);
}

int content_steps(struct content *content, struct arena *arena, struct content_entries *ret_entries)
{
    struct rows rows CLEANUP(rows_end) = {0};
    int64_t edition;
    TRY(content_edition_key(content, &edition));
    TRY(database_select(content->database, &entry_all, BIND_NOTHING, &rows));
    return entries_read(&rows, arena, ret_entries);
}

static int audience_step_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    struct content_audience_step *item = ret_item;
    int column = entry_read(rows, arena, &item->entry);
    (void)context;
    item->first_day = row_day(rows, column);
    item->changed_day = row_day(rows, column + 1);
    return 0;
}

int content_audience_step(struct content *content, struct arena *arena, struct content_audience_step **ret_items,
                          size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    int64_t edition;
    TRY(content_edition_key(content, &edition));
    TRY(database_select(content->database, &entry_with_audience, BIND_NOTHING, &rows));
    return ROWS_COLLECT(&rows, audience_step_read, NULL, arena, ret_items, ret_count);
}

static const char *phase_title_of(const struct content_programme *programme, const char *phase)
{
    for (size_t i = 0; i < programme->phase_count; i++)
        if (text_equal(programme->phases[i].id, phase))
            return programme->phases[i].title;
    return NULL;
}

int content_programme_steps(struct content *content, const char *programme, struct arena *arena,
                            struct content_entries *ret_entries)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct content_programme found;
    int64_t edition;
    TRY(content_programme(content, programme, arena, &found));
    TRY(content_edition_key(content, &edition));
    TRY(database_select(content->database, &entry_of_programme, BIND(value_text(programme)), &rows));
    TRY(entries_read(&rows, arena, ret_entries));
    for (size_t i = 0; i < ret_entries->count; i++)
        ret_entries->items[i].phase_title = phase_title_of(&found, ret_entries->items[i].phase);
    return 0;
}

int content_programme_has(struct content *content, const char *programme, const char *step, bool *ret_has)
{
    int64_t edition, has = 0;
    TRY(content_edition_key(content, &edition));
    TRY(database_number(content->database, &place_of, BIND(value_text(programme), value_text(step)), 0, &has));
    *ret_has = has != 0;
    return 0;
}

int content_excerpt(struct content *content, const char *blob, struct arena *arena, const char **ret_excerpt)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(database_select(content->database, &excerpt_of, BIND(value_text(blob)), &rows));
    *ret_excerpt = rows_next(&rows) ? row_copy(&rows, 0, arena) : NULL;
    return rows_result(&rows);
}

static int fail_no_step(struct content *content, const char *id)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct rows rows CLEANUP(rows_end) = {0};
    const char **ids;
    size_t count;
    TRY(database_select(content->database, &entry_ids, BIND(value_number(SUGGEST_AMONG_MAX)), &rows));
    TRY(ROWS_COLLECT(&rows, row_read_text, NULL, &arena, &ids, &count));
    const char *nearest = text_nearest(id, ids, count);
    if (nearest)
        return fail_at(FAIL_NOT_FOUND, REASON_STEP_UNKNOWN, NULL, "step '%s': no such step; did you mean '%s'?", id,
                       nearest);
    return fail_at(FAIL_NOT_FOUND, REASON_STEP_UNKNOWN, NULL, "step '%s': no such step", id);
}

int content_step(struct content *content, const char *id, struct arena *arena, struct content_entry *ret_entry)
{
    struct rows rows CLEANUP(rows_end) = {0};
    int64_t edition;
    TRY(content_edition_key(content, &edition));
    TRY(database_select(content->database, &entry_one, BIND(value_text(id)), &rows));
    if (rows_next(&rows)) {
        entry_read(&rows, arena, ret_entry);
        return 0;
    }
    TRY(rows_result(&rows));
    return fail_no_step(content, id);
}

int content_step_blob(struct content *content, const char *id, struct arena *arena, const char **ret_blob)
{
    struct rows rows CLEANUP(rows_end) = {0};
    int64_t edition;
    TRY(content_edition_key(content, &edition));
    TRY(database_select(content->database, &blob_of, BIND(value_text(id)), &rows));
    if (rows_next(&rows)) {
        *ret_blob = row_copy(&rows, 0, arena);
        return 0;
    }
    TRY(rows_result(&rows));
    return fail_no_step(content, id);
}

/* ---- parts ---- */

/* The next word from *at on, which ends at `stop`; NULL at the end. */
static const char *cut(char **at, char stop)
{
    char *begin = *at;
    if (!begin || !*begin)
        return NULL;
    char *end = strchr(begin, stop);
    *at = end ? end + 1 : NULL;
    if (end)
        *end = '\0';
    return begin;
}

static int part_read(char *line, struct content_part *part)
{
    int64_t revision = 0;
    part->layer = cut(&line, ' ');
    const char *number = cut(&line, ' ');
    part->blob = line;
    if (!number || !part->blob || !text_to_number(number, 1, INT32_MAX, &revision))
        return fail(FAIL_CORRUPT, "'%s': not the parts of a step", part->layer ? part->layer : "");
    part->revision = (int)revision;
    return 0;
}

int content_step_parts(const struct content_entry *entry, struct arena *arena, struct content_part **ret_parts,
                       size_t *ret_count)
{
    char *at = arena_copy_string(arena, entry->parts);
    size_t most = 1, count = 0;
    for (const char *c = entry->parts; *c; c++)
        most += *c == '\n';
    struct content_part *parts = arena_zeroed(arena, most * sizeof *parts);
    for (char *line; (line = (char *)(uintptr_t)cut(&at, '\n'));) {
        parts[count].role = count == 0 ? entry->role : STEP_EXTENDS;
        TRY(part_read(line, &parts[count]));
        count++;
    }
    *ret_parts = parts;
    *ret_count = count;
    return 0;
}

/* ---- images ---- */

static const struct query image_one = {"content.image", NULL, "SELECT bytes, type FROM image WHERE blob = ?1"};

int content_image(struct content *content, const char *blob, struct arena *arena, const void **ret_bytes,
                  size_t *ret_length, const char **ret_type)
{
    struct rows rows CLEANUP(rows_end) = {0};
    size_t length = 0;
    TRY(database_select(content->database, &image_one, BIND(value_text(blob)), &rows));
    if (!rows_next(&rows)) {
        TRY(rows_result(&rows));
        return fail(FAIL_NOT_FOUND, "image '%s': no such image", blob);
    }
    const void *bytes = row_bytes(&rows, 0, &length);
    *ret_bytes = arena_copy_bytes(arena, bytes, length);
    *ret_length = length;
    *ret_type = row_copy(&rows, 1, arena);
    return 0;
}
