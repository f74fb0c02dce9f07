/* Database internals, shared by the files of core/io/sqlite/. */
#pragma once

#include "io/fault.h"
#include "io/sqlite/database.h"
#include "io/sqlite/query_cache.h"

#include <sqlite3.h>

/* A named query with its prepared statement. */
struct prepared_statement {
    const struct query *query;
    sqlite3_stmt *statement;
};

struct database {
    sqlite3 *handle;
    char *path;
    struct prepared_statement *statements; /* open addressing by the query's address */
    size_t statement_capacity, statement_count;
    struct confinement *confinement; /* of the statement being prepared or stepped; NULL: our own */
    struct query_cache cache;
    bool caches_queries;
    uint64_t reading;
    bool is_reading; /* between database_begin_read() and database_end_read() */
    bool is_held;    /* the snapshot of the last reading is still open */
    database_watcher *watcher;
    void *watcher_context;
};

/* Ends a snapshot that was kept open, since a query outside a reading must see the newest state. */
void database_release_held(struct database *database);

/* Turns SQLite's last error into a failure; `doing` names the operation. */
int database_failed(struct database *database, const char *doing);
int database_bind(sqlite3_stmt *statement, int index, const struct value *value);

/* Sets what statements may access from now on; NULL: everything. Does nothing for a NULL database. */
void database_confine(struct database *database, struct confinement *confinement);

/* Installs the authorizer, once per connection: changing it would make SQLite prepare every statement again. */
void database_confine_install(struct database *database);

/* An injected fault (io/fault.h). Faults are those of disks, which a database in memory never meets. */
static inline bool database_fault(sqlite3 *handle, enum fault_kind kind, const char *what)
{
    const char *path = sqlite3_db_filename(handle, "main");
    return path && *path && fault_here(kind, what);
}
