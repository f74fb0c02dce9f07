/* Shows plans with dates, states and differences; see plan.h. */
#include "domain/plan/plan.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/map.h"
#include "domain/plan/added_step.h"
#include "domain/plan/plan_cache.h"
#include "domain/plan/plan_change.h"
#include "domain/progress/progress.h"

/* ---- showing ---- */

/* What the items of one plan are made from. */
struct block_render {
    struct site *site;
    struct arena *arena;
    struct plan *plan;
    struct progress_list progress;
    struct map progress_by_step; /* of what has not been shown yet */
    struct due_reschedules reschedules;
    struct added_steps own;
};

static void block_render_finish(struct block_render *showing)
{
    map_finish(&showing->progress_by_step);
}

static int item_add(struct block_render *showing, const struct content_entry *entry, const struct progress *progress,
                    int due, struct plan_item **ret_item)
{
    static const struct progress nothing = {.state = STATE_TODO, .until = DAY_NONE, .paper_day = DAY_NONE};
    struct progress_diffs diffs = {{REVISION_DIFF_NONE, DAY_NONE}, {REVISION_DIFF_NONE, DAY_NONE}};
    if (progress && !entry->is_retired && !entry->is_hidden)
        TRY(progress_diffs(showing->site->content, progress, entry, &diffs));
    *ret_item = &showing->plan->items[showing->plan->count++];
    **ret_item = progress_item(entry, progress ? progress : &nothing, &diffs, due);
    (*ret_item)->template_due = due_day(showing->plan->start, entry->due);
    return 0;
}

/* The step for this person, at the place of `replaced` or after the others; not shown while it is no longer used. */
static int item_own(struct block_render *showing, struct added_step *own, const struct content_entry *replaced)
{
    struct content_entry entry;
    struct plan_item *item;
    bool is_used = false;
    TRY(added_step_entry(showing->site->content, own, showing->arena, &entry, &is_used));
    own->is_placed = is_used;
    if (!is_used)
        return 0;
    TRY(item_add(showing, &entry, map_get(&showing->progress_by_step, entry.id),
                 added_step_due(own, replaced, showing->plan->start, &showing->reschedules), &item));
    item->is_own = true;
    item->instead_of = replaced ? replaced->id : NULL;
    item->template_due = replaced ? due_day(showing->plan->start, replaced->due) : DAY_NONE;
    return 0;
}

static int items_of_programme(struct block_render *showing, const struct content_entries *entries)
{
    struct plan *plan = showing->plan;
    for (size_t i = 0; i < entries->count; i++) {
        const struct content_entry *entry = &entries->items[i];
        const struct progress *progress = map_get(&showing->progress_by_step, entry->id);
        struct added_step *own = added_steps_instead_of(&showing->own, entry->id);
        struct plan_item *item;
        if (own)
            TRY(item_own(showing, own, entry));
        if ((own && own->is_placed) || !plan_shows(entry, progress, plan->person.background))
            continue;
        TRY(item_add(showing, entry, progress, due_moved(plan->start, entry->due, &showing->reschedules), &item));
    }
    return 0;
}

/* Steps added beside the programme's; not again where the programme has it by now. */
static int items_own(struct block_render *showing)
{
    size_t shown = showing->plan->count;
    for (size_t i = 0; i < showing->own.count; i++) {
        bool is_shown = showing->own.items[i].is_placed;
        for (size_t j = 0; j < shown && !is_shown; j++)
            is_shown = text_equal(showing->plan->items[j].step.id, showing->own.items[i].step);
        if (!is_shown)
            TRY(item_own(showing, &showing->own.items[i], NULL));
    }
    return 0;
}

/* A step that the person did and the programme does not show: true if it is shown nowhere any more, and once belonged
 * here as far as anybody knows. */
static int look_if_gone(struct block_render *showing, const struct progress *progress, struct content_entry *ret_entry,
                        bool *ret_is_gone)
{
    int result = content_step(showing->site->content, progress->step, showing->arena, ret_entry);
    *ret_is_gone = result == FAIL_NOT_FOUND;
    if (result == FAIL_NOT_FOUND)
        *ret_entry = progress_gone_entry(progress->step);
    else if (result != 0)
        return result;
    else if (ret_entry->is_hidden || ret_entry->is_retired)
        *ret_is_gone = !ret_entry->programme || text_equal(ret_entry->programme, showing->plan->programme);
    return 0;
}

/* Steps that are no longer in the edition keep showing what was done, after the others. */
static int items_gone(struct block_render *showing, size_t shown)
{
    CLEANUP(map_finish) struct map known = {0};
    for (size_t i = 0; i < shown; i++)
        map_put(&known, showing->plan->items[i].step.id, &showing->plan->items[i]);
    for (size_t i = 0; i < showing->progress.count; i++) {
        const struct progress *progress = &showing->progress.items[i];
        struct content_entry entry;
        struct plan_item *item;
        bool is_gone = false;
        if (progress->state == STATE_TODO || map_get(&known, progress->step))
            continue;
        TRY(look_if_gone(showing, progress, &entry, &is_gone));
        if (is_gone)
            TRY(item_add(showing, &entry, progress, DAY_NONE, &item));
    }
    return 0;
}

static int items_fill(struct block_render *showing)
{
    struct content_entries entries = {0};
    struct content_programme programme;
    struct plan *plan = showing->plan;
    int result = content_programme(showing->site->content, plan->programme, showing->arena, &programme);
    if (result == 0) {
        plan->programme_title = programme.title;
        TRY(content_programme_steps(showing->site->content, plan->programme, showing->arena, &entries));
    } else if (result != FAIL_NOT_FOUND) {
        return result;
    }
    plan->items = arena_zeroed(showing->arena, (entries.count + showing->own.count + showing->progress.count + 1) *
                                                   sizeof *plan->items);
    for (size_t i = 0; i < showing->progress.count; i++)
        map_put(&showing->progress_by_step, showing->progress.items[i].step, &showing->progress.items[i]);
    TRY(items_of_programme(showing, &entries));
    TRY(items_own(showing));
    return items_gone(showing, plan->count);
}

/* It must not depend on who looks: plan_show() keeps it for the next one. */
static int work_out(struct site *site, const struct person *person, const char *programme, struct arena *arena,
                    struct plan *ret_plan)
{
    struct plan_row row;
    struct plan plan = {.person = *person};
    CLEANUP(block_render_finish) struct block_render showing = {.site = site, .arena = arena, .plan = &plan};
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
    TRY(plan_row_reschedules(site->records, row.key, arena, &showing.reschedules));
    TRY(added_steps_of(site->records, row.key, arena, &showing.own));
    TRY(progress_of_person(site->records, person->key, arena, &showing.progress));
    TRY(items_fill(&showing));
    *ret_plan = plan;
    return 0;
}

/* The list is the caller's, the strings are lent. */
static void plan_lend(const struct plan *kept, const struct person *person, struct arena *arena, struct plan *ret_plan)
{
    *ret_plan = *kept;
    ret_plan->person = *person;
    ret_plan->items = (void *)arena_copy_bytes(arena, kept->items, kept->count * sizeof *kept->items);
}

static int show(struct site *site, const struct actor *actor, const struct person *person, const char *programme,
                struct arena *arena, struct plan *ret_plan)
{
    struct plan_key key = {person->key, programme, clock_today(), site_state(site)};
    struct arena *room_arena = NULL;
    struct plan plan;
    TRY(access_check(site->records, actor, RIGHT_SEE_DATES, person->key));
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

int plan_show(struct site *site, const struct actor *actor, const struct person *person, const char *programme,
              struct arena *arena, struct plan *ret_plan)
{
    TRY(content_read_begin(site->content));
    int result = show(site, actor, person, programme, arena, ret_plan);
    content_read_end(site->content);
    return result;
}

bool plan_is_none(int result)
{
    return fail_is(result, REASON_NO_PLAN) || fail_is(result, REASON_NOT_PUBLISHED);
}

/* ---- one step ---- */

/* Where a step stands in the running plans of a person: the earliest day, and the programme that asks for it. */
struct standing {
    int due;
    const char *programme_title;
};

/* The same in one plan; false if the step is not in it. */
static int place_in(struct site *site, const struct person *person, const struct content_entry *entry,
                    const struct plan_row *row, struct arena *arena, bool *ret_has, int *ret_due)
{
    struct due_reschedules reschedules;
    struct added_steps own;
    TRY(plan_row_reschedules(site->records, row->key, arena, &reschedules));
    TRY(added_steps_of(site->records, row->key, arena, &own));
    struct added_step *mine = added_steps_find(&own, entry->id);
    *ret_has = mine != NULL;
    if (mine) {
        struct content_entry replaced;
        bool stands_for = mine->instead_of && content_step(site->content, mine->instead_of, arena, &replaced) == 0;
        *ret_due = added_step_due(mine, stands_for ? &replaced : NULL, row->start, &reschedules);
        return 0;
    }
    if (added_steps_instead_of(&own, entry->id) || !plan_concerns(entry, person->background))
        return 0;
    TRY(content_programme_has(site->content, row->programme, entry->id, ret_has));
    *ret_due = due_moved(row->start, entry->due, &reschedules);
    return 0;
}

static int place_of(struct site *site, const struct person *person, const struct content_entry *entry,
                    struct arena *arena, struct standing *ret_place)
{
    struct plan_row *rows;
    size_t count;
    *ret_place = (struct standing){DAY_NONE, NULL};
    TRY(plan_rows_running(site->records, person->key, arena, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        struct content_programme programme = {.title = rows[i].programme};
        bool has_step = false;
        int due = DAY_NONE;
        TRY(place_in(site, person, entry, &rows[i], arena, &has_step, &due));
        if (!has_step ||
            (ret_place->programme_title && (due == DAY_NONE || (ret_place->due != DAY_NONE && due >= ret_place->due))))
            continue;
        int result = content_programme(site->content, rows[i].programme, arena, &programme);
        if (result != 0 && result != FAIL_NOT_FOUND)
            return result;
        *ret_place = (struct standing){due, programme.title};
    }
    return 0;
}

int plan_step(struct site *site, const struct actor *actor, const struct person *person, const char *step,
              struct arena *arena, struct plan_item *ret_item)
{
    struct progress progress;
    struct progress_diffs diffs = {{REVISION_DIFF_NONE, DAY_NONE}, {REVISION_DIFF_NONE, DAY_NONE}};
    struct content_entry entry;
    struct standing place = {DAY_NONE, NULL};
    TRY(access_check(site->records, actor, RIGHT_SEE_DATES, person->key));
    TRY(progress_of_step(site->records, person->key, arena_copy_string(arena, step), arena, &progress));
    int result = content_step(site->content, step, arena, &entry);
    if (result == FAIL_NOT_FOUND && progress.step_key) {
        entry = progress_gone_entry(progress.step);
    } else {
        TRY(result);
        if (!entry.is_retired && !entry.is_hidden)
            TRY(progress_diffs(site->content, &progress, &entry, &diffs));
        TRY(place_of(site, person, &entry, arena, &place));
    }
    *ret_item = progress_item(&entry, &progress, &diffs, place.due);
    ret_item->programme_title = place.programme_title;
    return 0;
}

int step_unmet(struct site *site, const struct actor *actor, const struct person *person, const char *step,
               struct arena *arena, struct content_ids *ret_ids)
{
    struct content_ids before;
    struct plan_item item;
    TRY(content_requires(site->content, step, arena, &before));
    *ret_ids = (struct content_ids){.items = arena_zeroed(arena, (before.count + 1) * sizeof *before.items)};
    for (size_t i = 0; i < before.count; i++) {
        int result = plan_step(site, actor, person, before.items[i], arena, &item);
        if (result != 0 && result != FAIL_NOT_FOUND)
            return result;
        if (result == 0 && !plan_item_is_finished(&item))
            ret_ids->items[ret_ids->count++] = before.items[i];
    }
    return 0;
}
