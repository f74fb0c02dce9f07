/* Compares the loaded plugins with what a site has of them; see plugin_lack.h. */
#include "host/plugin_lack.h"

#include "base/text.h"
#include "domain/content/content.h"
#include "domain/site/site.h"
#include "host/host.h"

static const struct query with_tables = {"plugin.with_tables", NULL,
                                         "SELECT DISTINCT plugin FROM plugin_migration ORDER BY plugin"};
/* "": questions that no plugin takes. */
static const struct query with_blocks = {"plugin.with_blocks", NULL,
                                         "SELECT DISTINCT plugin FROM block WHERE plugin <> '' ORDER BY plugin"};

struct lack {
    const char **ids;
    size_t count;
};

static int not_loaded_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    const struct lack *known = context;
    const char *id = row_text(rows, 0);
    for (struct plugin *plugin = NULL; (plugin = host_plugin_next(plugin));)
        if (text_equal(plugin->id, id))
            return ROW_SKIP;
    for (size_t i = 0; i < known->count; i++)
        if (text_equal(known->ids[i], id))
            return ROW_SKIP;
    *(const char **)ret_item = arena_copy_string(arena, id);
    return 0;
}

static int collect(struct database *database, const struct query *query, struct lack *known, struct arena *arena,
                   struct lack *ret_lack)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(database_select(database, query, BIND_NOTHING, &rows));
    return ROWS_COLLECT(&rows, not_loaded_read, known, arena, &ret_lack->ids, &ret_lack->count);
}

int plugins_lacking(struct site *site, struct arena *arena, const char ***ret_ids, size_t *ret_count)
{
    struct lack nothing = {0}, tables = {0}, blocks = {0};
    TRY(collect(records_database(site->records), &with_tables, &nothing, arena, &tables));
    TRY(collect(content_database(site->content), &with_blocks, &tables, arena, &blocks));
    *ret_ids = arena_zeroed(arena, (tables.count + blocks.count + 1) * sizeof **ret_ids);
    for (size_t i = 0; i < tables.count; i++)
        (*ret_ids)[i] = tables.ids[i];
    for (size_t i = 0; i < blocks.count; i++)
        (*ret_ids)[tables.count + i] = blocks.ids[i];
    *ret_count = tables.count + blocks.count;
    return 0;
}
