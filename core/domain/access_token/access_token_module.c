/* What access tokens bring to the program. */
#include "domain/access_token/access_token.h"
#include "domain/records/event.h"
#include "domain/records/job.h"
#include "domain/records/table.h"

static const struct migration access_token_migrations[] = {
    /* A token in hash; `id` names it in lists; `expires_at` is the instant after its last day. */
    {{"access tokens", 19},
     "CREATE TABLE access_token (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, salt BLOB NOT NULL,"
     " person_key INTEGER NOT NULL REFERENCES person(key), token_hash BLOB NOT NULL UNIQUE, scopes INTEGER NOT NULL,"
     " label TEXT NOT NULL, made_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, used_on INTEGER,"
     " revoked_at INTEGER) STRICT;"
     "CREATE INDEX access_token_person ON access_token(person_key, key);"},
    {.row = {0}},
};

static int run_purge(const struct job_task *task)
{
    return access_token_purge(task->records);
}

static const struct job_kind access_token_jobs[] = {
    {.name = "access_tokens.purge",
     .help = "Forgets access tokens that ended long ago",
     .every_seconds = 24 * 3600,
     .run = run_purge},
    {0},
};

static const struct records_table access_token_tables[] = {
    {.name = "access_token",
     .key_columns = 1,
     .person = "person_key",
     .exported = "access_tokens",
     .erase = {"erase.access_tokens", "access_token", "DELETE FROM access_token WHERE person_key = ?1 RETURNING *"}},
    {0},
};

static const struct person_export access_token_exports[] = {
    {.row = {"access_tokens", 65},
     .query = {"export.access_tokens", NULL,
               "SELECT id, label, made_at AS at__made, expires_at AS at__expires, used_on AS day__used,"
               " revoked_at AS at__revoked FROM access_token WHERE person_key = ?1 ORDER BY key"}},
    {.row = {0}},
};

static const struct event_kind access_token_events[] = {
    {"access_token.made", "token scopes", "0.1.0"},
    {"access_token.used", "token", "0.1.0"},
    {"access_token.revoked", "token", "0.1.0"},
    {"access_token.purged", "", "0.1.0"},
    {0},
};

static int access_token_person_leaves(struct records *records, const struct departure *departure)
{
    return departure->how & DEPARTURE_CLOSED ? access_token_end_all(records, departure->person_key) : 0;
}

const struct module access_token_module = {.name = "access_token",
                                           .events = access_token_events,
                                           .jobs = access_token_jobs,
                                           .tables = access_token_tables,
                                           .migrations = access_token_migrations,
                                           .exports = access_token_exports,
                                           .person_leaves = access_token_person_leaves};
