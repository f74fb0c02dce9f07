/* Several employments of one person in a file: which is the main one, and what the others mean; see roster_import.h. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/secondary_unit.h"
#include "domain/roster/roster_cell.h"
#include "domain/roster/roster_import_internal.h"

#define NO_OTHER INT32_MAX /* in place of a last day */

static const char *id_of(const struct roster_import_run *roster_import_run, const struct roster_row *row)
{
    return roster_cell_id(roster_import_run->arena, row->cells[ROSTER_ID]);
}

/* Two rows of one id are one person only if they do not name two. */
static bool is_same_person(const struct roster_import_run *roster_import_run, const struct roster_row *one,
                           const struct roster_row *other)
{
    const char *left = one->cells[ROSTER_NAME], *right = other->cells[ROSTER_NAME];
    return !*left || !*right ||
           text_equal(roster_fold(roster_import_run->arena, left), roster_fold(roster_import_run->arena, right));
}

static bool has_ended(const struct roster_import_run *roster_import_run, const struct roster_row *row)
{
    int last = roster_import_last_day(roster_import_run, row);
    return last != DAY_NONE && last < roster_import_run->today;
}

/* How much speaks for a row: one that has not ended, in the unit that the person has, and then the first. */
static int weight_of(const struct roster_import_run *roster_import_run, const struct roster_row *row)
{
    const struct roster_import_known *known = map_get(&roster_import_run->known.by_id, id_of(roster_import_run, row));
    size_t same = 0;
    const struct unit *unit = roster_import_unit_of(roster_import_run, row->cells[ROSTER_UNIT], &same);
    return (has_ended(roster_import_run, row) ? 0 : 2) + (known && unit && unit->key == known->person.unit_key);
}

/* The row at `place` is another employment than the main one, and may last longer. */
static void other_set(struct roster_import_run *roster_import_run, size_t place, const struct roster_row *main)
{
    const struct roster *roster = roster_import_run->roster;
    int *end = &roster_import_run->other_ends[main - roster->rows];
    int last = roster_import_last_day(roster_import_run, &roster->rows[place]);
    roster_import_run->main_rows[place] = main;
    if (*end == NO_OTHER || last == DAY_NONE || (*end != DAY_NONE && last > *end))
        *end = last;
}

void roster_import_employments_find(struct roster_import_run *roster_import_run)
{
    CLEANUP(map_finish) struct map mains = {0};
    struct roster *roster = roster_import_run->roster;
    roster_import_run->main_rows =
        arena_zeroed(roster_import_run->arena, (roster->count + 1) * sizeof *roster_import_run->main_rows);
    roster_import_run->other_ends =
        arena_zeroed(roster_import_run->arena, (roster->count + 1) * sizeof *roster_import_run->other_ends);
    for (size_t i = 0; i < roster->count; i++)
        roster_import_run->other_ends[i] = NO_OTHER;
    for (size_t i = 0; i < roster->count; i++) {
        struct roster_row *row = &roster->rows[i];
        const char *id = id_of(roster_import_run, row);
        struct roster_row *main = *id ? map_get(&mains, id) : NULL;
        bool is_another = main && is_same_person(roster_import_run, main, row) && *row->cells[ROSTER_UNIT];
        if (*id && (!main || (is_another && weight_of(roster_import_run, row) > weight_of(roster_import_run, main))))
            map_put(&mains, id, row);
    }
    for (size_t i = 0; i < roster->count; i++) {
        struct roster_row *row = &roster->rows[i];
        const struct roster_row *main = map_get(&mains, id_of(roster_import_run, row));
        if (main && main != row && is_same_person(roster_import_run, main, row) && *row->cells[ROSTER_UNIT])
            other_set(roster_import_run, i, main);
    }
}

int roster_import_ended(const struct roster_import_run *roster_import_run, const struct roster_row *row, int ended)
{
    int other = roster_import_run->other_ends[row - roster_import_run->roster->rows];
    if (other == NO_OTHER || ended == DAY_NONE)
        return ended;
    return other == DAY_NONE || other > ended ? other : ended;
}

static void second_unit_set(struct roster_import_run *roster_import_run, const struct roster_import_subject *subject,
                            const struct unit *unit, bool is_left)
{
    struct roster_import_person *person = roster_import_person_of_line(roster_import_run, subject);
    if (person->unit_count == IMPORT_UNITS_MAX)
        return;
    person->units[person->unit_count++] = (struct roster_import_unit){unit->id, is_left};
    const char *id = subject->known && subject->known->person.is_protected ? NULL : unit->id;
    person->changes[person->change_count++] =
        (struct roster_import_change){"also-unit", is_left ? id : NULL, is_left ? NULL : id};
}

/* Whether the person works in the unit already, as a secondary one. */
static int unit_is_there(const struct roster_import_run *roster_import_run, const struct roster_import_subject *subject,
                         const struct unit *unit, bool *ret_is_there)
{
    struct unit *units;
    size_t count = 0;
    *ret_is_there = false;
    if (!subject->known)
        return 0;
    TRY(secondary_units_of(roster_import_run->site->records, subject->known->person.key, roster_import_run->arena,
                           &units, &count));
    for (size_t i = 0; i < count; i++)
        *ret_is_there = *ret_is_there || units[i].key == unit->key;
    return 0;
}

/* The unit that the person has after the main row. */
static int64_t main_unit(const struct roster_import_run *roster_import_run, const struct roster_import_subject *subject)
{
    size_t same = 0;
    const struct unit *unit = roster_import_unit_of(roster_import_run, subject->row->cells[ROSTER_UNIT], &same);
    return unit ? unit->key : subject->known ? subject->known->person.unit_key : 0;
}

/* One that has not ended is another unit; the end of one takes that unit back. */
static int other_compute(struct roster_import_run *roster_import_run, const struct roster_row *row,
                         const struct roster_import_subject *subject, struct map *seen)
{
    struct arena *arena = roster_import_run->arena;
    size_t same = 0;
    bool is_there = false, is_over = has_ended(roster_import_run, row);
    const struct unit *unit = roster_import_unit_of(roster_import_run, row->cells[ROSTER_UNIT], &same);
    if (!unit) {
        roster_fault(&roster_import_run->roster->notes, row->line,
                     N_("unit '%s': no such unit, or several of that name"), row->cells[ROSTER_UNIT], NULL);
        return 0;
    }
    const char *key = arena_format(arena, "%s %s", subject->id, unit->id);
    const char *arguments[ROSTER_ARGUMENTS_MAX] = {subject->id, unit->id,
                                                   arena_format(arena, "%d", subject->row->line)};
    roster_note_add_three(&roster_import_run->roster->notes, row->line,
                          is_over ? N_("'%s': this employment in '%s' has ended; that on line %s counts")
                                  : N_("'%s': this employment is a second unit, '%s'; the main one is on line %s"),
                          arguments);
    TRY(unit_is_there(roster_import_run, subject, unit, &is_there));
    if (is_over != is_there || map_get(seen, key) || unit->key == main_unit(roster_import_run, subject))
        return 0;
    map_put(seen, key, (void *)(uintptr_t)1);
    if (roster_import_run->may_accounts)
        second_unit_set(roster_import_run, subject, unit, is_over);
    else
        roster_import_run->changes_left++;
    return 0;
}

int roster_import_employments_compute(struct roster_import_run *roster_import_run)
{
    CLEANUP(map_finish) struct map seen = {0};
    for (size_t i = 0; i < roster_import_run->roster->count; i++) {
        const struct roster_row *row = &roster_import_run->roster->rows[i];
        const struct roster_import_subject *subject = map_get(&roster_import_run->named, id_of(roster_import_run, row));
        if (roster_import_run->main_rows[i] && subject && !subject->is_left && subject->is_active)
            TRY(other_compute(roster_import_run, row, subject, &seen));
    }
    return 0;
}
