/* Runs the migrations on an empty database in memory and compares what they make; see audit_schema.h. */
#include "domain/records/audit_schema.h"

#include "base/fail.h"
#include "base/map.h"
#include "base/text.h"
#include "domain/records/table.h"

#include <stddef.h>
#include <string.h>

static const struct query newest = {"audit.schema", NULL, "SELECT max(n) FROM migration"};
static const struct query plugins_all = {"audit.plugins", NULL,
                                         "SELECT DISTINCT replace(plugin, '-', '_') || '_' FROM plugin_migration"};
/* Without what SQLite makes by itself. */
static const struct query definitions_all = {
    "audit.definitions", NULL,
    "SELECT type, name, tbl_name, sql FROM main.sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%'"
    " ESCAPE '\\' ORDER BY type, name"};

struct definition {
    const char *type, *name, *table, *sql;
    bool is_seen;
};

struct definitions {
    struct definition *items;
    size_t count;
};

/* Blanks and quotes are as a version of SQLite writes them when it changes a table. */
static char *bare(const char *sql, struct arena *arena)
{
    char *copy = arena_copy_string(arena, sql), *to = copy;
    for (const char *at = copy; *at; at++)
        if (!strchr(" \t\r\n\"", *at))
            *to++ = *at;
    *to = '\0';
    return copy;
}

static int definition_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    *(struct definition *)ret_item = (struct definition){.type = row_copy(rows, 0, arena),
                                                         .name = row_copy(rows, 1, arena),
                                                         .table = row_copy(rows, 2, arena),
                                                         .sql = bare(row_text(rows, 3), arena)};
    return 0;
}

static int definitions_read(struct database *database, struct arena *arena, struct definitions *ret_definitions)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(database_select(database, &definitions_all, BIND_NOTHING, &rows));
    return ROWS_COLLECT(&rows, definition_read, NULL, arena, &ret_definitions->items, &ret_definitions->count);
}

/* The migrations of a process are always the same, so they are run once. */
static struct {
    struct arena arena;
    struct definitions definitions;
    const struct module *const *modules;
    int64_t until;
} made;

static int definitions_make(int64_t until)
{
    CLEANUP(database_close_at) struct database *database = NULL;
    if (made.until == until && made.modules == modules_all())
        return 0;
    arena_finish(&made.arena);
    made.until = 0;
    const struct module_row *const *row =
        modules_rows(offsetof(struct module, migrations), sizeof(struct migration), &made.arena);
    TRY(database_open("the migrations", DATABASE_MEMORY, &database));
    for (; *row && (*row)->place <= until; row++)
        TRY(database_script(database, ((const struct migration *)(const void *)*row)->sql));
    TRY(definitions_read(database, &made.arena, &made.definitions));
    made.until = until;
    made.modules = modules_all();
    return 0;
}

struct prefixes {
    const char **items;
    size_t count;
};

static bool is_of_plugin(const struct definition *definition, const struct prefixes *plugins)
{
    bool may_be = text_equal(definition->type, "table") || text_equal(definition->type, "index");
    for (size_t i = 0; may_be && i < plugins->count; i++)
        if (text_starts(definition->table, plugins->items[i]))
            return true;
    return false;
}

static const char *compare(struct definitions *ours_all, const struct definitions *found,
                           const struct prefixes *plugins, struct arena *arena)
{
    CLEANUP(map_finish) struct map by_name = {0};
    for (size_t i = 0; i < ours_all->count; i++) {
        ours_all->items[i].is_seen = false;
        map_put(&by_name, ours_all->items[i].name, &ours_all->items[i]);
    }
    for (size_t i = 0; i < found->count; i++) {
        const struct definition *one = &found->items[i];
        struct definition *ours = map_get(&by_name, one->name);
        if (!ours && !is_of_plugin(one, plugins))
            return arena_format(arena, "%s '%s': no migration made it", one->type, one->name);
        if (ours && (!text_equal(one->type, ours->type) || !text_equal(one->sql, ours->sql)))
            return arena_format(arena, "%s '%s': is not as its migration made it", one->type, one->name);
        if (ours)
            ours->is_seen = true;
    }
    for (size_t i = 0; i < ours_all->count; i++)
        if (!ours_all->items[i].is_seen)
            return arena_format(arena, "%s '%s': is gone, a migration made it", ours_all->items[i].type,
                                ours_all->items[i].name);
    return NULL;
}

int audit_schema(struct records *records, struct arena *arena, const char **ret_problem)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct definitions found = {0};
    struct prefixes plugins = {0};
    int64_t until = 0;
    TRY(records_number(records, &newest, BIND_NOTHING, 0, &until));
    TRY(definitions_make(until));
    TRY(definitions_read(records_database(records), arena, &found));
    TRY(records_select(records, &plugins_all, BIND_NOTHING, &rows));
    TRY(ROWS_COLLECT(&rows, row_read_text, NULL, arena, &plugins.items, &plugins.count));
    *ret_problem = compare(&made.definitions, &found, &plugins, arena);
    return 0;
}
