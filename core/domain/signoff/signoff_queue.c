/* Who waits for a signature, and what has been signed of each competence; see signoff.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "base/map.h"
#include "domain/people/mentor.h"
#include "domain/people/person_row.h"
#include "domain/progress/progress.h"
#include "domain/progress/recurrence.h"
#include "domain/signoff/signoff.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the queue ---- */

#define IN_FORCE(table) "(" table ".first <= ?2 AND (" table ".last IS NULL OR " table ".last >= ?2))"

/* Whoever was asked is no longer the learner's mentor, whose time ran out by its date, and no manager either. */
#define LEFT_BEHIND                                                                                                    \
    " r.state = 'open' AND NOT EXISTS (SELECT 1 FROM mentorship AS a WHERE a.learner_key = r.person_key"               \
    " AND a.mentor_key = r.to_key AND " IN_FORCE("a") ") AND NOT EXISTS (SELECT 1 FROM role"                           \
                                                      " WHERE role.person_key = r.to_key AND role.role = 'manager')"

/* ?1 the actor, ?2 today, ?3 the unit that the actor manages, 0 if none. Besides what was asked of the actor: what was
 * left behind of the actor's learners, or of people in the unit whom nobody mentors. */
static const struct query queue_of = {
    "request.queue", NULL,
    "SELECT " PERSON_COLUMNS ", request.key, step.id, request.asked_at, request.kind FROM " PERSON_TABLES
    " JOIN request ON request.person_key = person.key JOIN step ON step.key = request.step_key WHERE request.key IN"
    " (SELECT r.key FROM request AS r WHERE r.to_key = ?1 AND r.state = 'open'"
    " UNION SELECT r.key FROM mentorship AS m JOIN request AS r ON r.person_key = m.learner_key"
    "  WHERE m.mentor_key = ?1 AND " IN_FORCE(
        "m") " AND" LEFT_BEHIND
             " UNION SELECT r.key FROM person AS p JOIN request AS r ON r.person_key = p.key WHERE p.unit_key = ?3"
             "  AND NOT EXISTS (SELECT 1 FROM mentorship AS m WHERE m.learner_key = p.key AND " IN_FORCE(
                 "m") ") AND" LEFT_BEHIND ") ORDER BY request.asked_at, request.key"};
static const struct query autonomies_of = {
    "signoff.autonomies", NULL,
    "SELECT step.id, signoff.autonomy FROM signoff JOIN step ON step.key = signoff.step_key"
    " WHERE signoff.person_key = ?1 AND signoff.ended_at IS NULL AND signoff.autonomy IS NOT NULL"
    " ORDER BY signoff.at DESC, signoff.key DESC"};

/* The steps that list any of the competences. */
static int steps_of_aims(struct site *site, const struct signoff_queue_item *waiting, struct arena *arena,
                         struct map *into)
{
    static int here;
    struct content_ids ids;
    for (size_t i = 0; i < waiting->aim_count; i++) {
        TRY(content_competence_steps(site->content, waiting->aims[i].competence, arena, &ids));
        for (size_t j = 0; j < ids.count; j++)
            map_put(into, ids.items[j], &here);
    }
    return 0;
}

static int last_autonomy_read(struct site *site, struct signoff_queue_item *waiting, struct arena *arena)
{
    struct rows rows CLEANUP(rows_end) = {0};
    CLEANUP(map_finish) struct map steps = {0};
    TRY(steps_of_aims(site, waiting, arena, &steps));
    TRY(records_select(site->records, &autonomies_of, BIND(value_number(waiting->person.key)), &rows));
    while (!waiting->last_autonomy && rows_next(&rows))
        if (map_get(&steps, row_text(&rows, 0)))
            waiting->last_autonomy = (int)row_number(&rows, 1);
    return rows_result(&rows);
}

static int waiting_complete(struct site *site, struct signoff_queue_item *waiting, const char *step,
                            struct arena *arena)
{
    struct content_aim *aims = NULL;
    int result = content_step(site->content, step, arena, &waiting->step);
    if (result == FAIL_NOT_FOUND) {
        waiting->step = progress_gone_entry(step);
        return 0;
    }
    TRY(result);
    TRY(content_aims(site->content, step, arena, &aims, &waiting->aim_count));
    waiting->aims = aims;
    return waiting->aim_count ? last_autonomy_read(site, waiting, arena) : 0;
}

struct queue {
    struct signoff_queue_item *items;
    const char **steps;
    size_t count, capacity, step_capacity;
};

static void queue_finish(struct queue *queue)
{
    memory_free(queue->items);
    memory_free(queue->steps);
}

static int queue_read(struct site *site, const struct actor *actor, struct arena *arena, struct queue *queue)
{
    struct rows rows CLEANUP(rows_end) = {0};
    int64_t managed_key = actor->roles & ROLE_MANAGER ? actor->unit_key : 0;
    TRY(records_select(site->records, &queue_of,
                       BIND(value_number(actor->key), value_number(clock_today()), value_number(managed_key)), &rows));
    while (rows_next(&rows)) {
        size_t at = queue->count;
        ARRAY_RESERVE(queue->items, queue->count, queue->capacity);
        ARRAY_RESERVE(queue->steps, at, queue->step_capacity);
        struct signoff_queue_item *waiting = &queue->items[queue->count++];
        *waiting = (struct signoff_queue_item){.key = row_number(&rows, PERSON_COLUMN_COUNT),
                                               .asked_at = row_number(&rows, PERSON_COLUMN_COUNT + 2),
                                               .to_observe =
                                                   text_equal(row_text(&rows, PERSON_COLUMN_COUNT + 3), "observation")};
        person_read(&rows, arena, &waiting->person);
        queue->steps[at] = row_copy(&rows, PERSON_COLUMN_COUNT + 1, arena);
    }
    return rows_result(&rows);
}

int signoff_queue(struct site *site, const struct actor *actor, struct arena *arena,
                  struct signoff_queue_item **ret_waiting, size_t *ret_count)
{
    CLEANUP(queue_finish) struct queue queue = {0};
    size_t count = 0;
    TRY(queue_read(site, actor, arena, &queue));
    struct signoff_queue_item *waiting = arena_zeroed(arena, (queue.count + 1) * sizeof *waiting);
    for (size_t i = 0; i < queue.count; i++) {
        /* Who was asked may have become somebody else since: then it is not theirs to see any more. */
        if (!access_may(site->records, actor, RIGHT_SIGN, queue.items[i].person.key))
            continue;
        waiting[count] = queue.items[i];
        TRY(waiting_complete(site, &waiting[count], queue.steps[i], arena));
        count++;
    }
    *ret_waiting = waiting;
    *ret_count = count;
    return 0;
}

/* ---- the matrix ---- */

/* ?1 the unit, NULL for all. The signature that stands for each person and step, by person. */
static const struct query standing = {
    "signoff.standing", NULL,
    "SELECT p.person_key, step.id, g.version_key, version.parts, g.autonomy, g.evidence, g.at,"
    " coalesce(g.paper_day, 0) FROM person"
    " CROSS JOIN progress AS p JOIN signoff AS g ON g.key = p.signoff_key"
    " JOIN version ON version.key = g.version_key JOIN step ON step.key = p.step_key"
    " WHERE p.person_key = person.key AND p.state IN ('signed', 'requested', 'returned') AND g.autonomy IS NOT NULL"
    " AND " PERSON_WORKS_IN(UNIT_AND_BELOW_OR_ALL("?1")) " ORDER BY p.person_key, p.step_key"};

static const struct query unit_key_of = {"unit.key_of", NULL, "SELECT key FROM unit WHERE id = ?1"};

struct matrix {
    struct site *site;
    struct arena *arena;
    struct people people;
    int64_t *visible; /* keys, rising */
    struct map aims;  /* step to struct step_aims */
    struct map lapsed;
    struct matrix_cell *cells;
    size_t count, capacity, person_from; /* person_from: the first cell of the person being read */
};

struct step_aims {
    struct content_entry entry;
    struct content_aim *items;
    size_t count;
};

static void matrix_finish(struct matrix *matrix)
{
    map_finish(&matrix->aims);
    map_finish(&matrix->lapsed);
    memory_free(matrix->visible);
    memory_free(matrix->cells);
}

static int by_key(const void *a, const void *b)
{
    const int64_t *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

static int visible_read(struct matrix *matrix, const struct actor *actor, const char *unit)
{
    TRY(person_list(matrix->site->records, actor, unit, matrix->arena, &matrix->people));
    matrix->visible = memory_zeroed(matrix->people.count * sizeof *matrix->visible);
    for (size_t i = 0; i < matrix->people.count; i++)
        matrix->visible[i] = matrix->people.items[i].key;
    qsort(matrix->visible, matrix->people.count, sizeof *matrix->visible, by_key);
    return 0;
}

static bool is_visible(const struct matrix *matrix, int64_t key)
{
    return matrix->people.count && bsearch(&key, matrix->visible, matrix->people.count, sizeof key, by_key) != NULL;
}

/* What the step aims at, looked up once; count 0 for one that is gone. */
static int aims_of(struct matrix *matrix, const char *step, struct step_aims **ret_aims)
{
    *ret_aims = map_get(&matrix->aims, step);
    if (*ret_aims)
        return 0;
    struct step_aims *aims = arena_zeroed(matrix->arena, sizeof *aims);
    int result = content_step(matrix->site->content, step, matrix->arena, &aims->entry);
    if (result == 0)
        TRY(content_aims(matrix->site->content, step, matrix->arena, &aims->items, &aims->count));
    else if (result != FAIL_NOT_FOUND)
        return result;
    map_put(&matrix->aims, step, aims);
    *ret_aims = aims;
    return 0;
}

/* True if a signature of that version asks to be given again; worked out once for each version. */
static int lapse_of(struct matrix *matrix, const struct rows *rows, const struct content_entry *entry,
                    bool *ret_is_lapsed)
{
    static struct revision_diff kinds[] = {
        {REVISION_DIFF_NONE, DAY_NONE}, {REVISION_DIFF_READ, DAY_NONE}, {REVISION_DIFF_REDO, DAY_NONE}};
    char key[24];
    snprintf(key, sizeof key, "%lld", (long long)row_number(rows, 2));
    const struct revision_diff *known = map_get(&matrix->lapsed, key);
    if (!known) {
        struct revision_diff diff;
        TRY(revision_diff_of(matrix->site->content, row_text(rows, 3), entry, clock_today(), &diff));
        known = &kinds[diff.what];
        map_put(&matrix->lapsed, key, &kinds[diff.what]);
    }
    int on = row_number(rows, 7) ? (int)row_number(rows, 7) : instant_day(row_number(rows, 6));
    int last = entry->recurrence.months ? recurrence_last_day(&entry->recurrence, on) : DAY_NONE;
    *ret_is_lapsed = known->what == REVISION_DIFF_REDO || (last != DAY_NONE && last < clock_today());
    return 0;
}

static void cell_count(struct matrix *matrix, int64_t person_key, const char *competence, const struct rows *rows)
{
    struct matrix_cell *cell = NULL;
    for (size_t i = matrix->person_from; i < matrix->count; i++)
        if (text_equal(matrix->cells[i].competence, competence))
            cell = &matrix->cells[i];
    if (!cell) {
        ARRAY_RESERVE(matrix->cells, matrix->count, matrix->capacity);
        cell = &matrix->cells[matrix->count++];
        *cell = (struct matrix_cell){.person_key = person_key, .competence = competence};
    }
    int autonomy = (int)row_number(rows, 4);
    cell->autonomy = autonomy > cell->autonomy ? autonomy : cell->autonomy;
    cell->signoffs++;
    cell->observed += evidence_is(row_text(rows, 5), EVIDENCE_OBSERVED);
}

static int signature_count(struct matrix *matrix, const struct rows *rows)
{
    int64_t person_key = row_number(rows, 0);
    struct step_aims *aims;
    bool is_lapsed = false;
    if (matrix->person_from < matrix->count && matrix->cells[matrix->person_from].person_key != person_key)
        matrix->person_from = matrix->count;
    if (!is_visible(matrix, person_key))
        return 0;
    TRY(aims_of(matrix, row_text(rows, 1), &aims));
    if (!aims->count)
        return 0;
    TRY(lapse_of(matrix, rows, &aims->entry, &is_lapsed));
    for (size_t i = 0; i < aims->count && !is_lapsed; i++)
        cell_count(matrix, person_key, aims->items[i].competence, rows);
    return 0;
}

int signoff_matrix(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                   struct matrix_cell **ret_cells, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    CLEANUP(matrix_finish) struct matrix matrix = {.site = site, .arena = arena};
    int64_t unit_key = 0;
    TRY(visible_read(&matrix, actor, unit));
    if (unit)
        TRY(records_number(site->records, &unit_key_of, BIND(value_text(unit)), 0, &unit_key));
    TRY(records_select(site->records, &standing, BIND(value_key(unit_key)), &rows));
    while (rows_next(&rows))
        TRY(signature_count(&matrix, &rows));
    TRY(rows_result(&rows));
    *ret_cells = arena_zeroed(arena, (matrix.count + 1) * sizeof **ret_cells);
    if (matrix.count)
        memcpy(*ret_cells, matrix.cells, matrix.count * sizeof **ret_cells);
    *ret_count = matrix.count;
    return 0;
}
