/* Snapshots: read transactions, kept open between readings while they are the newest; see io/sqlite/database.h. */
#include "base/fail.h"
#include "base/text.h"
#include "io/sqlite/database_internal.h"

#include <assert.h>
#include <string.h>

/* What the header of the log's index must have: its version, and a set "initialised" word. */
#define INDEX_VERSION 3007000
#define INDEX_BYTES (32 * 1024)
#define HEADER_WORDS 12

static const struct query begin = {"reading.begin", NULL, "BEGIN"};
static const struct query pin = {"reading.pin", NULL, "PRAGMA data_version"};

/* Reads the bytes by which SQLite itself decides whether a snapshot is still the newest (walTryBeginRead), and which it
 * writes last in a commit. The two copies must be equal, so a half-written header counts as unknown. */
static void mark_read(struct database *database, struct query_cache_mark *ret_mark)
{
    sqlite3_file *file = NULL;
    void volatile *index = NULL;
    ret_mark->is_known = false;
    if (sqlite3_file_control(database->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || !file ||
        !file->pMethods || file->pMethods->iVersion < 2 ||
        file->pMethods->xShmMap(file, 0, INDEX_BYTES, 0, &index) != SQLITE_OK || !index)
        return;
    file->pMethods->xShmBarrier(file);
    for (size_t i = 0; i < COUNT_OF(ret_mark->words); i++)
        ret_mark->words[i] = ((const volatile uint32_t *)index)[i];
    file->pMethods->xShmBarrier(file);
    size_t half = HEADER_WORDS * sizeof ret_mark->words[0];
    ret_mark->is_known = ret_mark->words[0] == INDEX_VERSION && ret_mark->words[3] != 0 &&
                         memcmp(ret_mark->words, ret_mark->words + HEADER_WORDS, half) == 0;
}

static bool is_same(const struct query_cache_mark *a, const struct query_cache_mark *b)
{
    return a->is_known && b->is_known && memcmp(a->words, b->words, sizeof a->words) == 0;
}

static void transaction_end(struct database *database)
{
    database->is_held = false;
    database_rollback(database);
}

/* The snapshot has the state of the mark only if nobody committed between reading the mark and opening the snapshot. */
static int transaction_begin(struct database *database)
{
    struct query_cache_mark before, after;
    int64_t version = 0;
    mark_read(database, &before);
    TRY(database_execute(database, &begin, BIND_NOTHING));
    int result = database_number(database, &pin, BIND_NOTHING, 0, &version);
    if (result != 0) {
        database_rollback(database);
        return result;
    }
    mark_read(database, &after);
    after.is_known = is_same(&before, &after);
    query_cache_begin(&database->cache, &after);
    return 0;
}

static void reading_begins(struct database *database)
{
    static uint64_t readings;
    database->is_reading = true;
    database->reading = ++readings;
}

int database_begin_read(struct database *database)
{
    struct query_cache_mark now;
    assert(!database->is_reading);
    if (!database->caches_queries)
        return database_script(database, "BEGIN");
    if (database->is_held) {
        mark_read(database, &now);
        if (is_same(&now, &database->cache.mark) && !database->cache.is_over) {
            reading_begins(database);
            return 0;
        }
        transaction_end(database);
    }
    TRY(transaction_begin(database));
    database->is_held = true;
    reading_begins(database);
    return 0;
}

void database_end_read(struct database *database)
{
    database->is_reading = false;
    if (!database->is_held)
        database_rollback(database);
}

void database_idle(struct database *database)
{
    if (database->is_held && !database->is_reading)
        transaction_end(database);
}

void database_release_held(struct database *database)
{
    database_idle(database);
}

int database_cache_queries(struct database *database, size_t most_bytes)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(database_select_text(database, "PRAGMA journal_mode", &rows));
    database->caches_queries = rows_next(&rows) && text_equal(row_text(&rows, 0), "wal");
    database->cache.most_bytes = most_bytes;
    return rows_result(&rows);
}

uint64_t database_state(const struct database *database)
{
    return database->is_reading ? database->cache.state : 0;
}

uint64_t database_reading(const struct database *database)
{
    return database->is_reading ? database->reading : 0;
}
