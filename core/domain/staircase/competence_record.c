/* Reads the facts of competence records, people and their rows side by side in the order of keys; see
 * competence_record.h. */
#include "domain/staircase/competence_record.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/plan/plan_rows.h"
#include "domain/progress/standing_reader.h"
#include "domain/staircase/responsibility.h"

#include <stdio.h>
#include <string.h>

static const struct query people_of = {
    "facts.people", NULL,
    "SELECT person.key, person.background, person.in_profession_since, stair_choice.staircase FROM person"
    " LEFT JOIN stair_choice ON stair_choice.person_key = person.key"
    " WHERE person.status <> 'erased' AND person.key IN " PERSON_SCOPE " ORDER BY person.key"};
static const struct query plans_of = {"facts.plans", NULL,
                                      "SELECT plan.person_key, plan.programme, plan.start, plan.ended_on FROM plan"
                                      " WHERE plan.person_key IN " PERSON_SCOPE
                                      " ORDER BY plan.person_key, plan.start DESC, plan.key DESC"};
static const struct query decisions_of = {"facts.decisions", NULL,
                                          "SELECT d.person_key, d.staircase, d.level FROM stair_decision AS d"
                                          " WHERE d.person_key IN " PERSON_SCOPE " ORDER BY d.person_key, d.key DESC"};
static const struct query confirmed_of = {
    "facts.confirmed", NULL,
    "SELECT d.person_key, r.responsibility FROM stair_decision AS d"
    " JOIN stair_responsibility AS r ON r.decision_key = d.key WHERE d.person_key IN " PERSON_SCOPE
    " ORDER BY d.person_key, d.key"};
/* Steps that somebody does instead of one of the programme. */
static const struct query replaced_of = {
    "facts.replaced", NULL,
    "SELECT plan.person_key, replaced.id, instead.id FROM plan JOIN plan_step AS s ON s.plan_key = plan.key"
    " JOIN step AS replaced ON replaced.key = s.instead_of_key JOIN step AS instead ON instead.key = s.step_key"
    " WHERE s.ended_at IS NULL AND plan.person_key IN " PERSON_SCOPE " ORDER BY plan.person_key, s.key"};

/* A programme of a rule. */
struct competence_programme {
    struct content_entries entries;
    struct standing_step **steps;
};

struct competence_record {
    struct site *site;
    struct arena *arena;
    int today;
    struct content_staircase *staircases;
    size_t staircase_count;
    struct standing_reader *standings; /* notes of its steps: which aims, and the last person who is done with it */
    int *aims;                         /* of all steps: numbers of competences, each step's with a 0 before them */
    size_t aim_count, aim_capacity;
    struct map competences, programmes;
    int competence_count;
    struct person_cursor people, plans, decisions, confirmed, replaced;

    struct competence_person person; /* the present one */
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
    struct person_cursor *cursors[] = {&record->people, &record->plans, &record->decisions, &record->confirmed,
                                       &record->replaced};
    for (size_t i = 0; i < COUNT_OF(cursors); i++)
        rows_end(&cursors[i]->rows);
    standing_reader_close(&record->standings);
    memory_free(record->aims);
    map_finish(&record->competences);
    map_finish(&record->programmes);
    memory_free(record->signatures);
    memory_free(record->responsibilities);
    arena_finish(&record->own);
    memory_free(record);
    *pointer = NULL;
}

/* Calls `row` for each row of the present person. */
static int cursor_each(struct competence_record *record, struct person_cursor *cursor,
                       int (*row)(struct competence_record *record, const struct rows *rows))
{
    bool is_at;
    TRY(person_cursor_at(cursor, record->person.key, &is_at));
    while (is_at) {
        TRY(row(record, &cursor->rows));
        TRY(person_cursor_next(cursor));
        TRY(person_cursor_at(cursor, record->person.key, &is_at));
    }
    return 0;
}

/* ---- the same for all people ---- */

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

static void aim_add(struct competence_record *record, int number)
{
    ARRAY_RESERVE(record->aims, record->aim_count, record->aim_capacity);
    record->aims[record->aim_count++] = number;
}

static int aims_read(struct competence_record *record, const struct content_entry *entry, struct standing_note *note)
{
    struct content_aim *aims;
    size_t count = 0;
    aim_add(record, 0);
    note->first = (uint32_t)record->aim_count;
    if (!*entry->parts) /* the step no longer exists: unknown */
        return 0;
    TRY(content_aims(record->site->content, entry->id, record->arena, &aims, &count));
    for (size_t i = 0; i < count; i++)
        aim_add(record, competence_number(record, aims[i].competence));
    note->count = (uint32_t)count;
    return 0;
}

static int cursors_begin(struct competence_record *record, const struct person_scope *scope)
{
    struct records *records = record->site->records;
    struct value values[PERSON_SCOPE_VALUES];
    struct binding binding = person_scope_bind(scope, values);
    TRY(person_cursor_begin(&record->people, records, &people_of, binding));
    TRY(person_cursor_begin(&record->plans, records, &plans_of, binding));
    TRY(person_cursor_begin(&record->decisions, records, &decisions_of, binding));
    TRY(person_cursor_begin(&record->confirmed, records, &confirmed_of, binding));
    return person_cursor_begin(&record->replaced, records, &replaced_of, binding);
}

int competence_record_open(struct site *site, struct person_scope scope, struct arena *arena,
                           struct competence_record **ret_record)
{
    CLEANUP(competence_record_close) struct competence_record *record = memory_zeroed(sizeof *record);
    *record = (struct competence_record){.site = site, .arena = arena, .today = clock_today()};
    TRY(content_staircases(site->content, arena, &record->staircases, &record->staircase_count));
    TRY(standing_reader_open(site, &(struct standing_scope){.people = scope}, arena, &record->standings));
    TRY(cursors_begin(record, &scope));
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

static void signatures_add(struct competence_record *record, const struct standing *standing,
                           const struct standing_step *step)
{
    const struct progress *progress = standing->progress;
    for (uint32_t i = 0; i < step->note.count; i++) {
        ARRAY_RESERVE(record->signatures, record->signature_count, record->signature_capacity);
        record->signatures[record->signature_count++] =
            (struct competence_signoff){.signoff_key = progress->signoff_key,
                                        .step = step->id,
                                        .competence = record->aims[step->note.first + i],
                                        .autonomy = progress->autonomy,
                                        .lapses_on = standing->lapses_on,
                                        .evidence = evidence_of(progress->evidence)};
    }
}

static int standing_take(struct competence_record *record, struct standing_step *step)
{
    struct standing standing;
    TRY(standing_reader_judge(record->standings, step, NULL, &standing));
    if (!step->note.first)
        TRY(aims_read(record, standing.entry, &step->note));
    if (standing.is_completed)
        step->note.person_key = record->person.key;
    if (standing.is_signed && standing.progress->autonomy && !standing.has_lapsed)
        signatures_add(record, &standing, step);
    return 0;
}

static int standings_take(struct competence_record *record)
{
    TRY(standing_reader_go_to(record->standings, record->person.key));
    for (size_t i = 0; i < standing_reader_count(record->standings); i++)
        TRY(standing_take(record, standing_reader_step_at(record->standings, i)));
    return 0;
}

static bool is_finished(const struct competence_record *record, const struct standing_step *step)
{
    return step->note.person_key == record->person.key;
}

/* Comes after the standings: who has done the one instead is done with the other, whatever has become of either. */
static int replaced_take(struct competence_record *record, const struct rows *rows)
{
    struct standing_step *replaced = standing_reader_step(record->standings, row_text(rows, 1));
    if (is_finished(record, standing_reader_step(record->standings, row_text(rows, 2))))
        replaced->note.person_key = record->person.key;
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
    TRY(standings_take(record));
    TRY(cursor_each(record, &record->replaced, replaced_take));
    if (said != DAY_NONE)
        record->person.since = said;
    if (!record->person.level)
        record->person.level = 1;
    record->person.signatures = record->signatures;
    record->person.signature_count = record->signature_count;
    *ret_person = &record->person;
    return person_cursor_next(&record->people);
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
    programme->steps = arena_zeroed(record->arena, (programme->entries.count + 1) * sizeof *programme->steps);
    for (size_t i = 0; i < programme->entries.count; i++)
        programme->steps[i] = standing_reader_step(record->standings, programme->entries.items[i].id);
    map_put(&record->programmes, id, programme);
    *ret_programme = programme;
    return 0;
}

bool competence_record_is_finished(struct competence_record *record, const char *step)
{
    return is_finished(record, standing_reader_step(record->standings, step));
}

int competence_record_programme(struct competence_record *record, const char *programme, int *ret_finished,
                                int *ret_all)
{
    struct competence_programme *found;
    *ret_finished = *ret_all = 0;
    TRY(programme_read(record, programme, &found));
    for (size_t i = 0; i < found->entries.count; i++) {
        bool is_done = is_finished(record, found->steps[i]);
        if (!is_done && !plan_is_for_background(&found->entries.items[i], record->person.background))
            continue;
        *ret_finished += is_done;
        ++*ret_all;
    }
    return 0;
}
