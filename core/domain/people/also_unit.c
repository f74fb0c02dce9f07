/* Adds and takes away units that somebody works in besides the own one; see also_unit.h. */
#include "domain/people/also_unit.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/json.h"

static const struct query also_insert = {"also_unit.insert", "also_unit",
                                         "INSERT INTO also_unit (person_key, unit_key) VALUES (?1, ?2) RETURNING *"};
static const struct query also_remove = {"also_unit.remove", "also_unit",
                                         "DELETE FROM also_unit WHERE person_key = ?1 AND unit_key = ?2 RETURNING *"};
/* What is asked of people there is asked from today (circular/reach.h). */
static const struct query person_placed = {"also_unit.placed", "person",
                                           "UPDATE person SET placed_on = ?2 WHERE key = ?1 RETURNING *"};
static const struct query also_count = {"also_unit.count", NULL,
                                        "SELECT count(*) FROM also_unit WHERE person_key = ?1 AND unit_key = ?2"};
static const struct query also_list = {
    "also_unit.list", NULL,
    "SELECT unit.key, unit.parent_key, unit.id, unit.name FROM also_unit JOIN unit ON unit.key = also_unit.unit_key"
    " WHERE also_unit.person_key = ?1 ORDER BY unit.name, unit.key LIMIT 32"};

#define ALSO_UNITS_MOST 32

struct joining {
    struct records *records;
    const struct actor *actor;
    struct arena arena;
    struct person person;
    struct unit unit;
    int64_t is_there;
};

static void joining_finish(struct joining *joining)
{
    arena_finish(&joining->arena);
}

static int joining_read(struct joining *joining, const char *person_id, const char *unit)
{
    struct records *records = joining->records;
    TRY(person_find(records, person_id, &joining->arena, &joining->person));
    if (!access_may(records, joining->actor, RIGHT_ACCOUNT, joining->person.key))
        TRY(access_check(records, joining->actor, RIGHT_LEAD, joining->person.key));
    TRY(unit_find(records, unit, &joining->arena, &joining->unit));
    return records_number(records, &also_count, BIND(of_number(joining->person.key), of_number(joining->unit.key)), 0,
                          &joining->is_there);
}

static int join_write(struct joining *joining, const char *person_id, const char *unit)
{
    TRY(joining_read(joining, person_id, unit));
    if (joining->is_there || joining->unit.key == joining->person.unit_key)
        return fail(FAIL_RULE, "person '%s': works in unit '%s' already", person_id, unit);
    TRY(records_write(joining->records, &also_insert,
                      BIND(of_number(joining->person.key), of_number(joining->unit.key)), NULL));
    return records_write(joining->records, &person_placed, BIND(of_number(joining->person.key), of_day(clock_today())),
                         NULL);
}

static int leave_write(struct joining *joining, const char *person_id, const char *unit)
{
    TRY(joining_read(joining, person_id, unit));
    if (!joining->is_there)
        return fail(FAIL_NOT_FOUND, "person '%s': does not also work in unit '%s'", person_id, unit);
    return records_write(joining->records, &also_remove,
                         BIND(of_number(joining->person.key), of_number(joining->unit.key)), NULL);
}

static int joining_end(struct joining *joining, int result, const char *kind)
{
    CLEANUP(text_finish) struct text data = TEXT(1024);
    struct json json = JSON(&data);
    json_object(&json);
    json_put_string(&json, "unit", joining->unit.id);
    json_end(&json);
    return records_end(
        joining->records, result,
        &(struct event){
            .actor = joining->actor, .kind = kind, .about = joining->person.rid, .data = text_string(&data)});
}

int person_join(struct records *records, const struct actor *actor, const char *person_id, const char *unit)
{
    CLEANUP(joining_finish) struct joining joining = {.records = records, .actor = actor};
    TRY(records_begin(records));
    return joining_end(&joining, join_write(&joining, person_id, unit), "person.joined_unit");
}

int person_leave(struct records *records, const struct actor *actor, const char *person_id, const char *unit)
{
    CLEANUP(joining_finish) struct joining joining = {.records = records, .actor = actor};
    TRY(records_begin(records));
    return joining_end(&joining, leave_write(&joining, person_id, unit), "person.left_unit");
}

int person_also_units(struct records *records, int64_t person_key, struct arena *arena, struct unit **ret_units,
                      size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct unit *units = arena_zeroed(arena, ALSO_UNITS_MOST * sizeof *units);
    size_t count = 0;
    TRY(records_select(records, &also_list, BIND(of_number(person_key)), &rows));
    while (count < ALSO_UNITS_MOST && rows_next(&rows))
        units[count++] = (struct unit){.key = row_number(&rows, 0),
                                       .parent_key = row_number(&rows, 1),
                                       .id = row_copy(&rows, 2, arena),
                                       .name = row_copy(&rows, 3, arena)};
    *ret_units = units;
    *ret_count = count;
    return rows_result(&rows);
}
