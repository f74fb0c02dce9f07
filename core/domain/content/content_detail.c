/* Reads details of steps, programmes and staircases; see content.h. */
#include "base/fail.h"
#include "domain/content/content_internal.h"

#include <string.h>

/* Selects and reads all rows into the arena. */
static int collect(struct content *content, const struct query *query, struct binding binding, size_t size,
                   row_reader *read, struct arena *arena, void *ret_items, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(database_select(content->database, query, binding, &rows));
    return rows_collect(&rows, size, read, NULL, arena, ret_items, ret_count);
}
#define COLLECT(content, query, binding, read, arena, ret_items, ret_count)                                            \
    collect((content), (query), binding, sizeof **(ret_items), (read), (arena), (ret_items), (ret_count))

/* ---- of a step ---- */

static const struct query aims_of = {
    "content.aims", NULL,
    "SELECT aim.competence, competence.title, aim.autonomy, anchor1, anchor2, anchor3, anchor4, anchor5 FROM aim"
    " LEFT JOIN competence ON competence.edition_key = ?1 AND competence.id = aim.competence"
    " WHERE aim.blob = ?2 ORDER BY aim.position"};

static const struct query sources_of = {
    "content.sources", NULL,
    "SELECT cited.source, source.title, eli, version, checked, valid_until FROM cited"
    " LEFT JOIN source ON source.edition_key = ?1 AND source.id = cited.source"
    " WHERE cited.blob = ?2 ORDER BY cited.position"};

static const struct query required_by = {"content.requires", NULL,
                                         "SELECT step FROM required WHERE blob = ?1 AND step NOT IN"
                                         " (SELECT step FROM entry WHERE is_retired = 1) ORDER BY position"};

static const struct query continued_by = {"content.continues", NULL,
                                          "SELECT step FROM continued WHERE blob = ?1 ORDER BY position"};

static const struct query revisions_of = {"content.revisions", NULL,
                                          "SELECT n, day, change, note FROM revision WHERE blob = ?1 ORDER BY n DESC"};

static const struct query steps_with_competence = {
    "content.competence_steps", NULL,
    "SELECT entry.step FROM aim JOIN entry ON entry.blob = aim.blob WHERE aim.competence = ?1"
    " AND is_hidden = 0 AND is_retired = 0 ORDER BY entry.step"};

static const struct query steps_leading = {
    "content.leading", NULL,
    "SELECT entry.step, entry.title, entry.programme, aim.autonomy FROM aim JOIN entry ON entry.blob = aim.blob"
    " WHERE aim.competence = ?1 AND signoff >= ?2 AND is_hidden = 0 AND is_retired = 0 ORDER BY entry.step"};
static const struct query steps_by_signer = {
    "content.signer_levels", NULL,
    "SELECT signer_level, count(*) FROM entry WHERE signoff = ?1 AND is_hidden = 0 AND is_retired = 0"
    " GROUP BY signer_level ORDER BY signer_level"};

static void anchors_read(const struct rows *rows, int first_column, struct arena *arena, const char *anchors[5])
{
    for (int i = 0; i < 5; i++)
        anchors[i] = row_copy(rows, first_column + i, arena);
}

static int aim_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    struct content_aim *aim = ret_item;
    aim->competence = row_copy(rows, 0, arena);
    aim->title = row_is_null(rows, 1) ? aim->competence : row_copy(rows, 1, arena);
    aim->autonomy = (int)row_number(rows, 2);
    anchors_read(rows, 3, arena, aim->anchors);
    return 0;
}

static int source_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    struct content_source *source = ret_item;
    source->id = row_copy(rows, 0, arena);
    source->title = row_is_null(rows, 1) ? source->id : row_copy(rows, 1, arena);
    source->eli = row_copy(rows, 2, arena);
    source->version = row_day(rows, 3);
    source->checked = row_day(rows, 4);
    source->valid_until = row_day(rows, 5);
    return 0;
}

static int revision_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    struct content_revision *revision = ret_item;
    revision->n = (int)row_number(rows, 0);
    revision->day = row_day(rows, 1);
    revision->change = (enum change_class)row_number(rows, 2);
    revision->note = row_copy(rows, 3, arena);
    return 0;
}

static int blob_and_edition(struct content *content, const char *step, struct arena *arena, const char **ret_blob,
                            int64_t *ret_edition)
{
    TRY(content_edition_key(content, ret_edition));
    return content_step_blob(content, step, arena, ret_blob);
}

int content_aims(struct content *content, const char *step, struct arena *arena, struct content_aim **ret_aims,
                 size_t *ret_count)
{
    const char *blob;
    int64_t edition;
    TRY(blob_and_edition(content, step, arena, &blob, &edition));
    return COLLECT(content, &aims_of, BIND(value_number(edition), value_text(blob)), aim_read, arena, ret_aims,
                   ret_count);
}

int content_step_sources(struct content *content, const char *step, struct arena *arena,
                         struct content_source **ret_sources, size_t *ret_count)
{
    const char *blob;
    int64_t edition;
    TRY(blob_and_edition(content, step, arena, &blob, &edition));
    return COLLECT(content, &sources_of, BIND(value_number(edition), value_text(blob)), source_read, arena, ret_sources,
                   ret_count);
}

int content_requires(struct content *content, const char *step, struct arena *arena, struct content_ids *ret_ids)
{
    const char *blob;
    TRY(content_step_blob(content, step, arena, &blob));
    return COLLECT(content, &required_by, BIND(value_text(blob)), row_read_text, arena, &ret_ids->items,
                   &ret_ids->count);
}

int content_continues(struct content *content, const char *step, struct arena *arena, struct content_ids *ret_ids)
{
    struct content_entry entry;
    TRY(content_step(content, step, arena, &entry));
    return COLLECT(content, &continued_by, BIND(value_text(entry.blob)), row_read_text, arena, &ret_ids->items,
                   &ret_ids->count);
}

int content_revisions(struct content *content, const char *step, struct arena *arena,
                      struct content_revision **ret_revisions, size_t *ret_count)
{
    struct content_entry entry;
    struct content_part *parts;
    size_t part_count, total = 0;
    struct content_revision *all CLEANUP(memory_free_at) = NULL;
    TRY(content_step(content, step, arena, &entry));
    TRY(content_step_parts(&entry, arena, &parts, &part_count));
    for (size_t i = 0; i < part_count; i++) {
        struct content_revision *some;
        size_t count;
        TRY(COLLECT(content, &revisions_of, BIND(value_text(parts[i].blob)), revision_read, arena, &some, &count));
        all = memory_resize(all, (total + count + 1) * sizeof *all);
        for (size_t j = 0; j < count; j++) {
            all[total] = some[j];
            all[total++].layer = parts[i].layer;
        }
    }
    *ret_revisions = arena_zeroed(arena, (total + 1) * sizeof *all);
    if (total)
        memcpy(*ret_revisions, all, total * sizeof *all);
    *ret_count = total;
    return 0;
}

static int competence_paths_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    *(struct content_path *)ret_item = (struct content_path){.step = row_copy(rows, 0, arena),
                                                             .title = row_copy(rows, 1, arena),
                                                             .programme = row_copy(rows, 2, arena),
                                                             .autonomy = (int)row_number(rows, 3)};
    return 0;
}
int content_path(struct content *content, const char *competence, struct arena *arena, struct content_path **ret_paths,
                 size_t *ret_count)
{
    int64_t edition;
    TRY(content_edition_key(content, &edition));
    return COLLECT(content, &steps_leading, BIND(value_text(competence), value_number(SIGNOFF_MENTOR)),
                   competence_paths_read, arena, ret_paths, ret_count);
}

static int signer_level_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    (void)arena;
    *(struct content_signer_level *)ret_item =
        (struct content_signer_level){(int)row_number(rows, 0), (int)row_number(rows, 1)};
    return 0;
}
int content_signer_levels(struct content *content, struct arena *arena, struct content_signer_level **ret_levels,
                          size_t *ret_count)
{
    int64_t edition;
    TRY(content_edition_key(content, &edition));
    return COLLECT(content, &steps_by_signer, BIND(value_number(SIGNOFF_MENTOR)), signer_level_read, arena, ret_levels,
                   ret_count);
}

int content_competence_steps(struct content *content, const char *competence, struct arena *arena,
                             struct content_ids *ret_ids)
{
    int64_t edition;
    TRY(content_edition_key(content, &edition));
    return COLLECT(content, &steps_with_competence, BIND(value_text(competence)), row_read_text, arena, &ret_ids->items,
                   &ret_ids->count);
}

/* ---- programmes ---- */

static const struct query programmes_all = {
    "content.programmes", NULL,
    "SELECT id, title, staircase, level FROM programme ORDER BY staircase IS NULL, level, id"};
static const struct query programme_one = {"content.programme", NULL,
                                           "SELECT id, title, staircase, level FROM programme WHERE id = ?1"};
static const struct query phases_of = {"content.phases", NULL,
                                       "SELECT id, title FROM phase WHERE programme = ?1 ORDER BY position"};

static int programme_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    struct content_programme *programme = ret_item;
    programme->id = row_copy(rows, 0, arena);
    programme->title = row_copy(rows, 1, arena);
    programme->staircase = row_copy(rows, 2, arena);
    programme->level = (int)row_number(rows, 3);
    return 0;
}

static int phase_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    struct content_phase *phase = ret_item;
    phase->id = row_copy(rows, 0, arena);
    phase->title = row_copy(rows, 1, arena);
    return 0;
}

static int phases_add(struct content *content, struct arena *arena, struct content_programme *programme)
{
    return COLLECT(content, &phases_of, BIND(value_text(programme->id)), phase_read, arena, &programme->phases,
                   &programme->phase_count);
}

int content_programmes(struct content *content, struct arena *arena, struct content_programme **ret_programmes,
                       size_t *ret_count)
{
    int64_t edition;
    TRY(content_edition_key(content, &edition));
    TRY(COLLECT(content, &programmes_all, BIND_NOTHING, programme_read, arena, ret_programmes, ret_count));
    for (size_t i = 0; i < *ret_count; i++)
        TRY(phases_add(content, arena, &(*ret_programmes)[i]));
    return 0;
}

static int fail_no_programme(struct content *content, const char *id)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct content_programme *all;
    size_t count;
    TRY(content_programmes(content, &arena, &all, &count));
    const char **known = arena_zeroed(&arena, (count + 1) * sizeof *known);
    for (size_t i = 0; i < count; i++)
        known[i] = all[i].id;
    const char *nearest = text_nearest(id, known, count);
    if (nearest)
        return fail(FAIL_NOT_FOUND, "programme '%s': no such programme; did you mean '%s'?", id, nearest);
    return fail(FAIL_NOT_FOUND, "programme '%s': no such programme", id);
}

int content_programme(struct content *content, const char *id, struct arena *arena,
                      struct content_programme *ret_programme)
{
    struct content_programme *found;
    size_t count;
    int64_t edition;
    TRY(content_edition_key(content, &edition));
    TRY(COLLECT(content, &programme_one, BIND(value_text(id)), programme_read, arena, &found, &count));
    if (!count)
        return fail_no_programme(content, id);
    *ret_programme = found[0];
    return phases_add(content, arena, ret_programme);
}

/* ---- staircases ---- */

static const struct query staircases_all = {"content.staircases", NULL,
                                            "SELECT id, title FROM staircase WHERE edition_key = ?1 ORDER BY id"};
static const struct query levels_of = {
    "content.levels", NULL,
    "SELECT number, title, work FROM level WHERE edition_key = ?1 AND staircase = ?2 ORDER BY number"};
static const struct query rules_of = {"content.rules", NULL,
                                      "SELECT kind, months, which, autonomy, observed FROM rule"
                                      " WHERE edition_key = ?1 AND staircase = ?2 AND level = ?3 ORDER BY position"};
static const struct query competences_of = {
    "content.competences", NULL,
    "SELECT id, title, anchor1, anchor2, anchor3, anchor4, anchor5 FROM competence"
    " WHERE edition_key = ?1 AND staircase = ?2 ORDER BY position"};

static int staircase_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    struct content_staircase *staircase = ret_item;
    staircase->id = row_copy(rows, 0, arena);
    staircase->title = row_copy(rows, 1, arena);
    return 0;
}

static int level_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    struct content_level *level = ret_item;
    level->number = (int)row_number(rows, 0);
    level->title = row_copy(rows, 1, arena);
    level->work = row_copy(rows, 2, arena);
    return 0;
}

static int rule_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    struct content_rule *rule = ret_item;
    rule->kind = (enum rule_kind)row_number(rows, 0);
    rule->months = (int)row_number(rows, 1);
    rule->which = row_copy(rows, 2, arena);
    rule->autonomy = (int)row_number(rows, 3);
    rule->observed = (int)row_number(rows, 4);
    return 0;
}

static int competence_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    struct content_competence *competence = ret_item;
    competence->id = row_copy(rows, 0, arena);
    competence->title = row_copy(rows, 1, arena);
    anchors_read(rows, 2, arena, competence->anchors);
    return 0;
}

static int staircase_fill(struct content *content, int64_t edition, struct arena *arena,
                          struct content_staircase *staircase)
{
    struct value key = value_number(edition), id = value_text(staircase->id);
    TRY(COLLECT(content, &levels_of, BIND(key, id), level_read, arena, &staircase->levels, &staircase->level_count));
    TRY(COLLECT(content, &competences_of, BIND(key, id), competence_read, arena, &staircase->competences,
                &staircase->competence_count));
    for (size_t i = 0; i < staircase->level_count; i++) {
        struct content_level *level = &staircase->levels[i];
        TRY(COLLECT(content, &rules_of, BIND(key, id, value_number(level->number)), rule_read, arena, &level->rules,
                    &level->rule_count));
    }
    return 0;
}

int content_staircases(struct content *content, struct arena *arena, struct content_staircase **ret_staircases,
                       size_t *ret_count)
{
    int64_t edition;
    TRY(content_edition_key(content, &edition));
    TRY(COLLECT(content, &staircases_all, BIND(value_number(edition)), staircase_read, arena, ret_staircases,
                ret_count));
    for (size_t i = 0; i < *ret_count; i++)
        TRY(staircase_fill(content, edition, arena, &(*ret_staircases)[i]));
    return 0;
}
