/* Shows plans with dates, states and differences, one by one and together; see plan.h. */
#include "domain/plan/plan.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/map.h"
#include "domain/plan/plan_cache.h"
#include "domain/plan/plan_change.h"
#include "domain/plan/plan_place.h"

/* ---- showing ---- */

/* What the items of one plan are made from. */
struct showing {
    struct site *site;
    struct arena *arena;
    struct plan *plan;
    struct standing_reader *reader; /* at the person */
    struct plan_programme programme;
    struct plan_frame frame;
    struct plan_places places;
};

static void showing_finish(struct showing *showing)
{
    plan_places_finish(&showing->places);
    standing_reader_close(&showing->reader);
}

static int item_add(struct showing *showing, const struct plan_place *place)
{
    struct standing standing;
    struct plan_item *item = &showing->plan->items[showing->plan->count++];
    TRY(standing_reader_judge(showing->reader, place->step, place->entry, &standing));
    *item = standing_item(&standing, place->due);
    item->is_late = item->is_late && text_equal(showing->plan->person.status, "active");
    item->template_due = place->template ? due_day(showing->plan->start, place->template->due) : DAY_NONE;
    item->is_own = place->is_own;
    item->instead_of = place->is_own && place->template ? place->template->id : NULL;
    return 0;
}

/* A step that the person did and the programme does not show: true if it is shown nowhere any more, and once belonged
 * here as far as anybody knows. */
static int look_if_gone(struct showing *showing, const char *step, struct content_entry *ret_entry, bool *ret_is_gone)
{
    int result = content_step(showing->site->content, step, showing->arena, ret_entry);
    *ret_is_gone = result == FAIL_NOT_FOUND;
    if (result == FAIL_NOT_FOUND)
        *ret_entry = standing_gone_entry(step);
    else if (result != 0)
        return result;
    else if (ret_entry->is_hidden || ret_entry->is_retired)
        *ret_is_gone = !ret_entry->programme || text_equal(ret_entry->programme, showing->plan->programme);
    return 0;
}

/* Steps that are no longer in the edition keep showing what was done, after the others. */
static int items_gone(struct showing *showing)
{
    bool *is_shown = arena_zeroed(showing->arena, standing_reader_step_count(showing->reader) + 1);
    for (size_t i = 0; i < showing->places.count; i++)
        is_shown[showing->places.items[i].step->number] = true;
    for (size_t i = 0; i < standing_reader_count(showing->reader); i++) {
        struct standing_step *step = standing_reader_step_at(showing->reader, i);
        struct content_entry *entry = arena_zeroed(showing->arena, sizeof *entry);
        bool is_gone = false;
        if (is_shown[step->number] || standing_reader_progress(showing->reader, step)->state == STATE_TODO)
            continue;
        TRY(look_if_gone(showing, step->id, entry, &is_gone));
        if (is_gone)
            TRY(item_add(showing,
                         &(struct plan_place){.entry = entry, .template = entry, .due = DAY_NONE, .step = step}));
    }
    return 0;
}

static int items_fill(struct showing *showing)
{
    struct plan *plan = showing->plan;
    struct content_programme programme;
    int result = content_programme(showing->site->content, plan->programme, showing->arena, &programme);
    if (result == 0)
        plan->programme_title = programme.title;
    else if (result != FAIL_NOT_FOUND)
        return result;
    TRY(plan_programme_read(showing->site->content, showing->reader, plan->programme, showing->arena,
                            &showing->programme));
    TRY(plan_places_fill(&showing->frame, showing->reader, &showing->programme, NULL, &showing->places));
    plan->items = arena_zeroed(showing->arena, (showing->places.count + standing_reader_count(showing->reader) + 1) *
                                                   sizeof *plan->items);
    for (size_t i = 0; i < showing->places.count; i++)
        TRY(item_add(showing, &showing->places.items[i]));
    return items_gone(showing);
}

/* It must not depend on who looks: plan_show() keeps it for the next one. */
static int work_out(struct site *site, const struct person *person, const char *programme, struct arena *arena,
                    struct plan *ret_plan)
{
    struct plan_row row;
    struct plan plan = {.person = *person};
    struct standing_scope scope = {.people = person_scope_of(person->key)};
    CLEANUP(showing_finish) struct showing showing = {.site = site, .arena = arena, .plan = &plan};
    TRY(plan_row_newest(site->records, person->key, programme, arena, &row));
    if (!row.key && programme)
        return fail_at(FAIL_NOT_FOUND, REASON_NO_PLAN, NULL, "person '%s': has no plan of programme '%s'", person->id,
                       programme);
    if (!row.key)
        return plan_fail_none(person->id);
    TRY(content_edition(site->content, &plan.edition));
    plan.edition = arena_copy_string(arena, plan.edition);
    plan.key = row.key;
    plan.programme = plan.programme_title = row.programme;
    plan.start = row.start;
    plan.ended_on = row.ended_on;
    TRY(plan_frame_read(site, &row, person->background, arena, &showing.frame));
    TRY(standing_reader_open(site, &scope, arena, &showing.reader));
    TRY(standing_reader_go_to(showing.reader, person->key));
    TRY(items_fill(&showing));
    *ret_plan = plan;
    return 0;
}

/* The list is the caller's, the strings are borrowed. */
static void plan_lend(const struct plan *kept, const struct person *person, struct arena *arena, struct plan *ret_plan)
{
    *ret_plan = *kept;
    ret_plan->person = *person;
    ret_plan->items = (void *)arena_copy_bytes(arena, kept->items, kept->count * sizeof *kept->items);
}

static int show(struct site *site, const struct subject *subject, const char *programme, struct arena *arena,
                struct plan *ret_plan)
{
    const struct person *person = &subject->person;
    struct plan_key key = {person->key, programme, clock_today(), site_state(site)};
    struct arena *room_arena = NULL;
    struct plan plan;
    TRY(subject_check(subject, RIGHT_SEE_DATES));
    const struct plan *kept = plan_cache_find(&key);
    struct plan_room *room = kept ? NULL : plan_cache_room(&key, &room_arena);
    if (!kept && !room)
        return work_out(site, person, programme, arena, ret_plan);
    if (room) {
        TRY(work_out(site, person, programme, room_arena, &plan));
        kept = plan_cache_add(room, &plan);
    }
    plan_lend(kept, person, arena, ret_plan);
    return 0;
}

int plan_show(struct site *site, const struct subject *subject, const char *programme, struct arena *arena,
              struct plan *ret_plan)
{
    TRY(content_read_begin(site->content));
    int result = show(site, subject, programme, arena, ret_plan);
    content_read_end(site->content);
    return result;
}

bool plan_is_none(int result)
{
    return fail_is(result, REASON_NO_PLAN) || fail_is(result, REASON_NOT_PUBLISHED);
}

/* ---- several together ---- */

/* Where a step is due, of all plans: the plan that asks for it first. */
struct first_due {
    size_t plan;
    int due;
};

static void dues_find(const struct plan *plans, size_t count, struct arena *arena, struct map *ret_dues)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < plans[i].count; j++) {
            const struct plan_item *item = &plans[i].items[j];
            struct first_due *first = map_get(ret_dues, item->step.id);
            if (!first) {
                first = arena_zeroed(arena, sizeof *first);
                *first = (struct first_due){i, item->due};
                map_put(ret_dues, item->step.id, first);
            } else if (plan_due_is_before(item->due, first->due)) {
                *first = (struct first_due){i, item->due};
            }
        }
}

static void plans_join(const struct plan *plans, size_t count, struct arena *arena, struct plan *into)
{
    CLEANUP(map_finish) struct map dues = {0};
    size_t items = 0;
    for (size_t i = 0; i < count; i++)
        items += plans[i].count;
    dues_find(plans, count, arena, &dues);
    into->items = arena_zeroed(arena, (items + 1) * sizeof *into->items);
    into->count = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < plans[i].count; j++) {
            const struct first_due *first = map_get(&dues, plans[i].items[j].step.id);
            if (first->plan != i)
                continue;
            into->items[into->count] = plans[i].items[j];
            into->items[into->count++].programme_title = plans[i].programme_title;
        }
}

int plan_show_together(struct site *site, const struct subject *subject, struct arena *arena, struct plan *ret_plan,
                       const struct plan_choice **ret_choices, size_t *ret_count)
{
    struct plan_choice *choices;
    size_t count = 0;
    *ret_count = 0;
    TRY(plan_show(site, subject, NULL, arena, ret_plan));
    TRY(plan_choices(site, subject, false, arena, &choices, &count));
    if (count < 2)
        return 0;
    struct plan *plans = arena_zeroed(arena, count * sizeof *plans);
    for (size_t i = 0; i < count; i++)
        TRY(plan_show(site, subject, choices[i].programme, arena, &plans[i]));
    plans_join(plans, count, arena, ret_plan);
    *ret_choices = choices;
    *ret_count = count;
    return 0;
}
