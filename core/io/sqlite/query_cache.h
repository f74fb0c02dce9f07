/* Query cache: the rows of queries, valid until any process commits to the database.
 *
 * The key is the query and all its parameters, so a cached result is what SQLite would return again: it cannot belong
 * to another person or another day, since viewer and date are parameters. Commits are detected, without a system call,
 * in SQLite's index of the log, which all processes share. */
#pragma once

#include "io/sqlite/database.h"

struct query_cache_entry;
struct recording;

/* The header of the log's index (sqlite.org/walformat.html): twice 48 bytes; each commit changes some of them. */
struct query_cache_mark {
    uint32_t words[24];
    bool is_known;
};

struct query_cache {
    struct query_cache_entry **buckets; /* chained */
    size_t bytes, most_bytes;
    struct arena digits;          /* numbers that were read as text; their bytes count too */
    struct query_cache_mark mark; /* the state that all entries belong to */
    uint64_t state;               /* its number in this process; 0: unknown, nothing is stored or found */
    bool is_over;                 /* full or outdated: emptied before the next reading */
};

void query_cache_finish(struct query_cache *cache);

/* Call before a reading of the state `mark`; drops entries of another state. */
void query_cache_begin(struct query_cache *cache, const struct query_cache_mark *mark);

/* Stops finding and storing until the next reading, because this one has changed something. */
void query_cache_invalidate(struct query_cache *cache);

/* Sets `rows` to the cached result; false if there is none. */
bool query_cache_find(const struct query_cache *cache, const struct query *query, struct binding binding,
                      struct rows *rows);

/* Records the rows of a query, to store them: begin (NULL if nothing can be stored), add each row, and at the end
 * store, or drop. A recording that grows too large is dropped, and *recording set to NULL. `statement` is the query's
 * prepared statement and must outlive the cache. */
struct recording *recording_begin(struct query_cache *cache, const struct query *query, struct binding binding,
                                  void *statement);
void recording_add_row(struct recording **recording, const struct rows *rows);
void recording_store(struct recording **recording);
void recording_drop(struct recording **recording);

/* Moves `rows` to the next cached row; false after the last. The others read that row, as the row_ functions of
 * database.h do. */
bool cached_next(struct rows *rows);
void *cached_statement(const struct rows *rows); /* for the names of the columns */
enum value_kind cached_kind(const struct rows *rows, int column);
int64_t cached_number(const struct rows *rows, int column);
double cached_decimal(const struct rows *rows, int column);

/* The bytes of text, or a number as text; NUL-terminated. NULL for NULL. */
const char *cached_bytes(const struct rows *rows, int column, size_t *ret_length);
