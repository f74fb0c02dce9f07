/* Keeps the search index to the steps that the newest edition shows; see compile.h. */
#include "domain/content/compile.h"

#include "io/secret.h"

#include <string.h>

#define BODY_BYTES_MOST (4UL * 1024 * 1024) /* of one step: all its parts, plain */

static const struct query entries_shown = {
    "compile.entries_shown", NULL,
    "SELECT entry.step, title, parts, indexed.key, digest FROM entry LEFT JOIN indexed ON indexed.step = entry.step"
    " WHERE edition_key = ?1 AND is_hidden = 0 AND is_retired = 0 ORDER BY entry.step"};
static const struct query plain_of = {"compile.plain_of", NULL, "SELECT plain FROM rendering WHERE blob = ?1"};
static const struct query indexed_write = {
    "compile.indexed", NULL,
    "INSERT INTO indexed (step, digest) VALUES (?1, ?2) ON CONFLICT (step) DO UPDATE SET digest = excluded.digest"
    " RETURNING key"};
static const struct query search_delete = {"compile.search_delete", NULL, "DELETE FROM search WHERE rowid = ?1"};
static const struct query search_insert = {"compile.search", NULL,
                                           "INSERT INTO search (rowid, step, title, body) VALUES (?1, ?2, ?3, ?4)"};
static const struct query vanished_delete = {
    "compile.search_vanished", NULL,
    "DELETE FROM search WHERE rowid IN (SELECT key FROM indexed WHERE step NOT IN (SELECT step FROM entry"
    " WHERE edition_key = ?1 AND is_hidden = 0 AND is_retired = 0))"};
static const struct query indexed_vanished_delete = {"compile.indexed_vanished", NULL,
                                                     "DELETE FROM indexed WHERE step NOT IN (SELECT step FROM entry"
                                                     " WHERE edition_key = ?1 AND is_hidden = 0 AND is_retired = 0)"};

struct indexing {
    const char *step, *title, *parts;
    int64_t key;
    bool is_new; /* not in the index yet */
    char digest[SECRET_HEX_BYTES];
};

static void digest_make(struct indexing *indexing)
{
    unsigned char digest[SECRET_HASH_BYTES];
    struct secret_hash hash;
    secret_hash_begin(&hash);
    secret_hash_add_string(&hash, indexing->title);
    secret_hash_add_string(&hash, indexing->parts);
    secret_hash_end(&hash, digest);
    secret_to_hex(digest, sizeof digest, indexing->digest);
}

static int body_add(struct database *database, const char *blob, struct text *body)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(database_select(database, &plain_of, BIND(of_text(blob)), &rows));
    if (rows_next(&rows)) {
        text_add(body, row_text(&rows, 0));
        text_add_char(body, '\n');
    }
    return rows_result(&rows);
}

static int index_one(struct database *database, const struct indexing *indexing)
{
    CLEANUP(text_finish) struct text body = TEXT(BODY_BYTES_MOST);
    for (const char *line = indexing->parts; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        const char *blob = strchr(line, ' ');
        blob = blob ? strchr(blob + 1, ' ') : NULL;
        CLEANUP(memory_free_at) char *copy = blob ? memory_copy_bytes(blob + 1, strcspn(blob + 1, "\n")) : NULL;
        if (copy)
            TRY(body_add(database, copy, &body));
    }
    if (!indexing->is_new)
        TRY(database_execute(database, &search_delete, BIND(of_number(indexing->key))));
    return database_execute(
        database, &search_insert,
        BIND(of_number(indexing->key), of_text(indexing->step), of_text(indexing->title), of_text(text_string(&body))));
}

/* The steps whose words are not those of the index. Read whole before anything is written. */
static int changed_read(struct database *database, int64_t edition, struct arena *arena, struct indexing **ret_changed,
                        size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct indexing *changed CLEANUP(memory_free_at) = NULL;
    size_t count = 0, capacity = 0;
    TRY(database_select(database, &entries_shown, BIND(of_number(edition)), &rows));
    while (rows_next(&rows)) {
        struct indexing one = {row_text(&rows, 0),   row_text(&rows, 1),    row_text(&rows, 2),
                               row_number(&rows, 3), row_is_null(&rows, 3), ""};
        digest_make(&one);
        if (text_equal(one.digest, row_text(&rows, 4)))
            continue;
        one.step = arena_copy_string(arena, one.step);
        one.title = arena_copy_string(arena, one.title);
        one.parts = arena_copy_string(arena, one.parts);
        ARRAY_RESERVE(changed, count, capacity);
        changed[count++] = one;
    }
    *ret_changed = TAKE(changed);
    *ret_count = count;
    return rows_result(&rows);
}

int compile_search(struct compilation *compilation, int64_t edition_key)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct indexing *changed CLEANUP(memory_free_at) = NULL;
    size_t count = 0;
    struct database *database = compilation->database;
    TRY(database_execute(database, &vanished_delete, BIND(of_number(edition_key))));
    TRY(database_execute(database, &indexed_vanished_delete, BIND(of_number(edition_key))));
    TRY(changed_read(database, edition_key, &arena, &changed, &count));
    /* First all of the one table, then all of the other: a statement that may have to be undone makes FTS5 write out
     * what it has gathered, which for every step in turn costs as much as the indexing. */
    for (size_t i = 0; i < count; i++)
        TRY(database_number(database, &indexed_write, BIND(of_text(changed[i].step), of_text(changed[i].digest)), 0,
                            &changed[i].key));
    for (size_t i = 0; i < count; i++)
        TRY(index_one(database, &changed[i]));
    return 0;
}
