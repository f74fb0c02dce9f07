/* Database parts: what the two files about SQLite share (io/sqlite/database.c, io/sqlite/database_confine.c). */
#pragma once

#include "io/sqlite/database.h"
#include "io/sqlite/query_cache.h"

#include <sqlite3.h>

/* A statement kept with the query that it was made from. */
struct cached_result {
    const struct query *query;
    sqlite3_stmt *statement;
};

struct database {
    sqlite3 *handle;
    char *path;
    struct cached_result *kept; /* open addressing by the query's address */
    size_t kept_capacity, kept_count;
    struct confinement *confinement; /* of the statement that is prepared or stepped just now; NULL: ours */
    struct query_cache answers;
    bool keeps_answers;
    uint64_t reading;
    bool is_reading; /* between begin and end */
    bool is_held;    /* the transaction of the last reading is still open */
    database_watcher *watcher;
    void *watcher_context;
};

/* What is done outside a reading sees the newest state, so a transaction that was held open is ended. */
void database_leave_held(struct database *database);

/* The failure that SQLite told last, while `doing` that. */
int database_failed(struct database *database, const char *doing);
int database_bind(sqlite3_stmt *statement, int index, const struct value *value);

/* From now on, statements may touch what this says; NULL, or a NULL database: everything. */
void database_confine(struct database *database, struct confinement *confinement);

/* Once for a connection: changing the authorizer would make every kept statement be prepared again. */
void database_confine_install(struct database *database);
