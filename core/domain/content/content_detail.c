/* Reads details of steps, programmes and staircases; see content.h. */
#include "base/fail.h"
#include "domain/content/content_internal.h"

#include <string.h>

/* Collects the rows of a query into an array in the arena; `read` fills one element of `size` bytes. */
struct collector {
    size_t size;
    void (*read)(const struct rows *rows, struct arena *arena, void *item);
};

static int collect(struct rows *rows, const struct collector *collector, struct arena *arena, void *ret_items,
                   size_t *ret_count)
{
    CLEANUP(memory_free_at) char *items = NULL;
    size_t count = 0, capacity = 0;
    while (rows_next(rows)) {
        if (count == capacity) {
            capacity = capacity ? 2 * capacity : 16;
            items = memory_resize(items, capacity * collector->size);
        }
        memset(items + count * collector->size, 0, collector->size);
        collector->read(rows, arena, items + count++ * collector->size);
    }
    TRY(rows_result(rows));
    void *kept = arena_zeroed(arena, count * collector->size + 1);
    if (count)
        memcpy(kept, items, count * collector->size);
    memcpy(ret_items, &kept, sizeof kept);
    *ret_count = count;
    return 0;
}

static int select_and_collect(struct content *content, const struct query *query, struct binding binding,
                              const struct collector *collector, struct arena *arena, void *ret_items,
                              size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(database_select(content->database, query, binding, &rows));
    return collect(&rows, collector, arena, ret_items, ret_count);
}

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
                                         "SELECT step FROM required WHERE blob = ?1 ORDER BY position"};

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

static void aim_read(const struct rows *rows, struct arena *arena, void *item)
{
    struct content_aim *aim = item;
    aim->competence = row_copy(rows, 0, arena);
    aim->title = row_is_null(rows, 1) ? aim->competence : row_copy(rows, 1, arena);
    aim->autonomy = (int)row_number(rows, 2);
    anchors_read(rows, 3, arena, aim->anchors);
}

static void source_read(const struct rows *rows, struct arena *arena, void *item)
{
    struct content_source *source = item;
    source->id = row_copy(rows, 0, arena);
    source->title = row_is_null(rows, 1) ? source->id : row_copy(rows, 1, arena);
    source->eli = row_copy(rows, 2, arena);
    source->version = row_day(rows, 3);
    source->checked = row_day(rows, 4);
    source->valid_until = row_day(rows, 5);
}

static void id_read(const struct rows *rows, struct arena *arena, void *item)
{
    *(const char **)item = row_copy(rows, 0, arena);
}

static void revision_read(const struct rows *rows, struct arena *arena, void *item)
{
    struct content_revision *revision = item;
    revision->n = (int)row_number(rows, 0);
    revision->day = row_day(rows, 1);
    revision->change = (enum change_class)row_number(rows, 2);
    revision->note = row_copy(rows, 3, arena);
}

static const struct collector aims = {sizeof(struct content_aim), aim_read};
static const struct collector sources = {sizeof(struct content_source), source_read};
static const struct collector ids = {sizeof(const char *), id_read};
static const struct collector revisions = {sizeof(struct content_revision), revision_read};

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
    return select_and_collect(content, &aims_of, BIND(value_number(edition), value_text(blob)), &aims, arena, ret_aims,
                              ret_count);
}

int content_step_sources(struct content *content, const char *step, struct arena *arena,
                         struct content_source **ret_sources, size_t *ret_count)
{
    const char *blob;
    int64_t edition;
    TRY(blob_and_edition(content, step, arena, &blob, &edition));
    return select_and_collect(content, &sources_of, BIND(value_number(edition), value_text(blob)), &sources, arena,
                              ret_sources, ret_count);
}

int content_requires(struct content *content, const char *step, struct arena *arena, struct content_ids *ret_ids)
{
    const char *blob;
    TRY(content_step_blob(content, step, arena, &blob));
    return select_and_collect(content, &required_by, BIND(value_text(blob)), &ids, arena, &ret_ids->items,
                              &ret_ids->count);
}

int content_continues(struct content *content, const char *step, struct arena *arena, struct content_ids *ret_ids)
{
    struct content_entry entry;
    TRY(content_step(content, step, arena, &entry));
    return select_and_collect(content, &continued_by, BIND(value_text(entry.blob)), &ids, arena, &ret_ids->items,
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
        TRY(select_and_collect(content, &revisions_of, BIND(value_text(parts[i].blob)), &revisions, arena, &some,
                               &count));
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

static void competence_paths_read(const struct rows *rows, struct arena *arena, void *into)
{
    *(struct content_path *)into = (struct content_path){.step = row_copy(rows, 0, arena),
                                                         .title = row_copy(rows, 1, arena),
                                                         .programme = row_copy(rows, 2, arena),
                                                         .autonomy = (int)row_number(rows, 3)};
}
static const struct collector competence_paths_steps = {sizeof(struct content_path), competence_paths_read};

int content_path(struct content *content, const char *competence, struct arena *arena, struct content_path **ret_paths,
                 size_t *ret_count)
{
    int64_t edition;
    TRY(content_edition_key(content, &edition));
    return select_and_collect(content, &steps_leading, BIND(value_text(competence), value_number(SIGNOFF_MENTOR)),
                              &competence_paths_steps, arena, ret_paths, ret_count);
}

static void signer_level_read(const struct rows *rows, struct arena *arena, void *into)
{
    (void)arena;
    *(struct content_signer_level *)into =
        (struct content_signer_level){(int)row_number(rows, 0), (int)row_number(rows, 1)};
}
static const struct collector signer_levels = {sizeof(struct content_signer_level), signer_level_read};

int content_signer_levels(struct content *content, struct arena *arena, struct content_signer_level **ret_levels,
                          size_t *ret_count)
{
    int64_t edition;
    TRY(content_edition_key(content, &edition));
    return select_and_collect(content, &steps_by_signer, BIND(value_number(SIGNOFF_MENTOR)), &signer_levels, arena,
                              ret_levels, ret_count);
}

int content_competence_steps(struct content *content, const char *competence, struct arena *arena,
                             struct content_ids *ret_ids)
{
    int64_t edition;
    TRY(content_edition_key(content, &edition));
    return select_and_collect(content, &steps_with_competence, BIND(value_text(competence)), &ids, arena,
                              &ret_ids->items, &ret_ids->count);
}

/* ---- programmes ---- */

static const struct query programmes_all = {
    "content.programmes", NULL,
    "SELECT id, title, staircase, level FROM programme ORDER BY staircase IS NULL, level, id"};
static const struct query programme_one = {"content.programme", NULL,
                                           "SELECT id, title, staircase, level FROM programme WHERE id = ?1"};
static const struct query phases_of = {"content.phases", NULL,
                                       "SELECT id, title FROM phase WHERE programme = ?1 ORDER BY position"};

static void programme_read(const struct rows *rows, struct arena *arena, void *item)
{
    struct content_programme *programme = item;
    programme->id = row_copy(rows, 0, arena);
    programme->title = row_copy(rows, 1, arena);
    programme->staircase = row_copy(rows, 2, arena);
    programme->level = (int)row_number(rows, 3);
}

static void phase_read(const struct rows *rows, struct arena *arena, void *item)
{
    struct content_phase *phase = item;
    phase->id = row_copy(rows, 0, arena);
    phase->title = row_copy(rows, 1, arena);
}

static const struct collector programmes = {sizeof(struct content_programme), programme_read};
static const struct collector phases = {sizeof(struct content_phase), phase_read};

static int phases_add(struct content *content, struct arena *arena, struct content_programme *programme)
{
    return select_and_collect(content, &phases_of, BIND(value_text(programme->id)), &phases, arena, &programme->phases,
                              &programme->phase_count);
}

int content_programmes(struct content *content, struct arena *arena, struct content_programme **ret_programmes,
                       size_t *ret_count)
{
    int64_t edition;
    TRY(content_edition_key(content, &edition));
    TRY(select_and_collect(content, &programmes_all, BIND_NOTHING, &programmes, arena, ret_programmes, ret_count));
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
    TRY(select_and_collect(content, &programme_one, BIND(value_text(id)), &programmes, arena, &found, &count));
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

static void staircase_read(const struct rows *rows, struct arena *arena, void *item)
{
    struct content_staircase *staircase = item;
    staircase->id = row_copy(rows, 0, arena);
    staircase->title = row_copy(rows, 1, arena);
}

static void level_read(const struct rows *rows, struct arena *arena, void *item)
{
    struct content_level *level = item;
    level->number = (int)row_number(rows, 0);
    level->title = row_copy(rows, 1, arena);
    level->work = row_copy(rows, 2, arena);
}

static void rule_read(const struct rows *rows, struct arena *arena, void *item)
{
    struct content_rule *rule = item;
    rule->kind = (enum rule_kind)row_number(rows, 0);
    rule->months = (int)row_number(rows, 1);
    rule->which = row_copy(rows, 2, arena);
    rule->autonomy = (int)row_number(rows, 3);
    rule->observed = (int)row_number(rows, 4);
}

static void competence_read(const struct rows *rows, struct arena *arena, void *item)
{
    struct content_competence *competence = item;
    competence->id = row_copy(rows, 0, arena);
    competence->title = row_copy(rows, 1, arena);
    anchors_read(rows, 2, arena, competence->anchors);
}

static const struct collector staircases = {sizeof(struct content_staircase), staircase_read};
static const struct collector levels = {sizeof(struct content_level), level_read};
static const struct collector rules = {sizeof(struct content_rule), rule_read};
static const struct collector competences = {sizeof(struct content_competence), competence_read};

static int staircase_fill(struct content *content, int64_t edition, struct arena *arena,
                          struct content_staircase *staircase)
{
    struct value key = value_number(edition), id = value_text(staircase->id);
    TRY(select_and_collect(content, &levels_of, BIND(key, id), &levels, arena, &staircase->levels,
                           &staircase->level_count));
    TRY(select_and_collect(content, &competences_of, BIND(key, id), &competences, arena, &staircase->competences,
                           &staircase->competence_count));
    for (size_t i = 0; i < staircase->level_count; i++) {
        struct content_level *level = &staircase->levels[i];
        TRY(select_and_collect(content, &rules_of, BIND(key, id, value_number(level->number)), &rules, arena,
                               &level->rules, &level->rule_count));
    }
    return 0;
}

int content_staircases(struct content *content, struct arena *arena, struct content_staircase **ret_staircases,
                       size_t *ret_count)
{
    int64_t edition;
    TRY(content_edition_key(content, &edition));
    TRY(select_and_collect(content, &staircases_all, BIND(value_number(edition)), &staircases, arena, ret_staircases,
                           ret_count));
    for (size_t i = 0; i < *ret_count; i++)
        TRY(staircase_fill(content, edition, arena, &(*ret_staircases)[i]));
    return 0;
}
