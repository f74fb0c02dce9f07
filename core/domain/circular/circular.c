/* Whom circulars wait for, one person's and a unit's; see circular.h. */
#include "domain/circular/circular.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/map.h"
#include "domain/circular/audience.h"
#include "domain/people/person_row.h"
#include "domain/progress/progress.h"
#include "domain/progress/state.h"
#include "domain/signoff/step_action.h"

#include <stdlib.h>
#include <string.h>

/* ---- one person ---- */

/* Those that wait first, by due date and then by how long; then the newest first; ids decide between equals. */
static int by_urgency(const void *a, const void *b)
{
    const struct circular_status *left = a, *right = b;
    if (left->is_waiting != right->is_waiting)
        return left->is_waiting ? -1 : 1;
    int left_due = left->item.due == DAY_NONE ? INT32_MAX : left->item.due;
    int right_due = right->item.due == DAY_NONE ? INT32_MAX : right->item.due;
    if (left_due != right_due)
        return left_due < right_due ? -1 : 1;
    if (left->is_waiting && left->since != right->since)
        return left->since < right->since ? -1 : 1;
    if (left->sent != right->sent)
        return left->sent > right->sent ? -1 : 1;
    return strcmp(left->item.step.id, right->item.step.id);
}

struct own_reading {
    struct site *site;
    const struct person *person;
    struct arena *arena;
    struct audience audience;
    struct progress_list progress;
    struct map by_step;
};

static void own_reading_finish(struct own_reading *reading)
{
    map_finish(&reading->by_step);
}

static int own_read(struct own_reading *reading)
{
    struct records *records = reading->site->records;
    TRY(audience_read(records, reading->person->key, reading->arena, &reading->audience));
    TRY(progress_of_person(records, reading->person->key, reading->arena, &reading->progress));
    for (size_t i = 0; i < reading->progress.count; i++)
        map_put(&reading->by_step, reading->progress.items[i].step, &reading->progress.items[i]);
    return 0;
}

static int own_asked(const struct own_reading *reading, const struct content_audience_step *circular,
                     struct circular_status *ret_asked)
{
    static const struct progress nothing = {.state = STATE_TODO, .until = DAY_NONE};
    struct progress_diffs diffs;
    const struct progress *progress = map_get(&reading->by_step, circular->entry.id);
    TRY(progress_diffs(reading->site->content, progress ? progress : &nothing, &circular->entry, &diffs));
    struct plan_item item = progress_item(&circular->entry, progress ? progress : &nothing, &diffs, DAY_NONE);
    *ret_asked =
        circular_status_of(circular, audience_since(&reading->audience, reading->person), &item, clock_today());
    return 0;
}

static int own_list(struct own_reading *reading, struct circular_list *ret_list)
{
    struct content_audience_step *circulars;
    size_t count = 0;
    TRY(content_audience_step(reading->site->content, reading->arena, &circulars, &count));
    ret_list->items = arena_zeroed(reading->arena, (count + 1) * sizeof *ret_list->items);
    if (count)
        TRY(own_read(reading));
    for (size_t i = 0; i < count; i++) {
        struct circular_status asked;
        if (circulars[i].entry.addressed && !audience_has(&reading->audience, &circulars[i].entry, reading->person))
            continue;
        TRY(own_asked(reading, &circulars[i], &asked));
        if (!circulars[i].entry.addressed && asked.item.valid_until == DAY_NONE)
            continue; /* nobody has it before it was done once, in a plan */
        if (asked.is_waiting || asked.is_confirmed)
            ret_list->items[ret_list->count++] = asked;
        ret_list->waiting += asked.is_waiting;
    }
    qsort(ret_list->items, ret_list->count, sizeof *ret_list->items, by_urgency);
    return 0;
}

int circulars_of(struct site *site, const struct actor *actor, const struct person *person, struct arena *arena,
                 struct circular_list *ret_list)
{
    CLEANUP(own_reading_finish)
    struct own_reading reading = {.site = site, .person = person, .arena = arena};
    struct circular_list list = {0};
    TRY(access_check(site->records, actor, RIGHT_SEE_DATES, person->key));
    TRY(content_read_begin(site->content));
    int result = own_list(&reading, &list);
    content_read_end(site->content);
    TRY(result);
    *ret_list = list;
    return 0;
}

int circulars_waiting(struct site *site, const struct actor *actor, const struct person *person, size_t *ret_count)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct circular_list list = {0};
    int result = circulars_of(site, actor, person, &arena, &list);
    *ret_count = list.waiting;
    return fail_is(result, REASON_NOT_PUBLISHED) ? 0 : result;
}

int circular_confirm(struct site *site, const struct actor *actor, struct subject_ref person, const char *circular,
                     const char *expected_version)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct content_entry entry;
    TRY(content_step(site->content, circular, &arena, &entry));
    if (!entry.addressed && !entry.recurrence.months)
        return fail_at(FAIL_RULE, REASON_NO_CIRCULAR, NULL, "step '%s': is no circular", circular);
    return step_done_version(site, actor, person, circular, expected_version);
}

/* ---- a unit ---- */

static const struct query progress_in = {
    "circular.progress_in", NULL,
    "SELECT p.person_key, p.state, p.since, p.version_key, done.revision, done.parts, p.signoff_key, signed.revision,"
    " signed.parts, g.at, coalesce(g.paper_day, 0) FROM person JOIN progress AS p ON p.person_key = person.key"
    " AND p.step_key = (SELECT key FROM step WHERE id = ?1)"
    " LEFT JOIN version AS done ON done.key = p.version_key LEFT JOIN signoff AS g ON g.key = p.signoff_key"
    " LEFT JOIN version AS signed ON signed.key = g.version_key"
    " WHERE person.status = 'active' AND (?2 IS NULL OR " PERSON_WORKS_IN(
        UNIT_AND_BELOW("?2")) ") ORDER BY p.person_key"};

/* What changed since a version, worked out once for all who did it. */
struct known_delta {
    const char *parts;
    struct revision_diff diff;
};
#define KNOWN_DELTAS 16

struct person_progress {
    int64_t person_key;
    struct progress progress;
};

struct unit_reading {
    struct site *site;
    struct arena *arena;
    int64_t unit_key; /* 0: all */
    int today;
    bool is_annual_cycle; /* what comes again, not circulars */
    struct people people;
    struct audience audience;
    struct person_progress *progress; /* with the circular at hand, by person */
    size_t progress_count, progress_capacity;
    struct known_delta known[KNOWN_DELTAS];
    size_t known_count;
};

static void unit_reading_finish(struct unit_reading *reading)
{
    memory_free(reading->progress);
}

static int delta_look(struct unit_reading *reading, const char *parts, const struct content_entry *entry,
                      struct revision_diff *ret_diff)
{
    *ret_diff = (struct revision_diff){REVISION_DIFF_NONE, DAY_NONE};
    if (!parts)
        return 0;
    for (size_t i = 0; i < reading->known_count; i++)
        if (text_equal(reading->known[i].parts, parts)) {
            *ret_diff = reading->known[i].diff;
            return 0;
        }
    TRY(revision_diff_of(reading->site->content, parts, entry, reading->today, ret_diff));
    if (reading->known_count < KNOWN_DELTAS)
        reading->known[reading->known_count++] = (struct known_delta){parts, *ret_diff};
    return 0;
}

static int progress_read(struct unit_reading *reading, const char *circular)
{
    struct rows rows CLEANUP(rows_end) = {0};
    reading->progress_count = reading->known_count = 0;
    TRY(records_select(reading->site->records, &progress_in, BIND(value_text(circular), value_key(reading->unit_key)),
                       &rows));
    while (rows_next(&rows)) {
        ARRAY_RESERVE(reading->progress, reading->progress_count, reading->progress_capacity);
        struct person_progress *found = &reading->progress[reading->progress_count++];
        found->person_key = row_number(&rows, 0);
        found->progress = (struct progress){.step = circular,
                                            .since = row_number(&rows, 2),
                                            .version_key = row_number(&rows, 3),
                                            .done_revision = (int)row_number(&rows, 4),
                                            .done_parts = row_copy(&rows, 5, reading->arena),
                                            .signoff_key = row_number(&rows, 6),
                                            .signed_revision = (int)row_number(&rows, 7),
                                            .signed_parts = row_copy(&rows, 8, reading->arena),
                                            .signed_at = row_number(&rows, 9),
                                            .paper_day = (int)row_number(&rows, 10),
                                            .until = DAY_NONE};
        if (!plan_state_parse(row_text(&rows, 1), &found->progress.state))
            return fail(FAIL_CORRUPT, "progress: a state that is none");
    }
    return rows_result(&rows);
}

static int by_person_key(const void *a, const void *b)
{
    const struct person_progress *left = a, *right = b;
    return (left->person_key > right->person_key) - (left->person_key < right->person_key);
}

static int asked_in(struct unit_reading *reading, const struct content_audience_step *circular,
                    const struct person *person, struct circular_status *ret_asked)
{
    static const struct progress nothing = {.state = STATE_TODO, .until = DAY_NONE};
    const struct person_progress wanted = {.person_key = person->key}, *found = NULL;
    struct progress_diffs diffs;
    if (reading->progress_count)
        found = bsearch(&wanted, reading->progress, reading->progress_count, sizeof wanted, by_person_key);
    const struct progress *progress = found ? &found->progress : &nothing;
    TRY(delta_look(reading, progress->done_parts, &circular->entry, &diffs.done));
    TRY(delta_look(reading, progress->signed_parts, &circular->entry, &diffs.signature));
    progress_lapse(progress, &circular->entry, &diffs);
    struct plan_item item = progress_item(&circular->entry, progress, &diffs, DAY_NONE);
    *ret_asked = circular_status_of(circular, audience_since(&reading->audience, person), &item, reading->today);
    return 0;
}

/* Latest first; equal ones as they lay, by name. */
static int by_lateness(const void *a, const void *b)
{
    const struct circular_waiting *left = a, *right = b;
    if (left->asked.late_days != right->asked.late_days)
        return left->asked.late_days > right->asked.late_days ? -1 : 1;
    return (left->person > right->person) - (left->person < right->person); /* items of one list, sorted by name */
}

static bool is_concerned(const struct unit_reading *reading, const struct content_entry *entry,
                         const struct person *person)
{
    return entry->addressed ? audience_has(&reading->audience, entry, person) : text_equal(person->status, "active");
}

static int state_fill(struct unit_reading *reading, struct circular_state *state)
{
    const struct people *people = &reading->people;
    state->waiting = arena_zeroed(reading->arena, (people->count + 1) * sizeof *state->waiting);
    state->others = arena_zeroed(reading->arena, (people->count + 1) * sizeof *state->others);
    TRY(progress_read(reading, state->circular.entry.id));
    for (size_t i = 0; i < people->count; i++) {
        struct circular_status asked;
        if (!is_concerned(reading, &state->circular.entry, &people->items[i]))
            continue;
        TRY(asked_in(reading, &state->circular, &people->items[i], &asked));
        if (!state->circular.entry.addressed && asked.item.valid_until == DAY_NONE)
            continue;
        state->asked += asked.is_waiting || asked.is_confirmed;
        state->confirmed += asked.is_confirmed;
        state->late += asked.item.is_late;
        if (asked.is_waiting)
            state->waiting[state->waiting_count++] = (struct circular_waiting){&people->items[i], asked};
        else if (asked.is_confirmed || asked.item.due != DAY_NONE) /* else the first day is still to come */
            state->others[state->other_count++] = (struct circular_waiting){&people->items[i], asked};
    }
    qsort(state->waiting, state->waiting_count, sizeof *state->waiting, by_lateness);
    return 0;
}

static int newest_first(const void *a, const void *b)
{
    const struct content_audience_step *left = a, *right = b;
    if (left->first_day != right->first_day)
        return left->first_day > right->first_day ? -1 : 1;
    return strcmp(left->entry.id, right->entry.id);
}

static int states_fill(struct unit_reading *reading, struct circular_state **ret_states, size_t *ret_count)
{
    struct content_audience_step *circulars;
    size_t count = 0, kept = 0;
    TRY(content_audience_step(reading->site->content, reading->arena, &circulars, &count));
    qsort(circulars, count, sizeof *circulars, newest_first);
    struct circular_state *states = arena_zeroed(reading->arena, (count + 1) * sizeof *states);
    for (size_t i = 0; i < count; i++) {
        if (reading->is_annual_cycle ? !circulars[i].entry.recurrence.months : circulars[i].entry.kind != STEP_CIRCULAR)
            continue;
        states[kept].circular = circulars[i];
        TRY(state_fill(reading, &states[kept++]));
    }
    *ret_states = states;
    *ret_count = kept;
    return 0;
}

/* An account that an administrator sees is not yet somebody whose dates they see. */
static int people_narrow(struct unit_reading *reading, const struct actor *actor)
{
    struct people *people = &reading->people;
    size_t kept = 0;
    if (!(actor->roles & ROLE_ADMIN))
        return 0;
    for (size_t i = 0; i < people->count; i++)
        if (access_may(reading->site->records, actor, RIGHT_SEE_DATES, people->items[i].key))
            people->items[kept++] = people->items[i];
    people->count = kept;
    return 0;
}

static int scope_read(struct unit_reading *reading, const struct actor *actor, const char *unit)
{
    struct records *records = reading->site->records;
    struct unit found = {0};
    if (unit)
        TRY(unit_find(records, unit, reading->arena, &found));
    else if (!(actor->roles & (ROLE_HR | ROLE_OPERATOR)))
        TRY(unit_by_key(records, actor->unit_key, reading->arena, &found));
    reading->unit_key = found.key;
    TRY(person_list(records, actor, found.id, reading->arena, &reading->people));
    TRY(people_narrow(reading, actor));
    return audience_read(records, 0, reading->arena, &reading->audience);
}

static int unit_read(struct unit_reading *reading, const struct actor *actor, const char *unit,
                     struct circular_state **ret_states, size_t *ret_count)
{
    TRY(access_check_site(actor, SITE_SEE_UNIT));
    TRY(scope_read(reading, actor, unit));
    TRY(content_read_begin(reading->site->content));
    int result = states_fill(reading, ret_states, ret_count);
    content_read_end(reading->site->content);
    return result;
}

int circulars_in(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                 struct circular_state **ret_states, size_t *ret_count)
{
    CLEANUP(unit_reading_finish)
    struct unit_reading reading = {.site = site, .arena = arena, .today = clock_today()};
    return unit_read(&reading, actor, unit, ret_states, ret_count);
}

/* The first day on which it is due for anybody. */
static int due_first(const struct circular_state *state)
{
    int first = INT32_MAX;
    for (size_t i = 0; i < state->waiting_count; i++)
        if (state->waiting[i].asked.item.due != DAY_NONE && state->waiting[i].asked.item.due < first)
            first = state->waiting[i].asked.item.due;
    for (size_t i = 0; i < state->other_count; i++)
        if (state->others[i].asked.item.due != DAY_NONE && state->others[i].asked.item.due < first)
            first = state->others[i].asked.item.due;
    return first;
}

static int by_due(const void *a, const void *b)
{
    const struct circular_state *left = a, *right = b;
    int left_due = due_first(left), right_due = due_first(right);
    if (left_due != right_due)
        return left_due < right_due ? -1 : 1;
    return strcmp(left->circular.entry.id, right->circular.entry.id);
}

int annual_cycle_in(struct site *site, const struct actor *actor, const char *unit, struct arena *arena,
                    struct circular_state **ret_states, size_t *ret_count)
{
    CLEANUP(unit_reading_finish)
    struct unit_reading reading = {.site = site, .arena = arena, .today = clock_today(), .is_annual_cycle = true};
    TRY(unit_read(&reading, actor, unit, ret_states, ret_count));
    qsort(*ret_states, *ret_count, sizeof **ret_states, by_due);
    return 0;
}
