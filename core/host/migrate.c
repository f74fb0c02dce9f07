/* Runs plugins' migrations under confinement and checks the resulting tables; see migrate.h. */
#include "host/migrate.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/json.h"
#include "domain/records/records.h"
#include "host/call.h"
#include "host/views.h"

#include <trappa/migration.h>

static const struct query newest_of = {"migrate.newest", NULL,
                                       "SELECT coalesce(max(n), 0) FROM plugin_migration WHERE plugin = ?1"};
static const struct query migration_note = {
    "migrate.note", "plugin_migration",
    "INSERT INTO plugin_migration (plugin, n, name, at) VALUES (?1, ?2, ?3, ?4) RETURNING *"};

/* The plugin's tables that are not STRICT, or have no key, a key that is not in the first columns, or a foreign key
 * with an action, which would change rows unseen by the audit. */
static const struct query tables_wrong = {
    "migrate.wrong", NULL,
    "SELECT t.name, t.strict = 0,"
    " (SELECT count(*) FROM pragma_table_info(t.name) AS c WHERE c.pk > 0) = 0,"
    " (SELECT count(*) FROM pragma_table_info(t.name) AS c WHERE c.pk > 0 AND c.pk <> c.cid + 1) > 0,"
    " (SELECT count(*) FROM pragma_foreign_key_list(t.name) AS f WHERE f.on_delete <> 'NO ACTION'"
    "  OR f.on_update <> 'NO ACTION') > 0"
    " FROM pragma_table_list AS t WHERE t.schema = 'main' AND t.type = 'table' AND t.name >= ?1"
    " AND substr(t.name, 1, length(?1)) = ?1"};

static const struct trappa_migration_1 *newest_offered(const struct plugin *plugin, int64_t *ret_newest)
{
    const struct trappa_migration_1 *newest = NULL;
    for (const struct trappa_offer *offer = plugin->descriptor->offers; offer && offer->kind; offer++)
        if (text_equal(offer->kind, TRAPPA_MIGRATION_1))
            newest = offer->item;
    *ret_newest = newest ? newest->n : 0;
    return newest;
}

static int tables_check(struct records *records, const struct plugin *plugin)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(records_select(records, &tables_wrong, BIND(value_text(plugin->table_prefix)), &rows));
    while (rows_next(&rows)) {
        const char *name = row_text(&rows, 0);
        if (row_number(&rows, 1))
            return fail(FAIL_RULE, "its table '%s' is not STRICT", name);
        if (row_number(&rows, 2) || row_number(&rows, 3))
            return fail(FAIL_RULE, "its table '%s' has no primary key, or one that is not its first columns", name);
        if (row_number(&rows, 4))
            return fail(FAIL_RULE, "its table '%s' refers to another with an action on delete or update", name);
    }
    return rows_result(&rows);
}

static int migration_run(struct records *records, const struct plugin *plugin,
                         const struct trappa_migration_1 *migration)
{
    struct confinement confinement = views_confinement(plugin, true);
    confinement.may_define = true;
    confinement.view_prefix = "no view: "; /* views are not filled here */
    TRY(database_script_confined(records_database(records), migration->sql, &confinement));
    if (confinement.written[0])
        return fail(FAIL_RULE, "migration '%s': writes rows, and only tables are made there", migration->name);
    return records_write(records, &migration_note,
                         BIND(value_text(plugin->id), value_number(migration->n), value_text(migration->name),
                              value_number(clock_now())),
                         NULL);
}

static int migrations_run(struct records *records, const struct plugin *plugin)
{
    int64_t seen = 0;
    TRY(records_number(records, &newest_of, BIND(value_text(plugin->id)), 0, &seen));
    for (const struct trappa_offer *offer = plugin->descriptor->offers; offer->kind; offer++) {
        const struct trappa_migration_1 *migration = offer->item;
        if (text_equal(offer->kind, TRAPPA_MIGRATION_1) && migration->n > seen)
            TRY(migration_run(records, plugin, migration));
    }
    return tables_check(records, plugin);
}

static int change(struct records *records, const struct plugin *plugin, int64_t newest)
{
    CLEANUP(text_finish) struct text data = TEXT(1024);
    struct json json = JSON(&data);
    json_object(&json);
    json_put_string(&json, "plugin", plugin->id);
    json_put_string(&json, "version", plugin->version);
    json_put_number(&json, "migration", newest);
    json_end(&json);
    TRY(records_begin(records));
    int result = migrations_run(records, plugin);
    return records_end(records, result,
                       &(struct event){.actor = &actor_trappa, .kind = "plugin.migrated", .data = text_string(&data)});
}

/* Again, now that nobody else migrates: another process may have been first. */
static int migrate_alone(struct records *records, void *context)
{
    const struct plugin *plugin = context;
    int64_t seen = 0, newest = 0;
    newest_offered(plugin, &newest);
    TRY(records_number(records, &newest_of, BIND(value_text(plugin->id)), 0, &seen));
    if (seen >= newest)
        return 0;
    CLEANUP(memory_free_at)
    char *path = memory_format("%s/backups/before-%s-%lld-%lld.db", records_folder(records), plugin->id,
                               (long long)newest, (long long)clock_now());
    int result = database_backup(records_database(records), path);
    if (result != 0 && !fail_is(result, REASON_FILE_EXISTS)) /* made this very second, before it was refused */
        return result;
    return change(records, plugin, newest);
}

int migrate_plugin(struct records *records, struct plugin *plugin)
{
    int64_t seen = 0, newest = 0;
    TRY(records_number(records, &newest_of, BIND(value_text(plugin->id)), 0, &seen));
    bool has_any = newest_offered(plugin, &newest) != NULL;
    if (seen > newest)
        return fail(FAIL_RULE, "its tables were made by a newer version of it (migration %lld, this one has %lld)",
                    (long long)seen, (long long)newest);
    return has_any && seen < newest ? records_migrate_alone(records, migrate_alone, plugin) : 0;
}
