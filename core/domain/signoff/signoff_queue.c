/* Who waits for a signature, and what has been signed of each competence; see signoff.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "base/map.h"
#include "domain/people/mentor.h"
#include "domain/people/person_row.h"
#include "domain/progress/standing_reader.h"
#include "domain/signoff/signoff.h"

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
    " JOIN request ON request.person_key = person.key JOIN step ON step.key = request.step_key WHERE person.status = "
    "'active' AND request.key IN"
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
        waiting->step = standing_gone_entry(step);
        return 0;
    }
    TRY(result);
    TRY(content_aims(site->content, step, arena, &aims, &waiting->aim_count));
    waiting->aims = aims;
    return waiting->aim_count ? last_autonomy_read(site, waiting, arena) : 0;
}

struct queue {
    struct site *site;
    const struct actor *actor;
};

static int waiting_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    const struct queue *queue = context;
    struct signoff_queue_item *waiting = ret_item;
    person_read(rows, arena, &waiting->person);
    /* Who was asked may have become somebody else since: then it is not theirs to see any more. */
    if (!access_may(queue->site->records, queue->actor, RIGHT_SIGN, waiting->person.key))
        return ROW_SKIP;
    waiting->key = row_number(rows, PERSON_COLUMN_COUNT);
    waiting->asked_at = row_number(rows, PERSON_COLUMN_COUNT + 2);
    waiting->to_observe = text_equal(row_text(rows, PERSON_COLUMN_COUNT + 3), "observation");
    return waiting_complete(queue->site, waiting, row_copy(rows, PERSON_COLUMN_COUNT + 1, arena), arena);
}

int signoff_queue(struct site *site, const struct actor *actor, struct arena *arena,
                  struct signoff_queue_item **ret_waiting, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct queue queue = {site, actor};
    int64_t managed_key = actor->roles & ROLE_MANAGER ? actor->unit_key : 0;
    TRY(records_select(site->records, &queue_of,
                       BIND(value_number(actor->key), value_number(clock_today()), value_number(managed_key)), &rows));
    return ROWS_COLLECT(&rows, waiting_read, &queue, arena, ret_waiting, ret_count);
}

/* ---- the matrix ---- */

static const struct query unit_key_of = {"unit.key_of", NULL, "SELECT key FROM unit WHERE id = ?1"};

struct matrix {
    struct site *site;
    struct arena *arena;
    struct people people;
    int64_t *visible; /* keys, rising */
    struct standing_reader *standings;
    struct content_aim **aims; /* of all steps; a note of a step says which */
    size_t aim_count, aim_capacity;
    struct matrix_cell *cells;
    size_t count, capacity, person_from; /* person_from: the first cell of the person being read */
};

static void matrix_finish(struct matrix *matrix)
{
    standing_reader_close(&matrix->standings);
    memory_free(matrix->visible);
    memory_free(matrix->aims);
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

/* What the step aims at, looked up once; nothing for one that is gone. */
static int aims_read(struct matrix *matrix, const struct content_entry *entry, struct standing_note *note)
{
    struct content_aim *aims = NULL;
    size_t count = 0;
    if (*entry->parts)
        TRY(content_aims(matrix->site->content, entry->id, matrix->arena, &aims, &count));
    ARRAY_RESERVE(matrix->aims, matrix->aim_count, matrix->aim_capacity);
    matrix->aims[matrix->aim_count++] = aims;
    note->first = (uint32_t)matrix->aim_count; /* from 1 */
    note->count = (uint32_t)count;
    return 0;
}

static void cell_count(struct matrix *matrix, int64_t person_key, const char *competence,
                       const struct progress *progress)
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
    cell->autonomy = progress->autonomy > cell->autonomy ? progress->autonomy : cell->autonomy;
    cell->signoffs++;
    cell->observed += evidence_is(progress->evidence, EVIDENCE_OBSERVED);
}

static int standing_count(struct matrix *matrix, int64_t person_key, struct standing_step *step)
{
    struct standing standing;
    TRY(standing_reader_judge(matrix->standings, step, NULL, &standing));
    if (!standing.is_signed || !standing.progress->autonomy || standing.has_lapsed)
        return 0;
    if (!step->note.first)
        TRY(aims_read(matrix, standing.entry, &step->note));
    for (uint32_t i = 0; i < step->note.count; i++)
        cell_count(matrix, person_key, matrix->aims[step->note.first - 1][i].competence, standing.progress);
    return 0;
}

static int person_count(struct matrix *matrix, int64_t person_key)
{
    matrix->person_from = matrix->count;
    TRY(standing_reader_go_to(matrix->standings, person_key));
    for (size_t i = 0; i < standing_reader_count(matrix->standings); i++)
        TRY(standing_count(matrix, person_key, standing_reader_step_at(matrix->standings, i)));
    return 0;
}

int signoff_matrix(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                   struct matrix_cell **ret_cells, size_t *ret_count)
{
    CLEANUP(matrix_finish) struct matrix matrix = {.site = site, .arena = arena};
    struct standing_scope scope = {0};
    TRY(visible_read(&matrix, actor, unit));
    if (unit)
        TRY(records_number(site->records, &unit_key_of, BIND(value_text(unit)), 0, &scope.people.unit_key));
    TRY(standing_reader_open(site, &scope, arena, &matrix.standings));
    for (size_t i = 0; i < matrix.people.count; i++)
        TRY(person_count(&matrix, matrix.visible[i]));
    *ret_cells = arena_zeroed(arena, (matrix.count + 1) * sizeof **ret_cells);
    if (matrix.count)
        memcpy(*ret_cells, matrix.cells, matrix.count * sizeof **ret_cells);
    *ret_count = matrix.count;
    return 0;
}
