/* Keeps and reads where people were before; see placement.h. */
#include "domain/people/placement.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/person_row.h"

static const struct query placement_insert = {
    "placement.insert", "placement",
    "INSERT INTO placement (key, person_key, first, last, units, roles, background)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM placement), ?1, ?2, ?3, ?4, ?5, ?6) RETURNING *"};
static const struct query units_above = {
    "placement.units", NULL,
    "WITH RECURSIVE up (key, parent_key) AS (SELECT key, parent_key FROM unit WHERE key = ?2 OR key IN"
    " (SELECT unit_key FROM also_unit WHERE person_key = ?1)"
    " UNION SELECT unit.key, unit.parent_key FROM unit JOIN up ON unit.key = up.parent_key)"
    " SELECT unit.id FROM unit JOIN up ON up.key = unit.key ORDER BY unit.id"};
static const struct query people_below = {
    "placement.people_below", NULL,
    "SELECT " PERSON_COLUMNS " FROM " PERSON_TABLES
    " WHERE person.status = 'active' AND " PERSON_WORKS_IN(UNIT_AND_BELOW("?1")) " ORDER BY person.key"};
static const struct query person_placed = {"placement.placed", "person",
                                           "UPDATE person SET placed_on = ?2 WHERE key = ?1 RETURNING *"};
static const struct query placement_all = {"placement.all", NULL,
                                           "SELECT person_key, first, last, units, roles, background FROM placement"
                                           " WHERE ?1 IS NULL OR person_key = ?1 ORDER BY person_key, key"};

#define UNITS_MOST_BYTES ((size_t)64 * 1024)

static int units_write(struct records *records, const struct person *person, struct text *into)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &units_above, BIND(value_number(person->key), value_number(person->unit_key)), &rows));
    while (rows_next(&rows)) {
        if (into->length)
            text_add_char(into, ' ');
        text_add(into, row_text(&rows, 0));
    }
    TRY(rows_result(&rows));
    return text_check(into, "the units of a person");
}

int placement_keep(struct records *records, const struct person *person)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(text_finish) struct text units = TEXT(UNITS_MOST_BYTES);
    int today = clock_today();
    if (!text_equal(person->status, "active") || person->placed_on >= today)
        return 0;
    TRY(units_write(records, person, &units));
    return records_write(records, &placement_insert,
                         BIND(value_number(person->key), value_day(person->placed_on), value_number(today),
                              value_text(text_string(&units)), value_text(roles_format(person->roles, &arena)),
                              value_text(person->background)),
                         NULL);
}

int placement_keep_unit(struct records *records, int64_t unit_key)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct rows rows CLEANUP(rows_end) = {0};
    struct people people;
    TRY(records_select(records, &people_below, BIND(value_number(unit_key)), &rows));
    TRY(person_rows_read(&rows, &arena, &people));
    rows_end(&rows);
    for (size_t i = 0; i < people.count; i++) {
        TRY(placement_keep(records, &people.items[i]));
        TRY(records_write(records, &person_placed, BIND(value_number(people.items[i].key), value_number(clock_today())),
                          NULL));
    }
    return 0;
}

static int placement_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    struct placement *placement = ret_item;
    (void)context;
    *placement = (struct placement){.person_key = row_number(rows, 0),
                                    .first = row_day(rows, 1),
                                    .last = row_day(rows, 2),
                                    .units = row_copy(rows, 3, arena),
                                    .background = row_copy(rows, 5, arena)};
    const char *roles = row_text(rows, 4);
    return *roles ? roles_parse(roles, &placement->roles) : 0;
}

int placements_read(struct records *records, int64_t person_key, struct arena *arena, struct placement **ret_placements,
                    size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &placement_all, BIND(value_key(person_key)), &rows));
    return ROWS_COLLECT(&rows, placement_read, NULL, arena, ret_placements, ret_count);
}
