/* What durable sign-offs are measured against: SQLite bare, one row a commit, with the pragmas of our records.
 * Usage: bench_peer_loop FILE COUNT; prints commits a second. The row has the columns of a sign-off and no index. */
#include <sqlite3.h>

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const char prepare[] =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;"
    "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
    "CREATE TABLE IF NOT EXISTS signoff (key INTEGER PRIMARY KEY, person_key INTEGER NOT NULL,"
    " step_key INTEGER NOT NULL, version_key INTEGER NOT NULL, edition_key INTEGER NOT NULL, evidence TEXT NOT NULL,"
    " autonomy INTEGER, signer_key INTEGER NOT NULL, signer_right TEXT NOT NULL, signer_level INTEGER NOT NULL,"
    " at INTEGER NOT NULL, remark_key INTEGER, ended_at INTEGER, ended_by_key INTEGER, ended_remark_key INTEGER)"
    " STRICT;";
static const char insert[] =
    "INSERT INTO signoff (person_key, step_key, version_key, edition_key, evidence, autonomy, signer_key,"
    " signer_right, signer_level, at) VALUES (?1, 2, 3, 1, 'observed', 3, 4, 'mentor', 1, 1700000000)";

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int rows_insert(sqlite3_stmt *statement, int count)
{
    for (int i = 0; i < count; i++) {
        sqlite3_bind_int(statement, 1, i);
        if (sqlite3_step(statement) != SQLITE_DONE)
            return 1;
        sqlite3_reset(statement);
    }
    return 0;
}

int main(int argument_count, char **arguments)
{
    sqlite3 *database = NULL;
    sqlite3_stmt *statement = NULL;
    int count = argument_count == 3 ? (int)strtol(arguments[2], NULL, 10) : 0;
    int is_bad = count < 1 || sqlite3_open(arguments[1], &database) != SQLITE_OK ||
                 sqlite3_exec(database, prepare, NULL, NULL, NULL) != SQLITE_OK ||
                 sqlite3_prepare_v2(database, insert, -1, &statement, NULL) != SQLITE_OK;
    double began = now();
    is_bad = is_bad || rows_insert(statement, count);
    double took = now() - began;
    if (is_bad)
        fprintf(stderr, "bench_peer_loop: %s\n", database ? sqlite3_errmsg(database) : "FILE COUNT");
    else
        printf("%.1f\n", count / took);
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return is_bad;
}
