/* What the records themselves bring to the program. */
#include "domain/records/table.h"

static const struct records_table records_tables[] = {
    {.name = "migration", .key_columns = 1},
    {.name = "job", .key_columns = 1},
    {.name = "plugin_migration", .key_columns = 2},
    {0},
};

static const struct person_export records_exports[] = {
    {.row = {"events", 390},
     .query = {"export.events", NULL,
               "SELECT event.n, event.at AS at__happened, event.kind, event.actor, event.data FROM event"
               " JOIN person ON person.rid = event.about WHERE person.key = ?1 ORDER BY event.n"}},
    {.row = {0}},
};

const struct module records_module = {
    .name = "records", .tables = records_tables, .migrations = records_migrations, .exports = records_exports};
