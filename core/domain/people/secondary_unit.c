/* Adds and removes secondary units; see secondary_unit.h. */
#include "domain/people/secondary_unit.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/change.h"
#include "domain/people/placement.h"

#include <stdlib.h>

static const struct query also_insert = {"also_unit.insert", "also_unit",
                                         "INSERT INTO also_unit (person_key, unit_key) VALUES (?1, ?2) RETURNING *"};
static const struct query also_remove = {"also_unit.remove", "also_unit",
                                         "DELETE FROM also_unit WHERE person_key = ?1 AND unit_key = ?2 RETURNING *"};
/* From today the person is asked for the unit's circulars (domain/circular/audience.h). */
static const struct query person_placed = {"also_unit.placed", "person",
                                           "UPDATE person SET placed_on = ?2 WHERE key = ?1 RETURNING *"};
static const struct query also_count = {"also_unit.count", NULL,
                                        "SELECT count(*) FROM also_unit WHERE person_key = ?1 AND unit_key = ?2"};
static const struct query also_list = {"also_unit.list", NULL,
                                       "SELECT " UNIT_COLUMNS
                                       " FROM also_unit JOIN unit ON unit.key = also_unit.unit_key"
                                       " WHERE also_unit.person_key = ?1 ORDER BY unit.key LIMIT 32"};

struct join {
    struct change change;
    struct unit unit;
    int64_t is_there;
};

static void join_finish(struct join *act)
{
    change_finish(&act->change);
}

static int unit_check(const struct subject *subject)
{
    return subject_check_either(subject, RIGHT_ACCOUNT, RIGHT_LEAD);
}

static int join_read(struct join *act)
{
    struct records *records = act->change.records;
    json_put_string(&act->change.json, "unit", act->unit.id);
    return records_number(records, &also_count,
                          BIND(value_number(act->change.subject.person.key), value_number(act->unit.key)), 0,
                          &act->is_there);
}

static int join_write(struct join *act, const char *unit)
{
    struct records *records = act->change.records;
    const struct person *person = &act->change.subject.person;
    TRY(unit_find_open(records, unit, &act->change.arena, &act->unit));
    TRY(join_read(act));
    if (act->is_there || act->unit.key == person->unit_key)
        return fail(FAIL_RULE, "person '%s': works in unit '%s' already", person->id, unit);
    TRY(placement_keep(records, person));
    TRY(records_write(records, &also_insert, BIND(value_number(person->key), value_number(act->unit.key)), NULL));
    return records_write(records, &person_placed, BIND(value_number(person->key), value_day(clock_today())), NULL);
}

static int leave_write(struct join *act, const char *unit)
{
    const struct person *person = &act->change.subject.person;
    TRY(unit_find(act->change.records, unit, &act->change.arena, &act->unit));
    TRY(join_read(act));
    if (!act->is_there)
        return fail(FAIL_NOT_FOUND, "person '%s': does not also work in unit '%s'", person->id, unit);
    TRY(placement_keep(act->change.records, person));
    return records_write(act->change.records, &also_remove,
                         BIND(value_number(person->key), value_number(act->unit.key)), NULL);
}

int secondary_unit_add(struct records *records, const struct actor *actor, struct subject_ref person, const char *unit)
{
    CLEANUP(join_finish) struct join act = {.change = CHANGE(records, actor)};
    TRY(change_begin_checked(&act.change, person, unit_check));
    return change_end(&act.change, join_write(&act, unit), "person.joined_unit");
}

int secondary_unit_remove(struct records *records, const struct actor *actor, struct subject_ref person,
                          const char *unit)
{
    CLEANUP(join_finish) struct join act = {.change = CHANGE(records, actor)};
    TRY(change_begin_checked(&act.change, person, unit_check));
    return change_end(&act.change, leave_write(&act, unit), "person.left_unit");
}

int secondary_units_of(struct records *records, int64_t person_key, struct arena *arena, struct unit **ret_units,
                       size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &also_list, BIND(value_number(person_key)), &rows));
    TRY(ROWS_COLLECT(&rows, unit_row_read, NULL, arena, ret_units, ret_count));
    qsort(*ret_units, *ret_count, sizeof **ret_units, unit_by_name);
    return 0;
}
