/* Puts the steps of plans in their places; see plan_place.h. */
#include "domain/plan/plan_place.h"

#include "base/clock.h"
#include "base/fail.h"

int plan_programme_read(struct content *content, struct standing_reader *reader, const char *programme,
                        struct arena *arena, struct plan_programme *ret_programme)
{
    *ret_programme = (struct plan_programme){0};
    int result = content_programme_steps(content, programme, arena, &ret_programme->entries);
    if (result != 0 && result != FAIL_NOT_FOUND)
        return result;
    ret_programme->steps = arena_zeroed(arena, (ret_programme->entries.count + 1) * sizeof *ret_programme->steps);
    for (size_t i = 0; i < ret_programme->entries.count; i++)
        ret_programme->steps[i] = standing_reader_step(reader, ret_programme->entries.items[i].id);
    return 0;
}

int plan_frame_read(struct site *site, const struct plan_row *row, const char *background, struct arena *arena,
                    struct plan_frame *ret_frame)
{
    *ret_frame = (struct plan_frame){.content = site->content,
                                     .arena = arena,
                                     .programme = row->programme,
                                     .background = background,
                                     .start = row->start};
    TRY(plan_row_reschedules(site->records, row->key, arena, &ret_frame->reschedules));
    return added_steps_of(site->records, row->key, arena, &ret_frame->added);
}

void plan_places_finish(struct plan_places *places)
{
    memory_free(places->items);
}

bool plan_due_is_before(int due, int other)
{
    return due != DAY_NONE && (other == DAY_NONE || due < other);
}

/* ---- the rules ---- */

/* Whether the programme's step has a place: for the person's background, or for what was done. */
static bool has_place(const struct plan_frame *frame, const struct content_entry *entry,
                      const struct progress *progress)
{
    return plan_is_for_background(entry, frame->background) ||
           (progress && (progress->state != STATE_TODO || progress->version_key || progress->signoff_key));
}

/* The added step in place of the programme's, and its entry; NULL if there is none. */
static int replacement_of(struct plan_frame *frame, const char *step, struct added_step **ret_added,
                          struct content_entry *ret_entry)
{
    bool is_used = false;
    *ret_added = added_steps_instead_of(&frame->added, step);
    if (*ret_added)
        TRY(added_step_entry(frame->content, *ret_added, frame->arena, ret_entry, &is_used));
    if (!is_used)
        *ret_added = NULL;
    return 0;
}

static struct plan_place place_of_programme(const struct plan_frame *frame, const struct content_entry *entry,
                                            const int *due)
{
    return (struct plan_place){.entry = entry,
                               .template = entry,
                               .due = due ? *due : due_moved(frame->start, entry->due, &frame->reschedules)};
}

/* `replaced` NULL: beside the others. */
static struct plan_place place_of_added(const struct plan_frame *frame, const struct added_step *added,
                                        const struct content_entry *entry, const struct content_entry *replaced)
{
    return (struct plan_place){.entry = entry,
                               .template = replaced,
                               .is_own = true,
                               .due = added_step_due(added, replaced, frame->start, &frame->reschedules)};
}

/* ---- all steps ---- */

static void place_add(struct plan_places *places, struct plan_place place, struct standing_step *step)
{
    ARRAY_RESERVE(places->items, places->count, places->capacity);
    place.step = step;
    places->items[places->count++] = place;
}

static void added_put(struct plan_frame *frame, struct standing_reader *reader, struct added_step *added,
                      const struct content_entry *entry, const struct content_entry *replaced,
                      struct plan_places *places)
{
    struct content_entry *kept = arena_zeroed(frame->arena, sizeof *kept);
    *kept = *entry;
    added->is_placed = true;
    place_add(places, place_of_added(frame, added, kept, replaced), standing_reader_step(reader, kept->id));
}

static bool has_step(const struct plan_places *places, size_t count, struct standing_step *step)
{
    for (size_t i = 0; i < count; i++)
        if (places->items[i].step == step)
            return true;
    return false;
}

static int beside_put(struct plan_frame *frame, struct standing_reader *reader, struct plan_places *places)
{
    size_t of_programme = places->count;
    for (size_t i = 0; i < frame->added.count; i++) {
        struct added_step *added = &frame->added.items[i];
        struct content_entry entry;
        bool is_used = false;
        if (added->is_placed || has_step(places, of_programme, standing_reader_step(reader, added->step)))
            continue;
        TRY(added_step_entry(frame->content, added, frame->arena, &entry, &is_used));
        if (is_used)
            added_put(frame, reader, added, &entry, NULL, places);
    }
    return 0;
}

int plan_places_fill(struct plan_frame *frame, struct standing_reader *reader, const struct plan_programme *programme,
                     const int *dues, struct plan_places *places)
{
    places->count = 0;
    for (size_t i = 0; i < programme->entries.count; i++) {
        const struct content_entry *entry = &programme->entries.items[i];
        struct added_step *replacement = NULL;
        struct content_entry other;
        if (frame->added.count)
            TRY(replacement_of(frame, entry->id, &replacement, &other));
        if (replacement)
            added_put(frame, reader, replacement, &other, entry, places);
        else if (has_place(frame, entry, standing_reader_progress(reader, programme->steps[i])))
            place_add(places, place_of_programme(frame, entry, dues ? &dues[i] : NULL), programme->steps[i]);
    }
    return beside_put(frame, reader, places);
}

/* ---- one step ---- */

/* In the place of a step that the programme has. */
static int find_instead(struct plan_frame *frame, const struct added_step *added, const struct content_entry *entry,
                        struct plan_place *ret_place, bool *ret_has)
{
    struct content_entry *replaced = arena_zeroed(frame->arena, sizeof *replaced);
    *ret_has = false;
    if (!added || !added->instead_of)
        return 0;
    TRY(content_programme_has(frame->content, frame->programme, added->instead_of, ret_has));
    if (!*ret_has)
        return 0;
    TRY(content_step(frame->content, added->instead_of, frame->arena, replaced));
    *ret_place = place_of_added(frame, added, entry, replaced);
    return 0;
}

static int find_in_programme(struct plan_frame *frame, const struct content_entry *entry,
                             const struct progress *progress, struct plan_place *ret_place, bool *ret_has)
{
    struct added_step *replacement = NULL;
    struct content_entry other;
    *ret_has = false;
    if (!has_place(frame, entry, progress))
        return 0;
    TRY(replacement_of(frame, entry->id, &replacement, &other));
    if (!replacement)
        TRY(content_programme_has(frame->content, frame->programme, entry->id, ret_has));
    if (*ret_has)
        *ret_place = place_of_programme(frame, entry, NULL);
    return 0;
}

int plan_place_find(struct plan_frame *frame, const struct content_entry *entry, const struct progress *progress,
                    struct plan_place *ret_place, bool *ret_has)
{
    const struct added_step *added = added_steps_find(&frame->added, entry->id);
    *ret_has = false;
    if (entry->is_retired || entry->is_hidden)
        return 0;
    TRY(find_instead(frame, added, entry, ret_place, ret_has));
    if (!*ret_has)
        TRY(find_in_programme(frame, entry, progress, ret_place, ret_has));
    if (!*ret_has && added) {
        *ret_place = place_of_added(frame, added, entry, NULL);
        *ret_has = true;
    }
    return 0;
}
