/* The plans of many people at once, in as many queries as for one; see plan_summaries() in plan.h.
 *
 * What is the same for many is worked out once: the delta of each version that records know, the steps of each
 * programme, and the due dates of a programme that begins on a day. Then every row of progress is read once. */
#include "domain/plan/plan.h"

#include "base/clock.h"
#include "base/collate.h"
#include "base/fail.h"
#include "base/map.h"
#include "base/workday.h"
#include "domain/people/person_row.h"
#include "domain/people/unit.h"
#include "domain/plan/added_step.h"
#include "domain/plan/plan_rows.h"
#include "domain/progress/progress.h"

#include <stdio.h>
#include <stdlib.h>

/* ?1 a unit with those below it (NULL: all, 0: none), ?2 today, ?3 somebody who is there too, with their learners.
 * Lists, so that an index finds them; person_list() decides who is seen. */
#define IN_SCOPE                                                                                                       \
    " (" PERSON_WORKS_IN(UNIT_AND_BELOW_OR_ALL(                                                                        \
        "?1")) " OR person.key IN (SELECT learner_key FROM mentorship WHERE mentor_key = ?3) OR person.key = ?3)"
#define RUNS " (plan.ended_on IS NULL OR plan.ended_on > ?2)"

static const struct query plans_in = {
    "plan.in_unit", NULL,
    "SELECT plan.key, plan.person_key, plan.programme, plan.start FROM person CROSS JOIN plan"
    " WHERE plan.person_key = person.key AND" RUNS " AND" IN_SCOPE " ORDER BY plan.person_key, plan.key"};
static const struct query shifted_in = {
    "plan.shifted_in_unit", NULL,
    "SELECT plan.key FROM person CROSS JOIN plan WHERE plan.person_key = person.key AND" RUNS " AND" IN_SCOPE
    " AND (EXISTS (SELECT 1 FROM plan_leave WHERE plan_leave.plan_key = plan.key)"
    " OR EXISTS (SELECT 1 FROM plan_share WHERE plan_share.plan_key = plan.key)) ORDER BY plan.key"};
static const struct query own_in = {
    "plan.own_in_unit", NULL,
    "SELECT plan.key FROM person CROSS JOIN plan WHERE plan.person_key = person.key AND" RUNS " AND" IN_SCOPE
    " AND EXISTS (SELECT 1 FROM plan_step WHERE plan_step.plan_key = plan.key AND plan_step.ended_at IS NULL)"
    " ORDER BY plan.key"};
static const struct query progress_in = {
    "progress.in_unit", NULL,
    "SELECT p.person_key, p.step_key, p.state, p.version_key, p.signoff_key, g.version_key, p.since, g.at,"
    " coalesce(g.paper_day, 0)"
    " FROM person"
    " CROSS JOIN progress AS p LEFT JOIN signoff AS g ON g.key = p.signoff_key WHERE p.person_key = person.key"
    " AND" IN_SCOPE " AND EXISTS (SELECT 1 FROM plan WHERE plan.person_key = person.key AND" RUNS ")"
    " ORDER BY p.person_key, p.step_key"};
static const struct query step_all = {"step.all", NULL, "SELECT key, id FROM step ORDER BY key"};
static const struct query version_all = {
    "version.all", NULL,
    "SELECT version.key, step.id, version.parts FROM version JOIN step ON step.key = version.step_key"
    " ORDER BY version.key"};

/* A programme in the newest edition. `place` says for a step key which entry it is, from 1. */
struct programme_steps {
    struct content_entries entries;
    size_t *place;
    struct map dues; /* the first day as text, to a day for each entry */
};

struct key_list {
    int64_t *items;
    size_t count, capacity;
};

struct plan_found {
    int64_t key, person_key;
    const char *programme;
    int start;
};

struct progress_found {
    int64_t person_key;
    struct progress progress;
    int64_t signed_version_key;
};

struct visible {
    int64_t key;
    size_t index;
};

struct survey {
    struct site *site;
    struct arena *arena;
    struct value unit;
    int64_t with_key;
    int today;
    struct people people;
    struct visible *visible;
    struct revision_diff *diffs; /* by version key */
    int64_t version_most, step_most;
    struct map step_keys; /* id to a pointer to the key */
    struct map programmes;
    struct key_list shifted, with_own; /* plans */
    struct plan_found *plans;
    size_t plan_count, plan_capacity;
    struct progress_found *progress;
    size_t progress_count, progress_capacity;
    struct programme_steps **made;
    size_t made_count, made_capacity;
};

static void survey_finish(struct survey *survey)
{
    for (size_t i = 0; i < survey->made_count; i++)
        map_finish(&survey->made[i]->dues);
    memory_free(survey->made);
    map_finish(&survey->step_keys);
    map_finish(&survey->programmes);
    memory_free(survey->visible);
    memory_free(survey->shifted.items);
    memory_free(survey->with_own.items);
    memory_free(survey->plans);
    memory_free(survey->progress);
}

/* ---- what is the same for all ---- */

static int by_key(const void *a, const void *b)
{
    const struct visible *left = a, *right = b;
    return (left->key > right->key) - (left->key < right->key);
}

static int people_read(struct survey *survey, const struct actor *actor, const char *unit)
{
    TRY(person_list(survey->site->records, actor, unit, survey->arena, &survey->people));
    survey->visible = memory_zeroed(survey->people.count * sizeof *survey->visible);
    for (size_t i = 0; i < survey->people.count; i++)
        survey->visible[i] = (struct visible){survey->people.items[i].key, i};
    qsort(survey->visible, survey->people.count, sizeof *survey->visible, by_key);
    return 0;
}

/* NULL for somebody whom the actor may not see. */
static const struct person *person_of(const struct survey *survey, int64_t key)
{
    struct visible wanted = {.key = key};
    const struct visible *found = NULL;
    if (survey->people.count)
        found = bsearch(&wanted, survey->visible, survey->people.count, sizeof wanted, by_key);
    return found ? &survey->people.items[found->index] : NULL;
}

static int steps_read(struct survey *survey)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(survey->site->records, &step_all, BIND_NOTHING, &rows));
    while (rows_next(&rows)) {
        int64_t *key = arena_zeroed(survey->arena, sizeof *key);
        *key = survey->step_most = row_number(&rows, 0);
        map_put(&survey->step_keys, row_text(&rows, 1), key);
    }
    return rows_result(&rows);
}

static int version_delta(struct survey *survey, const struct rows *rows, struct revision_diff *ret_diff)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct content_entry entry;
    *ret_diff = (struct revision_diff){REVISION_DIFF_NONE, DAY_NONE};
    int result = content_step(survey->site->content, row_text(rows, 1), &arena, &entry);
    if (result != 0)
        return result == FAIL_NOT_FOUND ? 0 : result;
    return revision_diff_of(survey->site->content, row_text(rows, 2), &entry, survey->today, ret_diff);
}

static int versions_read(struct survey *survey)
{
    static const struct query most = {"version.most", NULL, "SELECT max(key) FROM version"};
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_number(survey->site->records, &most, BIND_NOTHING, 0, &survey->version_most));
    survey->diffs = arena_zeroed(survey->arena, (size_t)(survey->version_most + 1) * sizeof *survey->diffs);
    survey->diffs[0] = (struct revision_diff){REVISION_DIFF_NONE, DAY_NONE};
    TRY(records_select(survey->site->records, &version_all, BIND_NOTHING, &rows));
    while (rows_next(&rows))
        if (row_number(&rows, 0) <= survey->version_most)
            TRY(version_delta(survey, &rows, &survey->diffs[row_number(&rows, 0)]));
    return rows_result(&rows);
}

static int programme_of(struct survey *survey, const char *id, struct programme_steps **ret_programme)
{
    *ret_programme = map_get(&survey->programmes, id);
    if (*ret_programme)
        return 0;
    struct programme_steps *programme = arena_zeroed(survey->arena, sizeof *programme);
    int result = content_programme_steps(survey->site->content, id, survey->arena, &programme->entries);
    if (result != 0 && result != FAIL_NOT_FOUND)
        return result;
    programme->place = arena_zeroed(survey->arena, (size_t)(survey->step_most + 1) * sizeof *programme->place);
    for (size_t i = 0; i < programme->entries.count; i++) {
        const int64_t *key = map_get(&survey->step_keys, programme->entries.items[i].id);
        if (key)
            programme->place[*key] = i + 1;
    }
    ARRAY_RESERVE(survey->made, survey->made_count, survey->made_capacity);
    survey->made[survey->made_count++] = programme;
    map_put(&survey->programmes, id, programme);
    *ret_programme = programme;
    return 0;
}

/* ---- plans and progress ---- */

static struct binding scope_of(const struct survey *survey, struct value values[3])
{
    values[0] = survey->unit;
    values[1] = value_number(survey->today);
    values[2] = value_number(survey->with_key);
    return (struct binding){values, 3};
}

static int plans_read(struct survey *survey)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct value values[3];
    TRY(records_select(survey->site->records, &plans_in, scope_of(survey, values), &rows));
    while (rows_next(&rows)) {
        if (!person_of(survey, row_number(&rows, 1)))
            continue;
        ARRAY_RESERVE(survey->plans, survey->plan_count, survey->plan_capacity);
        survey->plans[survey->plan_count++] = (struct plan_found){.key = row_number(&rows, 0),
                                                                  .person_key = row_number(&rows, 1),
                                                                  .programme = row_copy(&rows, 2, survey->arena),
                                                                  .start = row_day(&rows, 3)};
    }
    return rows_result(&rows);
}

static int keys_read(struct survey *survey, const struct query *query, struct key_list *keys)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct value values[3];
    TRY(records_select(survey->site->records, query, scope_of(survey, values), &rows));
    while (rows_next(&rows)) {
        ARRAY_RESERVE(keys->items, keys->count, keys->capacity);
        keys->items[keys->count++] = row_number(&rows, 0);
    }
    return rows_result(&rows);
}

static int progress_read_all(struct survey *survey)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct value values[3];
    TRY(records_select(survey->site->records, &progress_in, scope_of(survey, values), &rows));
    while (rows_next(&rows)) {
        ARRAY_RESERVE(survey->progress, survey->progress_count, survey->progress_capacity);
        struct progress_found *found = &survey->progress[survey->progress_count++];
        *found = (struct progress_found){.person_key = row_number(&rows, 0),
                                         .progress = {.step_key = row_number(&rows, 1),
                                                      .version_key = row_number(&rows, 3),
                                                      .signoff_key = row_number(&rows, 4),
                                                      .since = row_number(&rows, 6),
                                                      .signed_at = row_number(&rows, 7),
                                                      .paper_day = (int)row_number(&rows, 8),
                                                      .until = DAY_NONE},
                                         .signed_version_key = row_number(&rows, 5)};
        found->progress.done_revision = found->progress.version_key != 0;
        if (!plan_state_parse(row_text(&rows, 2), &found->progress.state))
            return fail(FAIL_CORRUPT, "progress: a state that is none");
    }
    return rows_result(&rows);
}

/* ---- counting ---- */

static bool has_key(const struct key_list *keys, int64_t plan_key)
{
    size_t low = 0, high = keys->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (keys->items[middle] == plan_key)
            return true;
        if (keys->items[middle] < plan_key)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static int *dues_make(struct survey *survey, const struct programme_steps *programme, int start,
                      const struct due_reschedules *reschedules)
{
    int *dues = arena_zeroed(survey->arena, (programme->entries.count + 1) * sizeof *dues);
    for (size_t i = 0; i < programme->entries.count; i++)
        dues[i] = due_moved(start, programme->entries.items[i].due, reschedules);
    return dues;
}

static int dues_of(struct survey *survey, struct programme_steps *programme, const struct plan_found *plan,
                   const int **ret_dues)
{
    struct due_reschedules reschedules = {0};
    char start[DAY_TEXT_BYTES];
    if (has_key(&survey->shifted, plan->key)) {
        TRY(plan_row_reschedules(survey->site->records, plan->key, survey->arena, &reschedules));
        *ret_dues = dues_make(survey, programme, plan->start, &reschedules);
        return 0;
    }
    snprintf(start, sizeof start, "%d", plan->start);
    int *dues = map_get(&programme->dues, start);
    if (!dues) {
        dues = dues_make(survey, programme, plan->start, &reschedules);
        map_put(&programme->dues, start, dues);
    }
    *ret_dues = dues;
    return 0;
}

static void item_count(struct plan_summary *summary, const struct plan_item *item, int today)
{
    bool is_finished = plan_item_is_finished(item);
    summary->steps++;
    summary->finished += is_finished;
    summary->requested += item->state == STATE_REQUESTED;
    summary->changed += item->diff != REVISION_DIFF_NONE;
    if (item->is_late) {
        summary->late++;
        int days = workday_count(item->due + 1, today);
        summary->most_late_days = days > summary->most_late_days ? days : summary->most_late_days;
    }
    bool is_coming = !is_finished && item->due != DAY_NONE && item->due >= today;
    if (is_coming && (summary->next_due == DAY_NONE || item->due < summary->next_due))
        summary->next_due = item->due;
}

static size_t progress_first(const struct survey *survey, int64_t person_key)
{
    size_t low = 0, high = survey->progress_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (survey->progress[middle].person_key < person_key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The progress of the plan's person, as an entry's number to its row; rows lie by person. */
static void progress_place(const struct survey *survey, const struct programme_steps *programme, int64_t person_key,
                           const struct progress_found **places)
{
    size_t i = progress_first(survey, person_key);
    for (; i < survey->progress_count && survey->progress[i].person_key == person_key; i++) {
        int64_t step_key = survey->progress[i].progress.step_key;
        size_t place = step_key <= survey->step_most ? programme->place[step_key] : 0;
        if (place)
            places[place - 1] = &survey->progress[i];
    }
}

/* One plan while it is counted. */
struct counting {
    struct survey *survey;
    const struct plan_found *plan;
    const struct programme_steps *programme;
    struct added_steps own;
    struct plan_summary *summary;
};

static void entry_count(struct counting *counting, const struct content_entry *entry,
                        const struct progress_found *found, int due)
{
    static const struct progress nothing = {.state = STATE_TODO, .until = DAY_NONE, .paper_day = DAY_NONE};
    const struct survey *survey = counting->survey;
    struct progress_diffs diffs = {survey->diffs[found ? found->progress.version_key : 0],
                                   survey->diffs[found ? found->signed_version_key : 0]};
    progress_lapse(found ? &found->progress : &nothing, entry, &diffs);
    struct plan_item item = progress_item(entry, found ? &found->progress : &nothing, &diffs, due);
    item_count(counting->summary, &item, survey->today);
}

static const struct progress_found *progress_of_own(const struct counting *counting, const char *step)
{
    const struct survey *survey = counting->survey;
    const int64_t *step_key = map_get(&survey->step_keys, step);
    int64_t person_key = counting->plan->person_key;
    size_t i = step_key ? progress_first(survey, person_key) : survey->progress_count;
    for (; i < survey->progress_count && survey->progress[i].person_key == person_key; i++)
        if (survey->progress[i].progress.step_key == *step_key)
            return &survey->progress[i];
    return NULL;
}

/* A step for this person alone; not counted while it is no longer used (own->is_placed). */
static int own_count(struct counting *counting, struct added_step *own, const struct content_entry *replaced)
{
    struct survey *survey = counting->survey;
    struct content_entry entry;
    struct due_reschedules reschedules;
    TRY(added_step_entry(survey->site->content, own, survey->arena, &entry, &own->is_placed));
    if (!own->is_placed)
        return 0;
    TRY(plan_row_reschedules(survey->site->records, counting->plan->key, survey->arena, &reschedules));
    entry_count(counting, &entry, progress_of_own(counting, own->step),
                added_step_due(own, replaced, counting->plan->start, &reschedules));
    return 0;
}

static int own_beside_count(struct counting *counting)
{
    for (size_t i = 0; i < counting->own.count; i++) {
        struct added_step *own = &counting->own.items[i];
        const int64_t *key = map_get(&counting->survey->step_keys, own->step);
        bool is_of_programme = key && counting->programme->place[*key];
        if (!own->is_placed && !is_of_programme)
            TRY(own_count(counting, own, NULL));
    }
    return 0;
}

static int entries_count(struct counting *counting, const int *dues, const struct progress_found **places)
{
    const struct content_entries *entries = &counting->programme->entries;
    for (size_t i = 0; i < entries->count; i++) {
        const struct content_entry *entry = &entries->items[i];
        struct added_step *own = added_steps_instead_of(&counting->own, entry->id);
        if (own)
            TRY(own_count(counting, own, entry));
        if ((own && own->is_placed) ||
            !plan_shows(entry, places[i] ? &places[i]->progress : NULL, counting->summary->person.background))
            continue;
        entry_count(counting, entry, places[i], dues[i]);
    }
    return own_beside_count(counting);
}

static int plan_count(struct survey *survey, const struct plan_found *plan, struct plan_summary *ret_summary)
{
    struct programme_steps *programme;
    const int *dues;
    TRY(programme_of(survey, plan->programme, &programme));
    TRY(dues_of(survey, programme, plan, &dues));
    CLEANUP(memory_free_at)
    const struct progress_found **places = memory_zeroed(programme->entries.count * sizeof *places);
    progress_place(survey, programme, plan->person_key, places);
    *ret_summary = (struct plan_summary){.person = *person_of(survey, plan->person_key),
                                         .programme = plan->programme,
                                         .start = plan->start,
                                         .next_due = DAY_NONE};
    struct counting counting = {.survey = survey, .plan = plan, .programme = programme, .summary = ret_summary};
    if (has_key(&survey->with_own, plan->key))
        TRY(added_steps_of(survey->site->records, plan->key, survey->arena, &counting.own));
    return entries_count(&counting, dues, places);
}

/* Latest first; equal ones as they lay, by name. */
static int by_lateness(const void *a, const void *b)
{
    const struct plan_summary *left = a, *right = b;
    if (left->most_late_days != right->most_late_days)
        return left->most_late_days < right->most_late_days ? 1 : -1;
    if (left->late != right->late)
        return left->late < right->late ? 1 : -1;
    int order = collate_swedish(left->person.name, right->person.name);
    return order ? order : (left->start > right->start) - (left->start < right->start);
}

static int survey_run(struct survey *survey, struct plan_summary **ret_summaries)
{
    TRY(steps_read(survey));
    TRY(versions_read(survey));
    TRY(plans_read(survey));
    TRY(keys_read(survey, &shifted_in, &survey->shifted));
    TRY(keys_read(survey, &own_in, &survey->with_own));
    TRY(progress_read_all(survey));
    struct plan_summary *summaries = arena_zeroed(survey->arena, (survey->plan_count + 1) * sizeof *summaries);
    for (size_t i = 0; i < survey->plan_count; i++)
        TRY(plan_count(survey, &survey->plans[i], &summaries[i]));
    qsort(summaries, survey->plan_count, sizeof *summaries, by_lateness);
    *ret_summaries = summaries;
    return 0;
}

/* HR and the operator may see anybody; others their unit, if they manage it, and their learners. */
static int scope_set(struct survey *survey, const struct actor *actor, const char *unit)
{
    struct unit found;
    if (unit) {
        TRY(unit_find(survey->site->records, unit, survey->arena, &found));
        survey->unit = value_number(found.key);
    } else if (actor->roles & (ROLE_HR | ROLE_OPERATOR)) {
        survey->unit = value_null();
    } else {
        survey->unit = value_number(actor->roles & ROLE_MANAGER ? actor->unit_key : 0);
        survey->with_key = actor->key;
    }
    return 0;
}

int plan_summaries(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                   struct plan_summary **ret_summaries, size_t *ret_count)
{
    CLEANUP(survey_finish) struct survey survey = {.site = site, .arena = arena, .today = clock_today()};
    TRY(people_read(&survey, actor, unit));
    TRY(scope_set(&survey, actor, unit));
    TRY(content_read_begin(site->content));
    int result = survey_run(&survey, ret_summaries);
    content_read_end(site->content);
    *ret_count = result == 0 ? survey.plan_count : 0;
    return result;
}
