/* Answers: rows that a process has read and keeps for as long as nobody commits anything to the database.
 *
 * An answer is kept under its query and every parameter, so what is found is what SQLite would say again: it cannot be
 * another person's or another day's, since who asks and when are parameters. Whether anybody committed since is asked
 * of SQLite's own index of the log, which all processes share, without a system call. */
#pragma once

#include "io/sqlite/database.h"

struct answer;
struct recording;

/* What the log's index begins with (sqlite.org/walformat.html): twice 48 bytes, of which each commit changes some. */
struct query_cache_mark {
    uint32_t words[24];
    bool is_known;
};

struct query_cache {
    struct answer **buckets; /* chained */
    size_t bytes, most_bytes;
    struct arena digits;          /* of numbers that somebody wanted as text; they count too */
    struct query_cache_mark mark; /* the state that all of them tell of */
    uint64_t state;               /* its number in this process; 0: not known, nothing is kept or found */
    bool is_over;                 /* no more room, or no longer true: emptied before the next reading */
};

void query_cache_finish(struct query_cache *answers);

/* Before a reading of that state: what was kept of another one is forgotten. */
void query_cache_begin(struct query_cache *answers, const struct query_cache_mark *mark);

/* Nothing more is found or kept until the next reading: something was changed inside this one. */
void query_cache_invalidate(struct query_cache *answers);

/* Sets `rows` to the answer; false if there is none. */
bool query_cache_find(const struct query_cache *answers, const struct query *query, struct binding binding,
                      struct rows *rows);

/* Takes down what comes of a query whose answer is not there; NULL when nothing is to be kept. The parts are called
 * after each row and at the end; a recording that grows too large is dropped, `*recording` is NULL then. `statement` is
 * the query's own and must outlive the answers. */
struct recording *recording_begin(struct query_cache *answers, const struct query *query, struct binding binding,
                                  void *statement);
void recording_add_row(struct recording **recording, const struct rows *rows);
void recording_store(struct recording **recording);
void recording_drop(struct recording **recording);

/* The row that `rows` stands at in its answer; false after the last. */
bool cached_next(struct rows *rows);
void *cached_statement(const struct rows *rows); /* which knows the names of the columns */
enum value_kind cached_kind(const struct rows *rows, int column);
int64_t cached_number(const struct rows *rows, int column);
double cached_decimal(const struct rows *rows, int column);

/* NULL for NULL; NUL-terminated. The digits of a number too. */
const char *cached_bytes(const struct rows *rows, int column, size_t *ret_length);
