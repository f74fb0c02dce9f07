/* Reads the circulars of one person and of a unit; see circular.h. */
#include "domain/circular/circular.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/circular/audience.h"
#include "domain/progress/standing_reader.h"
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
    struct standing_reader *standings;
};

static void own_reading_finish(struct own_reading *reading)
{
    standing_reader_close(&reading->standings);
}

static int own_read(struct own_reading *reading)
{
    const struct standing_scope scope = {.people = person_scope_of(reading->person->key)};
    TRY(audience_read(reading->site->records, reading->person->key, reading->arena, &reading->audience));
    TRY(standing_reader_open(reading->site, &scope, reading->arena, &reading->standings));
    return standing_reader_go_to(reading->standings, reading->person->key);
}

/* Whether it is asked of the person, and since when: of what was done already, only what is new since then. */
static bool days_find(const struct audience *audience, const struct content_audience_step *circular,
                      const struct person *person, const struct plan_item *item, struct audience_days *ret_days)
{
    int day = item->done_revision && circular->changed_day != DAY_NONE ? circular->changed_day : circular->first_day;
    if (circular->entry.audience)
        return audience_asks(audience, &circular->entry, person, day, ret_days);
    *ret_days = audience_since(audience, person);
    return text_equal(person->status, "active");
}

/* What the circular asks of the person at whom the reader is. */
static int status_of(struct standing_reader *standings, const struct content_audience_step *circular,
                     const struct audience *audience, const struct person *person, struct circular_status *ret_asked)
{
    struct standing standing;
    struct audience_days days;
    struct standing_step *step = standing_reader_step(standings, circular->entry.id);
    TRY(standing_reader_judge(standings, step, &circular->entry, &standing));
    struct plan_item item = standing_item(&standing, DAY_NONE);
    bool is_asked = days_find(audience, circular, person, &item, &days);
    *ret_asked = circular_status_of(circular, days, &item, standing.today);
    ret_asked->is_asked = is_asked;
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
        TRY(status_of(reading->standings, &circulars[i], &reading->audience, reading->person, &asked));
        if (!asked.is_asked)
            continue;
        if (!circulars[i].entry.audience && asked.item.valid_until == DAY_NONE)
            continue; /* nobody has it before it was done once, in a plan */
        if (asked.is_waiting || asked.is_confirmed)
            ret_list->items[ret_list->count++] = asked;
        ret_list->waiting += asked.is_waiting;
    }
    qsort(ret_list->items, ret_list->count, sizeof *ret_list->items, by_urgency);
    return 0;
}

int circulars_of(struct site *site, const struct subject *subject, struct arena *arena, struct circular_list *ret_list)
{
    CLEANUP(own_reading_finish)
    struct own_reading reading = {.site = site, .person = &subject->person, .arena = arena};
    struct circular_list list = {0};
    TRY(subject_check(subject, RIGHT_SEE_DATES));
    TRY(content_read_begin(site->content));
    int result = own_list(&reading, &list);
    content_read_end(site->content);
    TRY(result);
    *ret_list = list;
    return 0;
}

int circulars_waiting(struct site *site, const struct subject *subject, size_t *ret_count)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct circular_list list = {0};
    int result = circulars_of(site, subject, &arena, &list);
    *ret_count = list.waiting;
    return fail_is(result, REASON_NOT_PUBLISHED) ? 0 : result;
}

int circular_confirm(struct site *site, const struct actor *actor, struct subject_ref person, const char *circular,
                     const char *expected_version)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct content_entry entry;
    TRY(content_step(site->content, circular, &arena, &entry));
    if (!entry.audience && !entry.recurrence.months)
        return fail_at(FAIL_RULE, REASON_NO_CIRCULAR, NULL, "step '%s': is no circular", circular);
    return step_done_version(site, actor, person, circular, expected_version);
}

/* ---- a unit ---- */

struct unit_reading {
    struct site *site;
    struct arena *arena;
    int64_t unit_key;     /* 0: all */
    bool is_annual_cycle; /* what comes again, not circulars */
    struct people people; /* by name */
    const struct person **by_key;
    struct audience audience;
    struct circular_status *asked; /* of the circular at hand, by place among `people` */
};

static void unit_reading_finish(struct unit_reading *reading)
{
    memory_free(reading->by_key);
    memory_free(reading->asked);
}

/* Latest first; equal ones as they lay, by name. */
static int by_lateness(const void *a, const void *b)
{
    const struct circular_waiting *left = a, *right = b;
    if (left->asked.late_days != right->asked.late_days)
        return left->asked.late_days > right->asked.late_days ? -1 : 1;
    return (left->person > right->person) - (left->person < right->person); /* items of one list, sorted by name */
}

/* Asks the circular of each whom it concerns; in the order of keys, as rows lie. */
static int asked_read(struct unit_reading *reading, const struct content_audience_step *circular)
{
    CLEANUP(standing_reader_close) struct standing_reader *standings = NULL;
    const struct standing_scope scope = {
        .people = {.unit_key = reading->unit_key}, .steps = &circular->entry.id, .step_count = 1};
    TRY(standing_reader_open(reading->site, &scope, reading->arena, &standings));
    for (size_t i = 0; i < reading->people.count; i++) {
        const struct person *person = reading->by_key[i];
        struct circular_status *asked = &reading->asked[person - reading->people.items];
        TRY(standing_reader_go_to(standings, person->key));
        TRY(status_of(standings, circular, &reading->audience, person, asked));
    }
    return 0;
}

static int state_fill(struct unit_reading *reading, struct circular_state *state)
{
    const struct people *people = &reading->people;
    state->waiting = arena_zeroed(reading->arena, (people->count + 1) * sizeof *state->waiting);
    state->others = arena_zeroed(reading->arena, (people->count + 1) * sizeof *state->others);
    TRY(asked_read(reading, &state->circular));
    for (size_t i = 0; i < people->count; i++) {
        const struct circular_status asked = reading->asked[i];
        if (!asked.is_asked)
            continue;
        if (!state->circular.entry.audience && asked.item.valid_until == DAY_NONE)
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

static int by_person_key(const void *a, const void *b)
{
    const struct person *const *left = a, *const *right = b;
    return ((*left)->key > (*right)->key) - ((*left)->key < (*right)->key);
}

static void people_sort(struct unit_reading *reading)
{
    reading->by_key = memory_zeroed((reading->people.count + 1) * sizeof *reading->by_key);
    reading->asked = memory_zeroed((reading->people.count + 1) * sizeof *reading->asked);
    for (size_t i = 0; i < reading->people.count; i++)
        reading->by_key[i] = &reading->people.items[i];
    qsort(reading->by_key, reading->people.count, sizeof *reading->by_key, by_person_key);
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
    people_sort(reading);
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
    struct unit_reading reading = {.site = site, .arena = arena};
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
    struct unit_reading reading = {.site = site, .arena = arena, .is_annual_cycle = true};
    TRY(unit_read(&reading, actor, unit, ret_states, ret_count));
    qsort(*ret_states, *ret_count, sizeof **ret_states, by_due);
    return 0;
}
