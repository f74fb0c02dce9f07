/* Adds and takes away units that somebody works in besides the own one; see secondary_unit.h. */
#include "domain/people/secondary_unit.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/json.h"

static const struct query also_insert = {"also_unit.insert", "also_unit",
                                         "INSERT INTO also_unit (person_key, unit_key) VALUES (?1, ?2) RETURNING *"};
static const struct query also_remove = {"also_unit.remove", "also_unit",
                                         "DELETE FROM also_unit WHERE person_key = ?1 AND unit_key = ?2 RETURNING *"};
/* What is asked of people there is asked from today (domain/circular/audience.h). */
static const struct query person_placed = {"also_unit.placed", "person",
                                           "UPDATE person SET placed_on = ?2 WHERE key = ?1 RETURNING *"};
static const struct query also_count = {"also_unit.count", NULL,
                                        "SELECT count(*) FROM also_unit WHERE person_key = ?1 AND unit_key = ?2"};
static const struct query also_list = {
    "also_unit.list", NULL,
    "SELECT unit.key, unit.parent_key, unit.id, unit.name FROM also_unit JOIN unit ON unit.key = also_unit.unit_key"
    " WHERE also_unit.person_key = ?1 ORDER BY unit.name, unit.key LIMIT 32"};

#define SECONDARY_UNITS_MAX 32

struct unit_change {
    struct records *records;
    const struct actor *actor;
    struct arena arena;
    struct person person;
    struct unit unit;
    int64_t is_there;
};

static void unit_change_finish(struct unit_change *change)
{
    arena_finish(&change->arena);
}

static int unit_change_read(struct unit_change *change, const char *person_id, const char *unit)
{
    struct records *records = change->records;
    TRY(person_find(records, person_id, &change->arena, &change->person));
    if (!access_may(records, change->actor, RIGHT_ACCOUNT, change->person.key))
        TRY(access_check(records, change->actor, RIGHT_LEAD, change->person.key));
    TRY(unit_find(records, unit, &change->arena, &change->unit));
    return records_number(records, &also_count, BIND(value_number(change->person.key), value_number(change->unit.key)),
                          0, &change->is_there);
}

static int join_write(struct unit_change *change, const char *person_id, const char *unit)
{
    TRY(unit_change_read(change, person_id, unit));
    if (change->is_there || change->unit.key == change->person.unit_key)
        return fail(FAIL_RULE, "person '%s': works in unit '%s' already", person_id, unit);
    TRY(records_write(change->records, &also_insert,
                      BIND(value_number(change->person.key), value_number(change->unit.key)), NULL));
    return records_write(change->records, &person_placed,
                         BIND(value_number(change->person.key), value_day(clock_today())), NULL);
}

static int leave_write(struct unit_change *change, const char *person_id, const char *unit)
{
    TRY(unit_change_read(change, person_id, unit));
    if (!change->is_there)
        return fail(FAIL_NOT_FOUND, "person '%s': does not also work in unit '%s'", person_id, unit);
    return records_write(change->records, &also_remove,
                         BIND(value_number(change->person.key), value_number(change->unit.key)), NULL);
}

static int unit_change_end(struct unit_change *change, int result, const char *kind)
{
    CLEANUP(text_finish) struct text data = TEXT(1024);
    struct json json = JSON(&data);
    json_object(&json);
    json_put_string(&json, "unit", change->unit.id);
    json_end(&json);
    return records_end(
        change->records, result,
        &(struct event){.actor = change->actor, .kind = kind, .about = change->person.rid, .data = text_string(&data)});
}

int person_join(struct records *records, const struct actor *actor, const char *person_id, const char *unit)
{
    CLEANUP(unit_change_finish) struct unit_change change = {.records = records, .actor = actor};
    TRY(records_begin(records));
    return unit_change_end(&change, join_write(&change, person_id, unit), "person.joined_unit");
}

int person_leave(struct records *records, const struct actor *actor, const char *person_id, const char *unit)
{
    CLEANUP(unit_change_finish) struct unit_change change = {.records = records, .actor = actor};
    TRY(records_begin(records));
    return unit_change_end(&change, leave_write(&change, person_id, unit), "person.left_unit");
}

int person_secondary_units(struct records *records, int64_t person_key, struct arena *arena, struct unit **ret_units,
                           size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct unit *units = arena_zeroed(arena, SECONDARY_UNITS_MAX * sizeof *units);
    size_t count = 0;
    TRY(records_select(records, &also_list, BIND(value_number(person_key)), &rows));
    while (count < SECONDARY_UNITS_MAX && rows_next(&rows))
        units[count++] = (struct unit){.key = row_number(&rows, 0),
                                       .parent_key = row_number(&rows, 1),
                                       .id = row_copy(&rows, 2, arena),
                                       .name = row_copy(&rows, 3, arena)};
    *ret_units = units;
    *ret_count = count;
    return rows_result(&rows);
}
