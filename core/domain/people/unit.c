/* Units: adding, finding and listing them; see unit.h. */
#include "domain/people/unit.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/json.h"
#include "domain/people/access.h"
#include "domain/people/identifier.h"
#include "io/collate.h"

#include <stdlib.h>

static const struct query unit_by_id = {"unit.by_id", NULL, "SELECT " UNIT_COLUMNS " FROM unit WHERE id = ?1"};
static const struct query unit_of_key = {"unit.by_key", NULL, "SELECT " UNIT_COLUMNS " FROM unit WHERE key = ?1"};
static const struct query unit_all = {"unit.all", NULL, "SELECT " UNIT_COLUMNS " FROM unit"};
static const struct query unit_key_of = {"unit.key_of", NULL, "SELECT key FROM unit WHERE id = ?1"};
static const struct query unit_insert = {
    "unit.insert", "unit",
    "INSERT INTO unit (key, id, name, parent_key)"
    " VALUES ((SELECT coalesce(max(key), 0) + 1 FROM unit), ?1, ?2, ?3) RETURNING *"};

int unit_row_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    *(struct unit *)ret_item = (struct unit){.key = row_number(rows, 0),
                                             .parent_key = row_number(rows, 1),
                                             .id = row_copy(rows, 2, arena),
                                             .name = row_copy(rows, 3, arena),
                                             .closed_on = row_day(rows, 4)};
    return 0;
}

/* ---- finding ---- */

int unit_by_name(const void *a, const void *b)
{
    const struct unit *left = a, *right = b;
    int order = collate_swedish(left->name, right->name);
    return order ? order : collate_swedish(left->id, right->id);
}

int unit_list(struct records *records, struct arena *arena, struct unit **ret_units, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &unit_all, BIND_NOTHING, &rows));
    TRY(ROWS_COLLECT(&rows, unit_row_read, NULL, arena, ret_units, ret_count));
    qsort(*ret_units, *ret_count, sizeof **ret_units, unit_by_name);
    return 0;
}

static int fail_unknown(struct records *records, const char *id)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct unit *units;
    size_t count;
    TRY(unit_list(records, &arena, &units, &count));
    const char **ids = arena_zeroed(&arena, (count + 1) * sizeof *ids);
    for (size_t i = 0; i < count; i++)
        ids[i] = units[i].id;
    const char *meant = text_nearest(id, ids, count);
    if (meant)
        return fail(FAIL_NOT_FOUND, "unit '%s': no such unit; did you mean '%s'?", id, meant);
    return fail(FAIL_NOT_FOUND, "unit '%s': no such unit", id);
}

int unit_find(struct records *records, const char *id, struct arena *arena, struct unit *ret_unit)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &unit_by_id, BIND(value_text(id)), &rows));
    bool is_found = rows_next(&rows);
    if (is_found)
        TRY(unit_row_read(&rows, arena, NULL, ret_unit));
    TRY(rows_result(&rows));
    return is_found ? 0 : fail_unknown(records, id);
}

int unit_find_open(struct records *records, const char *id, struct arena *arena, struct unit *ret_unit)
{
    struct unit unit;
    TRY(unit_find(records, id, arena, &unit));
    if (unit.closed_on != DAY_NONE)
        return fail_at(FAIL_RULE, REASON_UNIT_CLOSED, NULL, "unit '%s': is closed", id);
    *ret_unit = unit;
    return 0;
}

size_t units_keep_open(struct unit *units, size_t count, int64_t but_key)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (units[i].closed_on == DAY_NONE || units[i].key == but_key)
            units[kept++] = units[i];
    return kept;
}

int unit_by_key(struct records *records, int64_t key, struct arena *arena, struct unit *ret_unit)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &unit_of_key, BIND(value_number(key)), &rows));
    bool is_found = rows_next(&rows);
    if (is_found)
        TRY(unit_row_read(&rows, arena, NULL, ret_unit));
    TRY(rows_result(&rows));
    return is_found ? 0 : fail(FAIL_NOT_FOUND, "unit %lld: no such unit", (long long)key);
}

int unit_choose(struct records *records, const struct actor *actor, const char *id, struct arena *arena,
                struct unit *ret_unit)
{
    struct unit unit = {0};
    unsigned relations = 0;
    TRY(access_check_site(actor, SITE_SEE_UNIT));
    if (id)
        TRY(unit_find(records, id, arena, &unit));
    else if (!access_sees_all_units(actor))
        TRY(unit_by_key(records, actor->unit_key, arena, &unit));
    if (unit.key)
        TRY(access_unit_relations(records, actor, unit.key, &relations));
    if (unit.key && !relations)
        return fail(FAIL_NOT_FOUND, "unit '%s': no such unit", unit.id);
    *ret_unit = unit;
    return 0;
}

/* ---- adding ---- */

static int unit_write(struct records *records, const struct unit *unit, const char *parent)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct unit above = {0};
    int64_t existing = 0;
    TRY(records_number(records, &unit_key_of, BIND(value_text(unit->id)), 0, &existing));
    if (existing)
        return fail_at(FAIL_RULE, REASON_NONE, "id", "unit '%s': exists already", unit->id);
    if (parent)
        TRY(unit_find_open(records, parent, &arena, &above));
    return records_write(records, &unit_insert,
                         BIND(value_text(unit->id), value_text(unit->name), value_key(above.key)), NULL);
}

int unit_add(struct records *records, const struct actor *actor, const char *id, const char *name, const char *parent)
{
    CLEANUP(text_finish) struct text data = TEXT(4096);
    struct json json = JSON(&data);
    TRY(access_check_site(actor, SITE_ACCOUNTS));
    TRY(identifier_check_id("unit", id));
    TRY(identifier_check_name("name", "unit", id, name));
    json_object(&json);
    json_put_string(&json, "unit", id);
    json_put_string(&json, "parent", parent);
    json_end(&json);
    TRY(records_begin(records));
    int result = unit_write(records, &(struct unit){.id = id, .name = name}, parent);
    return records_end(records, result,
                       &(struct event){.actor = actor, .kind = "unit.added", .data = text_string(&data)});
}
