/* Reads and erases plugins' rows about a person, by their offers personal/1; see personal.h. */
#include "host/personal.h"

#include "base/fail.h"
#include "base/json.h"
#include "domain/admin/erase.h"
#include "domain/people/person.h"
#include "domain/records/records.h"
#include "domain/records/rows_json.h"
#include "host/host.h"

#include <string.h>
#include <trappa/personal.h>

#define SQL_MOST_BYTES (64UL * 1024)

static bool is_loaded(const char *id)
{
    for (struct plugin *plugin = NULL; (plugin = host_plugin_next(plugin));)
        if (!plugin->why && text_equal(plugin->id, id))
            return true;
    return false;
}

static int has_row(struct records *records, const char *table, const char *prefix, bool *ret_has)
{
    CLEANUP(text_finish) struct text sql = TEXT(SQL_MOST_BYTES);
    struct rows rows CLEANUP(rows_end) = {0};
    struct confinement confinement = {.prefix = prefix, .view_prefix = "v_"};
    text_addf(&sql, "SELECT 1 FROM \"%s\" LIMIT 1", table);
    TRY(records_select_confined(records, text_string(&sql), BIND_NOTHING, &confinement, &rows));
    *ret_has = rows_next(&rows);
    return rows_result(&rows);
}

/* Fails if a plugin with personal rows is not loaded: better no export or erasure than half of one. */
static int plugin_must_be_loaded(struct records *records, const char *id)
{
    static const struct query tables_of = {
        "personal.tables", NULL,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND substr(name, 1, length(?1)) = ?1"};
    CLEANUP(text_finish) struct text prefix = TEXT(100);
    struct rows rows CLEANUP(rows_end) = {0};
    for (const char *at = id; *at; at++)
        text_add_char(&prefix, *at == '-' ? '_' : *at);
    text_add(&prefix, "_");
    TRY(records_select(records, &tables_of, BIND(value_text(text_string(&prefix))), &rows));
    while (rows_next(&rows)) {
        bool has = false;
        TRY(has_row(records, row_text(&rows, 0), text_string(&prefix), &has));
        if (has)
            return fail(FAIL_RULE, "plugin '%s': is not loaded, and may keep things about the person", id);
    }
    return rows_result(&rows);
}

static int all_are_loaded(struct records *records)
{
    static const struct query plugins_with_tables = {"personal.plugins", NULL,
                                                     "SELECT DISTINCT plugin FROM plugin_migration ORDER BY plugin"};
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &plugins_with_tables, BIND_NOTHING, &rows));
    while (rows_next(&rows))
        if (!is_loaded(row_text(&rows, 0)))
            TRY(plugin_must_be_loaded(records, row_text(&rows, 0)));
    return rows_result(&rows);
}

static struct confinement confinement_of(const struct plugin_offer *offer, bool may_write)
{
    return (struct confinement){.prefix = offer->plugin->table_prefix, .view_prefix = "v_", .may_write = may_write};
}

/* ---- export ---- */

static int table_export(struct records *records, const struct plugin_offer *offer, const char *rid, struct json *json)
{
    CLEANUP(text_finish) struct text sql = TEXT(SQL_MOST_BYTES);
    struct rows rows CLEANUP(rows_end) = {0};
    const struct trappa_personal_1 *personal = offer->item;
    struct confinement confinement = confinement_of(offer, false);
    text_addf(&sql, "SELECT * FROM %s WHERE %s = ?1 ORDER BY 1", personal->table, personal->person);
    TRY(records_select_confined(records, text_string(&sql), BIND(value_text(rid)), &confinement, &rows));
    json_key(json, personal->table);
    return rows_to_json(&rows, false, json);
}

static int personal_export(struct records *records, const char *rid, struct json *json)
{
    struct plugin_offer at = {0};
    TRY(all_are_loaded(records));
    while (host_offer_next(TRAPPA_PERSONAL_1, &at))
        TRY(table_export(records, &at, rid, json));
    return 0;
}

/* ---- erasure ---- */

static int table_erase(struct records *records, const struct plugin_offer *offer, const char *rid)
{
    CLEANUP(text_finish) struct text sql = TEXT(SQL_MOST_BYTES);
    const struct trappa_personal_1 *personal = offer->item;
    struct confinement confinement = confinement_of(offer, true);
    if (!personal->erased || !personal->erased[0])
        return 0;
    text_addf(&sql, "UPDATE %s SET ", personal->table);
    for (size_t i = 0; personal->erased[i]; i++)
        text_addf(&sql, "%s%s = NULL", i ? ", " : "", personal->erased[i]);
    text_addf(&sql, " WHERE %s = ?1 RETURNING *", personal->person);
    TRY(text_check(&sql, personal->table));
    return records_write_confined(records, text_string(&sql), BIND(value_text(rid)), &confinement, NULL);
}

static int personal_erase(struct records *records, const char *rid)
{
    struct plugin_offer at = {0};
    TRY(all_are_loaded(records));
    while (host_offer_next(TRAPPA_PERSONAL_1, &at))
        TRY(table_erase(records, &at, rid));
    return 0;
}

void personal_begin(void)
{
    static const struct person_elsewhere elsewhere = {personal_export, personal_erase};
    person_use_elsewhere(&elsewhere);
}
