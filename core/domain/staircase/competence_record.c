/* Reads the facts that rules ask about, people and their rows side by side in the order of keys; see
 * competence_record.h. */
#include "domain/staircase/competence_record.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/person_row.h"
#include "domain/plan/plan_rows.h"
#include "domain/progress/progress.h"
#include "domain/progress/recurrence.h"
#include "domain/progress/state.h"
#include "domain/staircase/responsibility.h"

#include <stdio.h>
#include <string.h>

/* ?1 and ?2: the first and the last person, ?3: the unit, NULL for all. The person goes first, so that few people in a
 * large organisation cost little; the + keep SQLite from walking people by unit and then sorting a million rows. */
#define UNITS_ASKED UNIT_AND_BELOW_OR_ALL("?3")
#define ASKED_ABOUT                                                                                                    \
    "person.key BETWEEN ?1 AND ?2 AND (+person.unit_key IN " UNITS_ASKED                                               \
    " OR +person.key IN (SELECT person_key FROM also_unit WHERE unit_key IN " UNITS_ASKED "))"

static const struct query people_of = {
    "facts.people", NULL,
    "SELECT person.key, person.background, person.in_profession_since, stair_choice.staircase FROM person"
    " LEFT JOIN stair_choice ON stair_choice.person_key = person.key"
    " WHERE person.status <> 'erased' AND " ASKED_ABOUT " ORDER BY person.key"};
static const struct query plans_of = {
    "facts.plans", NULL,
    "SELECT person.key, plan.programme, plan.start, plan.ended_on FROM person CROSS JOIN plan"
    " WHERE plan.person_key = person.key AND " ASKED_ABOUT " ORDER BY person.key, plan.start DESC, plan.key DESC"};
static const struct query decisions_of = {
    "facts.decisions", NULL,
    "SELECT person.key, d.staircase, d.level FROM person CROSS JOIN stair_decision AS d"
    " WHERE d.person_key = person.key AND " ASKED_ABOUT " ORDER BY person.key, d.key DESC"};
static const struct query confirmed_of = {
    "facts.confirmed", NULL,
    "SELECT person.key, r.responsibility FROM person CROSS JOIN stair_decision AS d"
    " JOIN stair_responsibility AS r ON r.decision_key = d.key WHERE d.person_key = person.key AND " ASKED_ABOUT
    " ORDER BY person.key, d.key"};
static const struct query progress_of = {
    "facts.progress", NULL,
    "SELECT person.key, p.step_key, p.state, p.until, p.version_key, p.signoff_key, g.version_key, g.autonomy,"
    " g.evidence, p.since, g.at, coalesce(g.paper_day, 0) FROM person CROSS JOIN progress AS p LEFT JOIN signoff AS g "
    "ON g.key = p.signoff_key"
    " WHERE p.person_key = person.key AND " ASKED_ABOUT " ORDER BY person.key, p.step_key"};
/* Steps that somebody does instead of one of the programme. */
static const struct query replaced_of = {
    "facts.replaced", NULL,
    "SELECT person.key, s.instead_of_key, s.step_key FROM person CROSS JOIN plan CROSS JOIN plan_step AS s"
    " WHERE plan.person_key = person.key AND s.plan_key = plan.key AND s.instead_of_key IS NOT NULL"
    " AND s.ended_at IS NULL AND " ASKED_ABOUT " ORDER BY person.key, s.key"};
static const struct query step_all = {"facts.steps", NULL, "SELECT key, id FROM step ORDER BY key"};
static const struct query version_of = {"facts.version", NULL, "SELECT parts FROM version WHERE key = ?1"};
static const struct query version_most = {"facts.versions", NULL, "SELECT max(key) FROM version"};

/* A step of the newest edition, by its key in the records. */
struct competence_step {
    const char *id;
    bool is_known, is_read; /* is_read: `entry` and `aims` were looked up */
    struct content_entry entry;
    int *aims; /* numbers of competences */
    size_t aim_count;
};

struct competence_diff {
    bool is_read;
    struct revision_diff diff;
};

/* A programme of a rule: the steps it has, in both orders. */
struct competence_programme {
    struct content_entries entries;
    int64_t *step_keys; /* of each entry; 0 while nobody has begun with it */
};

/* A query whose rows lie by person, and which is never behind. */
struct cursor {
    struct rows rows;
    bool has_row;
};

struct competence_record {
    struct site *site;
    struct arena *arena;
    int today;
    struct content_staircase *staircases;
    size_t staircase_count;
    struct competence_step *steps; /* by key */
    int64_t step_most;
    struct map step_by_id;
    struct competence_diff *diffs; /* by version key */
    int64_t version_most;
    struct map competences, programmes;
    int competence_count;
    struct cursor people, plans, decisions, confirmed, progress, replaced;

    struct competence_person person; /* the present one */
    int64_t *finished_by;            /* by step key: the last person who has finished it */
    struct competence_signoff *signatures;
    size_t signature_count, signature_capacity;
    char (*responsibilities)[RESPONSIBILITY_BYTES];
    size_t responsibility_count, responsibility_capacity;
    struct arena own; /* what belongs to the present person */
};

void competence_record_close(struct competence_record **pointer)
{
    struct competence_record *record = *pointer;
    if (!record)
        return;
    struct cursor *cursors[] = {&record->people,    &record->plans,    &record->decisions,
                                &record->confirmed, &record->progress, &record->replaced};
    for (size_t i = 0; i < COUNT_OF(cursors); i++)
        rows_end(&cursors[i]->rows);
    map_finish(&record->step_by_id);
    map_finish(&record->competences);
    map_finish(&record->programmes);
    memory_free(record->signatures);
    memory_free(record->responsibilities);
    arena_finish(&record->own);
    memory_free(record);
    *pointer = NULL;
}

/* ---- cursors ---- */

static int cursor_next(struct cursor *cursor)
{
    cursor->has_row = rows_next(&cursor->rows);
    return rows_result(&cursor->rows);
}

static int cursor_begin(struct competence_record *record, struct cursor *cursor, const struct query *query,
                        const struct competence_scope *scope)
{
    TRY(records_select(record->site->records, query,
                       BIND(value_number(scope->first), value_number(scope->last), value_key(scope->unit_key)),
                       &cursor->rows));
    return cursor_next(cursor);
}

/* Moves past people who are not asked about; true while the row is the present person's. */
static int cursor_is_at(struct cursor *cursor, int64_t person_key, bool *ret_is_at)
{
    while (cursor->has_row && row_number(&cursor->rows, 0) < person_key)
        TRY(cursor_next(cursor));
    *ret_is_at = cursor->has_row && row_number(&cursor->rows, 0) == person_key;
    return 0;
}

/* Calls `row` for each row of the present person. */
static int cursor_each(struct competence_record *record, struct cursor *cursor,
                       int (*row)(struct competence_record *record, const struct rows *rows))
{
    bool is_at;
    TRY(cursor_is_at(cursor, record->person.key, &is_at));
    while (is_at) {
        TRY(row(record, &cursor->rows));
        TRY(cursor_next(cursor));
        TRY(cursor_is_at(cursor, record->person.key, &is_at));
    }
    return 0;
}

/* ---- what is the same for all ---- */

static int steps_read(struct competence_record *record)
{
    static const struct query most = {"facts.step_most", NULL, "SELECT max(key) FROM step"};
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_number(record->site->records, &most, BIND_NOTHING, 0, &record->step_most));
    record->steps = arena_zeroed(record->arena, (size_t)(record->step_most + 1) * sizeof *record->steps);
    record->finished_by = arena_zeroed(record->arena, (size_t)(record->step_most + 1) * sizeof *record->finished_by);
    TRY(records_select(record->site->records, &step_all, BIND_NOTHING, &rows));
    while (rows_next(&rows)) {
        if (row_number(&rows, 0) > record->step_most)
            continue;
        struct competence_step *step = &record->steps[row_number(&rows, 0)];
        step->id = row_copy(&rows, 1, record->arena);
        map_put(&record->step_by_id, step->id, step);
    }
    return rows_result(&rows);
}

/* The number of a competence, given when it is first met. */
static int competence_number(struct competence_record *record, const char *id)
{
    int *number = map_get(&record->competences, id);
    if (!number) {
        number = arena_zeroed(record->arena, sizeof *number);
        *number = ++record->competence_count;
        map_put(&record->competences, id, number);
    }
    return *number;
}

static int step_read(struct competence_record *record, struct competence_step *step)
{
    struct content_aim *aims;
    if (step->is_read)
        return 0;
    step->is_read = true;
    int result = content_step(record->site->content, step->id, record->arena, &step->entry);
    if (result == FAIL_NOT_FOUND)
        return 0;
    TRY(result);
    step->is_known = true;
    TRY(content_aims(record->site->content, step->id, record->arena, &aims, &step->aim_count));
    step->aims = arena_zeroed(record->arena, (step->aim_count + 1) * sizeof *step->aims);
    for (size_t i = 0; i < step->aim_count; i++)
        step->aims[i] = competence_number(record, aims[i].competence);
    return 0;
}

/* What changed in the step since that version; nothing for version 0. */
static int delta_read(struct competence_record *record, int64_t version_key, const struct competence_step *step,
                      struct revision_diff *ret_diff)
{
    *ret_diff = (struct revision_diff){REVISION_DIFF_NONE, DAY_NONE};
    if (!version_key || version_key > record->version_most)
        return 0;
    struct competence_diff *known = &record->diffs[version_key];
    if (!known->is_read) {
        struct rows rows CLEANUP(rows_end) = {0};
        TRY(records_select(record->site->records, &version_of, BIND(value_number(version_key)), &rows));
        if (rows_next(&rows))
            TRY(revision_diff_of(record->site->content, row_text(&rows, 0), &step->entry, record->today, &known->diff));
        TRY(rows_result(&rows));
        known->is_read = true;
    }
    *ret_diff = known->diff;
    return 0;
}

int competence_record_open(struct site *site, struct competence_scope scope, struct arena *arena,
                           struct competence_record **ret_record)
{
    CLEANUP(competence_record_close) struct competence_record *record = memory_zeroed(sizeof *record);
    *record = (struct competence_record){.site = site, .arena = arena, .today = clock_today()};
    TRY(content_staircases(site->content, arena, &record->staircases, &record->staircase_count));
    TRY(steps_read(record));
    TRY(records_number(site->records, &version_most, BIND_NOTHING, 0, &record->version_most));
    record->diffs = arena_zeroed(arena, (size_t)(record->version_most + 1) * sizeof *record->diffs);
    TRY(cursor_begin(record, &record->people, &people_of, &scope));
    TRY(cursor_begin(record, &record->plans, &plans_of, &scope));
    TRY(cursor_begin(record, &record->decisions, &decisions_of, &scope));
    TRY(cursor_begin(record, &record->confirmed, &confirmed_of, &scope));
    TRY(cursor_begin(record, &record->progress, &progress_of, &scope));
    TRY(cursor_begin(record, &record->replaced, &replaced_of, &scope));
    *ret_record = TAKE(record);
    return 0;
}

const struct content_staircase *competence_record_staircase(const struct competence_record *record, const char *id)
{
    for (size_t i = 0; i < record->staircase_count; i++)
        if (text_equal(record->staircases[i].id, id))
            return &record->staircases[i];
    return NULL;
}

int competence_record_competence(const struct competence_record *record, const char *id)
{
    const int *number = map_get(&record->competences, id);
    return number ? *number : 0;
}

/* ---- one person ---- */

/* Plans come newest first: the first that runs and leads to a staircase decides, and the last one's start remains. */
static int plan_take(struct competence_record *record, const struct rows *rows)
{
    int start = row_day(rows, 2), ended_on = row_day(rows, 3);
    struct competence_person *person = &record->person;
    if (person->since == DAY_NONE || start < person->since)
        person->since = start;
    if (person->staircase || (ended_on != DAY_NONE && ended_on <= record->today))
        return 0;
    struct content_programme programme;
    int result = content_programme(record->site->content, row_text(rows, 1), &record->own, &programme);
    if (result == 0)
        person->staircase = competence_record_staircase(record, programme.staircase);
    return result == FAIL_NOT_FOUND ? 0 : result;
}

/* Newest first: the first on the person's staircase holds. Somebody without a staircase keeps the last level of any. */
static int decision_take(struct competence_record *record, const struct rows *rows)
{
    struct competence_person *person = &record->person;
    bool is_theirs = !person->staircase || text_equal(row_text(rows, 1), person->staircase->id);
    if (!person->level && is_theirs)
        person->level = (int)row_number(rows, 2);
    return 0;
}

static int confirmed_take(struct competence_record *record, const struct rows *rows)
{
    ARRAY_RESERVE(record->responsibilities, record->responsibility_count, record->responsibility_capacity);
    snprintf(record->responsibilities[record->responsibility_count++], RESPONSIBILITY_BYTES, "%s", row_text(rows, 1));
    return 0;
}

static enum evidence evidence_of(const char *word)
{
    enum evidence evidence = EVIDENCE_SELF;
    (void)evidence_parse(word, &evidence);
    return evidence;
}

/* The day from which a signature will not count: of a legal revision to come, or after the last day of what comes
 * again. */
static int lapse_coming(const struct content_entry *entry, const struct revision_diff *diff, const struct rows *rows)
{
    int of_revision = diff->what == REVISION_DIFF_READ ? diff->from : DAY_NONE;
    if (!entry->recurrence.months)
        return of_revision;
    int on = (int)row_number(rows, 11);
    int of_time = recurrence_last_day(&entry->recurrence, on ? on : instant_day(row_number(rows, 10))) + 1;
    return of_revision != DAY_NONE && of_revision < of_time ? of_revision : of_time;
}

static void signatures_add(struct competence_record *record, const struct competence_step *step,
                           const struct revision_diff *diff, const struct rows *rows)
{
    for (size_t i = 0; i < step->aim_count; i++) {
        ARRAY_RESERVE(record->signatures, record->signature_count, record->signature_capacity);
        record->signatures[record->signature_count++] =
            (struct competence_signoff){.signoff_key = row_number(rows, 5),
                                        .step = step->id,
                                        .competence = step->aims[i],
                                        .autonomy = (int)row_number(rows, 7),
                                        .lapses_on = lapse_coming(&step->entry, diff, rows),
                                        .evidence = evidence_of(row_text(rows, 8))};
    }
}

static bool is_signature(enum plan_state state)
{
    return state == STATE_SIGNED || state == STATE_REQUESTED || state == STATE_RETURNED;
}

static int progress_take(struct competence_record *record, const struct rows *rows)
{
    int64_t step_key = row_number(rows, 1);
    struct progress progress = {.step_key = step_key,
                                .until = row_day(rows, 3),
                                .version_key = row_number(rows, 4),
                                .signoff_key = row_number(rows, 5),
                                .done_revision = row_number(rows, 4) != 0,
                                .since = row_number(rows, 9),
                                .signed_at = row_number(rows, 10),
                                .paper_day = (int)row_number(rows, 11)};
    struct progress_diffs diffs;
    if (step_key > record->step_most)
        return 0;
    if (!plan_state_parse(row_text(rows, 2), &progress.state))
        return fail(FAIL_CORRUPT, "progress: a state that is none");
    struct competence_step *step = &record->steps[step_key];
    TRY(step_read(record, step));
    TRY(delta_read(record, progress.version_key, step, &diffs.done));
    TRY(delta_read(record, row_number(rows, 6), step, &diffs.signature));
    progress_lapse(&progress, &step->entry, &diffs);
    struct plan_item item = progress_item(&step->entry, &progress, &diffs, DAY_NONE);
    bool is_owed = item.state == STATE_SKIPPED && item.until != DAY_NONE;
    if (plan_item_is_finished(&item) && !is_owed)
        record->finished_by[step_key] = record->person.key;
    if (is_signature(progress.state) && !row_is_null(rows, 7) && diffs.signature.what != REVISION_DIFF_REDO)
        signatures_add(record, step, &diffs.signature, rows);
    return 0;
}

/* Comes after progress: who has done the one instead is done with the other. */
static int replaced_take(struct competence_record *record, const struct rows *rows)
{
    int64_t replaced = row_number(rows, 1), instead = row_number(rows, 2);
    if (replaced <= record->step_most && instead <= record->step_most &&
        record->finished_by[instead] == record->person.key)
        record->finished_by[replaced] = record->person.key;
    return 0;
}

/* Where no running programme leads: the only staircase there is, else the one that a manager has set. */
static void staircase_settle(struct competence_record *record, const char *chosen)
{
    if (!record->person.staircase)
        record->person.staircase =
            record->staircase_count == 1 ? &record->staircases[0] : competence_record_staircase(record, chosen);
}

int competence_record_next(struct competence_record *record, const struct competence_person **ret_person)
{
    *ret_person = NULL;
    if (!record->people.has_row)
        return 0;
    arena_finish(&record->own);
    record->signature_count = record->responsibility_count = 0;
    const struct rows *rows = &record->people.rows;
    int said = row_day(rows, 2);
    const char *chosen = row_copy(rows, 3, &record->own);
    record->person = (struct competence_person){
        .key = row_number(rows, 0), .background = row_copy(rows, 1, &record->own), .since = DAY_NONE};
    TRY(cursor_each(record, &record->plans, plan_take));
    staircase_settle(record, chosen);
    TRY(cursor_each(record, &record->decisions, decision_take));
    TRY(cursor_each(record, &record->confirmed, confirmed_take));
    TRY(cursor_each(record, &record->progress, progress_take));
    TRY(cursor_each(record, &record->replaced, replaced_take));
    if (said != DAY_NONE)
        record->person.since = said;
    if (!record->person.level)
        record->person.level = 1;
    record->person.signatures = record->signatures;
    record->person.signature_count = record->signature_count;
    *ret_person = &record->person;
    return cursor_next(&record->people);
}

bool competence_record_is_confirmed(const struct competence_record *record, const char *responsibility)
{
    char digest[RESPONSIBILITY_BYTES];
    if (!record->responsibility_count)
        return false;
    responsibility_digest(responsibility, digest);
    for (size_t i = 0; i < record->responsibility_count; i++)
        if (text_equal(record->responsibilities[i], digest))
            return true;
    return false;
}

/* ---- programmes ---- */

static int programme_read(struct competence_record *record, const char *id, struct competence_programme **ret_programme)
{
    *ret_programme = map_get(&record->programmes, id);
    if (*ret_programme)
        return 0;
    struct competence_programme *programme = arena_zeroed(record->arena, sizeof *programme);
    int result = content_programme_steps(record->site->content, id, record->arena, &programme->entries);
    if (result != 0 && result != FAIL_NOT_FOUND)
        return result;
    programme->step_keys = arena_zeroed(record->arena, (programme->entries.count + 1) * sizeof *programme->step_keys);
    for (size_t i = 0; i < programme->entries.count; i++) {
        const struct competence_step *step = map_get(&record->step_by_id, programme->entries.items[i].id);
        programme->step_keys[i] = step ? step - record->steps : 0;
    }
    map_put(&record->programmes, id, programme);
    *ret_programme = programme;
    return 0;
}

bool competence_record_is_finished(const struct competence_record *record, const char *step)
{
    const struct competence_step *found = map_get(&record->step_by_id, step);
    return found && record->finished_by[found - record->steps] == record->person.key;
}

int competence_record_programme(struct competence_record *record, const char *programme, int *ret_finished,
                                int *ret_all)
{
    struct competence_programme *found;
    *ret_finished = *ret_all = 0;
    TRY(programme_read(record, programme, &found));
    for (size_t i = 0; i < found->entries.count; i++) {
        bool is_finished = found->step_keys[i] && record->finished_by[found->step_keys[i]] == record->person.key;
        if (!is_finished && !plan_concerns(&found->entries.items[i], record->person.background))
            continue;
        *ret_finished += is_finished;
        ++*ret_all;
    }
    return 0;
}
