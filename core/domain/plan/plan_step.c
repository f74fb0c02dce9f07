/* One step of a person, in plans or not; see plan.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/plan/plan.h"
#include "domain/plan/plan_place.h"

/* The place of a step in the running plans of a person: the earliest day, and the programme with it. */
struct first_place {
    int due;
    const char *programme_title; /* NULL: it is in none */
};

static int place_of(struct site *site, const struct person *person, const struct standing *standing,
                    struct arena *arena, struct first_place *ret_place)
{
    struct plan_row *rows;
    size_t count;
    TRY(plan_rows_running(site->records, person->key, arena, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        struct content_programme programme = {.title = rows[i].programme};
        struct plan_frame frame;
        struct plan_place place;
        bool has_step = false;
        TRY(plan_frame_read(site, &rows[i], person->background, arena, &frame));
        TRY(plan_place_find(&frame, standing->entry, standing->progress, &place, &has_step));
        if (!has_step || (ret_place->programme_title && !plan_due_is_before(place.due, ret_place->due)))
            continue;
        int result = content_programme(site->content, rows[i].programme, arena, &programme);
        if (result != 0 && result != FAIL_NOT_FOUND)
            return result;
        *ret_place = (struct first_place){place.due, programme.title};
    }
    return 0;
}

int plan_step(struct site *site, const struct subject *subject, const char *step, struct arena *arena,
              struct plan_item *ret_item)
{
    struct progress progress;
    struct content_entry entry;
    struct standing standing;
    struct first_place place = {DAY_NONE, NULL};
    TRY(subject_check(subject, RIGHT_SEE_DATES));
    TRY(progress_of_step(site->records, subject->person.key, arena_copy_string(arena, step), arena, &progress));
    int result = content_step(site->content, step, arena, &entry);
    if (result == FAIL_NOT_FOUND && progress.step_key)
        entry = standing_gone_entry(progress.step);
    else
        TRY(result);
    TRY(standing_read(site->content, &entry, &progress, &standing));
    TRY(place_of(site, &subject->person, &standing, arena, &place));
    *ret_item = standing_item(&standing, place.due);
    ret_item->programme_title = place.programme_title;
    return 0;
}

int step_unmet_requirements(struct site *site, const struct subject *subject, const char *step, struct arena *arena,
                            struct content_ids *ret_ids)
{
    struct content_ids before;
    struct plan_item item;
    TRY(subject_check(subject, RIGHT_SEE_DATES));
    TRY(content_requires(site->content, step, arena, &before));
    *ret_ids = (struct content_ids){.items = arena_zeroed(arena, (before.count + 1) * sizeof *before.items)};
    for (size_t i = 0; i < before.count; i++) {
        int result = plan_step(site, subject, before.items[i], arena, &item);
        if (result != 0 && result != FAIL_NOT_FOUND)
            return result;
        if (result == 0 && !plan_item_is_finished(&item))
            ret_ids->items[ret_ids->count++] = before.items[i];
    }
    return 0;
}
