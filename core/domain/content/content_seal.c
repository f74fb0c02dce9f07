/* Adds up the digests of all rows of a table; see content_seal.h. */
#include "domain/content/content_seal.h"

#include "base/fail.h"
#include "base/text.h"
#include "domain/records/records.h"
#include "io/secret.h"

#include <string.h>

/* Tables that hold rows: the index of search has its own, and is none itself. */
static const struct query tables_all = {
    "seal.tables", NULL,
    "SELECT s.name, seal.digest FROM sqlite_schema AS s LEFT JOIN seal ON seal.name = s.name"
    " WHERE s.type = 'table' AND s.name <> 'seal' AND s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    " AND s.sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY s.name"};
static const struct query seal_put = {
    "seal.put", NULL,
    "INSERT INTO seal (name, digest) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET digest = excluded.digest"};
static const struct query seal_lost = {
    "seal.lost", NULL, "SELECT name FROM seal WHERE name NOT IN (SELECT name FROM sqlite_schema WHERE type = 'table')"};

/* A sum does not depend on the order in which SQLite gives the rows. */
static void digest_add(uint64_t sum[static 2], const struct rows *rows)
{
    char digest[RECORDS_DIGEST_BYTES];
    unsigned char hash[SECRET_HASH_BYTES];
    uint64_t words[2];
    records_row_digest(rows, digest);
    secret_hash_of(digest, strlen(digest), hash);
    memcpy(words, hash, sizeof words);
    sum[0] += words[0];
    sum[1] += words[1];
}

static int table_sum(struct database *database, const char *name, struct text *ret_digest)
{
    struct rows rows CLEANUP(rows_end) = {0};
    uint64_t sum[2] = {0};
    CLEANUP(memory_free_at) char *scan = memory_format("SELECT * FROM main.\"%s\"", name);
    TRY(database_select_text(database, scan, &rows));
    while (rows_next(&rows))
        digest_add(sum, &rows);
    text_clear(ret_digest);
    text_addf(ret_digest, "%016llx%016llx", (unsigned long long)sum[0], (unsigned long long)sum[1]);
    return rows_result(&rows);
}

/* A table of which nothing is noted has to be empty. */
static bool is_same(const struct text *digest, const char *noted)
{
    return text_equal(text_string(digest), noted ? noted : "00000000000000000000000000000000");
}

static int damaged(const char *table)
{
    return fail_at(FAIL_CORRUPT, REASON_CONTENT_DAMAGED, NULL, "content.db: table '%s' is not as it was published",
                   table);
}

struct seal {
    const char *name, *digest;
};

static int seal_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    *(struct seal *)ret_item = (struct seal){row_copy(rows, 0, arena), row_copy(rows, 1, arena)};
    return 0;
}

static int seals_read(struct database *database, struct arena *arena, struct seal **ret_seals, size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(database_select(database, &tables_all, BIND_NOTHING, &rows));
    return ROWS_COLLECT(&rows, seal_read, NULL, arena, ret_seals, ret_count);
}

int content_seal_write(struct database *database)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(text_finish) struct text digest = TEXT(64);
    struct seal *seals = NULL;
    size_t count = 0;
    /* A savepoint makes FTS5 write what it would otherwise write at the commit. */
    TRY(database_script(database, "SAVEPOINT seal; RELEASE seal"));
    TRY(seals_read(database, &arena, &seals, &count));
    for (size_t i = 0; i < count; i++) {
        TRY(table_sum(database, seals[i].name, &digest));
        TRY(database_execute(database, &seal_put, BIND(value_text(seals[i].name), value_text(text_string(&digest)))));
    }
    return 0;
}

static int seals_compare(struct database *database)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(text_finish) struct text digest = TEXT(64);
    struct rows lost CLEANUP(rows_end) = {0};
    struct seal *seals = NULL;
    size_t count = 0;
    TRY(seals_read(database, &arena, &seals, &count));
    for (size_t i = 0; i < count; i++) {
        TRY(table_sum(database, seals[i].name, &digest));
        if (!is_same(&digest, seals[i].digest))
            return damaged(seals[i].name);
    }
    TRY(database_select(database, &seal_lost, BIND_NOTHING, &lost));
    return rows_next(&lost) ? damaged(row_text(&lost, 0)) : rows_result(&lost);
}

static int compare(struct database *database)
{
    TRY(database_check(database));
    TRY(database_begin_read(database));
    int result = seals_compare(database);
    database_end_read(database);
    return result;
}

int content_seal_check(struct database *database)
{
    int result = compare(database);
    if (result != FAIL_CORRUPT || fail_is(result, REASON_CONTENT_DAMAGED))
        return result;
    CLEANUP(memory_free_at) char *sentence = memory_copy_string(fail_sentence());
    return fail_at(FAIL_CORRUPT, REASON_CONTENT_DAMAGED, NULL, "%s", sentence);
}
