/* Counts the plans of many people in one reading; see plan_summaries() in plan.h.
 *
 * What is the same for many is worked out once: the steps of each programme, and the due dates of a programme that
 * begins on a day. */
#include "domain/plan/plan.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/map.h"
#include "base/workday.h"
#include "domain/people/unit.h"
#include "domain/plan/plan_place.h"
#include "io/collate.h"

#include <stdio.h>
#include <stdlib.h>

/* Plans that run, by person, and whether there is anything to read of leave and part-time, and of steps for one. */
static const struct query plans_in = {
    "plan.running_in", NULL,
    "SELECT plan.person_key, plan.key, plan.programme, plan.start,"
    " EXISTS (SELECT 1 FROM plan_leave WHERE plan_leave.person_key = plan.person_key)"
    " OR EXISTS (SELECT 1 FROM plan_share WHERE plan_share.person_key = plan.person_key),"
    " EXISTS (SELECT 1 FROM plan_step WHERE plan_step.plan_key = plan.key AND plan_step.ended_at IS NULL)"
    " FROM plan WHERE (plan.ended_on IS NULL OR plan.ended_on > ?4) AND plan.person_key IN " PERSON_SCOPE
    " ORDER BY plan.person_key, plan.key"};

/* A programme in the newest edition, and its dues by the first day (as text), a day for each entry. */
struct shared_programme {
    struct plan_programme steps;
    struct map dues;
};

struct plan_found {
    struct plan_row row;
    int64_t person_key;
    bool is_rescheduled, has_added;
};

struct visible {
    int64_t key;
    size_t index;
};

struct survey {
    struct site *site;
    struct arena *arena;
    int today;
    struct person_scope scope;
    struct people people;
    struct visible *visible;
    struct standing_reader *reader;
    struct map programmes;
    struct shared_programme **made;
    size_t made_count, made_capacity;
    struct plan_found *plans;
    size_t plan_count;
    struct plan_places places;
};

static void survey_finish(struct survey *survey)
{
    for (size_t i = 0; i < survey->made_count; i++)
        map_finish(&survey->made[i]->dues);
    memory_free(survey->made);
    map_finish(&survey->programmes);
    memory_free(survey->visible);
    plan_places_finish(&survey->places);
    standing_reader_close(&survey->reader);
}

/* ---- whom it is about ---- */

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

/* NULL for somebody whom the actor may not see, or whose account is closed: late nowhere. */
static const struct person *person_of(const struct survey *survey, int64_t key)
{
    struct visible wanted = {.key = key};
    const struct visible *found = NULL;
    if (survey->people.count)
        found = bsearch(&wanted, survey->visible, survey->people.count, sizeof wanted, by_key);
    const struct person *person = found ? &survey->people.items[found->index] : NULL;
    return person && text_equal(person->status, "active") ? person : NULL;
}

/* HR and the operator may see anybody; others their unit, if they manage it, and their learners. */
static int scope_set(struct survey *survey, const struct actor *actor, const char *unit)
{
    struct unit found;
    survey->scope.runs_on = survey->today;
    if (unit) {
        TRY(unit_find(survey->site->records, unit, survey->arena, &found));
        survey->scope.unit_key = found.key;
    } else if (!(actor->roles & (ROLE_HR | ROLE_OPERATOR))) {
        survey->scope.unit_key = actor->roles & ROLE_MANAGER ? actor->unit_key : PERSON_SCOPE_NO_UNIT;
        survey->scope.person_key = survey->scope.mentor_key = actor->key;
    }
    return 0;
}

static int plan_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    if (!person_of(context, row_number(rows, 0)))
        return ROW_SKIP;
    *(struct plan_found *)ret_item = (struct plan_found){.row = {.key = row_number(rows, 1),
                                                                 .programme = row_copy(rows, 2, arena),
                                                                 .start = row_day(rows, 3),
                                                                 .ended_on = DAY_NONE},
                                                         .person_key = row_number(rows, 0),
                                                         .is_rescheduled = row_number(rows, 4),
                                                         .has_added = row_number(rows, 5)};
    return 0;
}

static int plans_read(struct survey *survey)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct value values[PERSON_SCOPE_VALUES];
    TRY(records_select(survey->site->records, &plans_in, person_scope_bind(&survey->scope, values), &rows));
    return ROWS_COLLECT(&rows, plan_read, survey, survey->arena, &survey->plans, &survey->plan_count);
}

/* ---- computed once for many people ---- */

static int programme_of(struct survey *survey, const char *id, struct shared_programme **ret_programme)
{
    *ret_programme = map_get(&survey->programmes, id);
    if (*ret_programme)
        return 0;
    struct shared_programme *programme = arena_zeroed(survey->arena, sizeof *programme);
    TRY(plan_programme_read(survey->site->content, survey->reader, id, survey->arena, &programme->steps));
    ARRAY_RESERVE(survey->made, survey->made_count, survey->made_capacity);
    survey->made[survey->made_count++] = programme;
    map_put(&survey->programmes, id, programme);
    *ret_programme = programme;
    return 0;
}

/* NULL where the plan's own have to be worked out. */
static const int *dues_of(struct survey *survey, struct shared_programme *programme, const struct plan_found *plan)
{
    static const struct due_reschedules none = {0};
    const struct content_entries *entries = &programme->steps.entries;
    char start[DAY_TEXT_BYTES];
    if (plan->is_rescheduled)
        return NULL;
    snprintf(start, sizeof start, "%d", plan->row.start);
    int *dues = map_get(&programme->dues, start);
    if (dues)
        return dues;
    dues = arena_zeroed(survey->arena, (entries->count + 1) * sizeof *dues);
    for (size_t i = 0; i < entries->count; i++)
        dues[i] = due_moved(plan->row.start, entries->items[i].due, &none);
    map_put(&programme->dues, start, dues);
    return dues;
}

/* ---- counting ---- */

static void standing_count(struct plan_summary *summary, const struct standing *standing, int day)
{
    int due = standing_due(standing, day);
    summary->steps++;
    summary->finished += standing->is_finished;
    summary->requested += standing->progress->state == STATE_REQUESTED;
    summary->changed += standing->asks.what != REVISION_DIFF_NONE;
    if (standing_is_late(standing, day)) {
        summary->late++;
        int days = workday_count(due + 1, standing->today);
        summary->most_late_days = days > summary->most_late_days ? days : summary->most_late_days;
    }
    if (!standing->is_finished && due != DAY_NONE && due >= standing->today &&
        plan_due_is_before(due, summary->next_due))
        summary->next_due = due;
}

static int frame_of(struct survey *survey, const struct plan_found *plan, const char *background,
                    struct plan_frame *ret_frame)
{
    if (plan->is_rescheduled || plan->has_added)
        return plan_frame_read(survey->site, &plan->row, background, survey->arena, ret_frame);
    *ret_frame = (struct plan_frame){.content = survey->site->content,
                                     .arena = survey->arena,
                                     .programme = plan->row.programme,
                                     .background = background,
                                     .start = plan->row.start};
    return 0;
}

static int plan_count(struct survey *survey, const struct plan_found *plan, struct plan_summary *ret_summary)
{
    struct shared_programme *programme;
    struct plan_frame frame;
    const struct person *person = person_of(survey, plan->person_key);
    TRY(programme_of(survey, plan->row.programme, &programme));
    TRY(frame_of(survey, plan, person->background, &frame));
    TRY(plan_places_fill(&frame, survey->reader, &programme->steps, dues_of(survey, programme, plan), &survey->places));
    *ret_summary = (struct plan_summary){
        .person = *person, .programme = plan->row.programme, .start = plan->row.start, .next_due = DAY_NONE};
    for (size_t i = 0; i < survey->places.count; i++) {
        const struct plan_place *place = &survey->places.items[i];
        struct standing standing;
        TRY(standing_reader_judge(survey->reader, place->step, place->entry, &standing));
        standing_count(ret_summary, &standing, place->due);
    }
    return 0;
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
    const struct standing_scope scope = {.people = survey->scope};
    TRY(plans_read(survey));
    TRY(standing_reader_open(survey->site, &scope, survey->arena, &survey->reader));
    struct plan_summary *summaries = arena_zeroed(survey->arena, (survey->plan_count + 1) * sizeof *summaries);
    for (size_t i = 0; i < survey->plan_count; i++) {
        if (i == 0 || survey->plans[i].person_key != survey->plans[i - 1].person_key)
            TRY(standing_reader_go_to(survey->reader, survey->plans[i].person_key));
        TRY(plan_count(survey, &survey->plans[i], &summaries[i]));
    }
    qsort(summaries, survey->plan_count, sizeof *summaries, by_lateness);
    *ret_summaries = summaries;
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
