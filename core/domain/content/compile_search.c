/* Updates the search index to the visible steps of the newest edition; see compile.h. */
#include "domain/content/compile.h"

#include <string.h>

#define BODY_BYTES_MAX (4UL * 1024 * 1024) /* of one step: all its parts, plain */

static const struct query entries_changed = {
    "compile.entries_changed", NULL,
    "SELECT entry.step, title, parts, indexed.key, is_hidden = 0 AND is_retired = 0 FROM entry"
    " LEFT JOIN indexed ON indexed.step = entry.step WHERE since = ?1"};
static const struct query plain_of = {"compile.plain_of", NULL, "SELECT plain FROM rendering WHERE blob = ?1"};
static const struct query indexed_insert = {"compile.indexed", NULL,
                                            "INSERT INTO indexed (step) VALUES (?1) RETURNING key"};
static const struct query indexed_delete = {"compile.indexed_delete", NULL, "DELETE FROM indexed WHERE key = ?1"};
static const struct query search_delete = {"compile.search_delete", NULL, "DELETE FROM search WHERE rowid = ?1"};
static const struct query search_insert = {"compile.search", NULL,
                                           "INSERT INTO search (rowid, step, title, body) VALUES (?1, ?2, ?3, ?4)"};
/* A step whose entry changed. */
struct search_entry {
    const char *step, *title, *parts;
    int64_t key;               /* 0: not in the index yet */
    bool is_indexed, is_shown; /* before; now */
};

static int body_add(struct database *database, const char *blob, struct text *body)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(database_select(database, &plain_of, BIND(value_text(blob)), &rows));
    if (rows_next(&rows)) {
        text_add(body, row_text(&rows, 0));
        text_add_char(body, '\n');
    }
    return rows_result(&rows);
}

static int index_one(struct database *database, const struct search_entry *entry)
{
    CLEANUP(text_finish) struct text body = TEXT(BODY_BYTES_MAX);
    for (const char *line = entry->parts; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        const char *blob = strchr(line, ' ');
        blob = blob ? strchr(blob + 1, ' ') : NULL;
        CLEANUP(memory_free_at) char *copy = blob ? memory_copy_bytes(blob + 1, strcspn(blob + 1, "\n")) : NULL;
        if (copy)
            TRY(body_add(database, copy, &body));
    }
    return database_execute(database, &search_insert,
                            BIND(value_number(entry->key), value_text(entry->step), value_text(entry->title),
                                 value_text(text_string(&body))));
}

static int search_entry_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)context;
    *(struct search_entry *)ret_item =
        (struct search_entry){row_copy(rows, 0, arena), row_copy(rows, 1, arena), row_copy(rows, 2, arena),
                              row_number(rows, 3),      !row_is_null(rows, 3),    row_number(rows, 4) != 0};
    return 0;
}

/* Reads all rows before anything is written. */
static int changed_read(struct compilation *compilation, struct arena *arena, struct search_entry **ret_changed,
                        size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(database_select(compilation->database, &entries_changed, BIND(value_number(compilation->turn)), &rows));
    return ROWS_COLLECT(&rows, search_entry_read, NULL, arena, ret_changed, ret_count);
}

/* Adds or removes a step's number in the index. */
static int number_update(struct database *database, struct search_entry *entry)
{
    if (entry->is_shown && !entry->is_indexed)
        return database_number(database, &indexed_insert, BIND(value_text(entry->step)), 0, &entry->key);
    if (!entry->is_shown && entry->is_indexed)
        return database_execute(database, &indexed_delete, BIND(value_number(entry->key)));
    return 0;
}

int compile_search(struct compilation *compilation)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct search_entry *changed;
    size_t count = 0;
    struct database *database = compilation->database;
    TRY(changed_read(compilation, &arena, &changed, &count));
    /* First all of one table, then all of the other: a statement with a savepoint makes FTS5 flush its buffer, which,
     * once for each step, would cost as much as the indexing. */
    for (size_t i = 0; i < count; i++)
        TRY(number_update(database, &changed[i]));
    for (size_t i = 0; i < count; i++) {
        if (changed[i].is_indexed)
            TRY(database_execute(database, &search_delete, BIND(value_number(changed[i].key))));
        if (changed[i].is_shown)
            TRY(index_one(database, &changed[i]));
    }
    return 0;
}
