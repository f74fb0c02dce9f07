/* Answers: rows that a process has read and keeps for as long as nobody commits anything to the database.
 *
 * An answer is kept under its query and every parameter, so what is found is what SQLite would say again: it cannot be
 * another person's or another day's, since who asks and when are parameters. Whether anybody committed since is asked
 * of SQLite's own index of the log, which all processes share, without a system call. */
#pragma once

#include "io/database.h"

struct answer;
struct recording;

/* What the log's index begins with (sqlite.org/walformat.html): twice 48 bytes, of which each commit changes some. */
struct answers_mark {
    uint32_t words[24];
    bool is_known;
};

struct answers {
    struct answer **buckets; /* chained */
    size_t bytes, most_bytes;
    struct arena digits;      /* of numbers that somebody wanted as text; they count too */
    struct answers_mark mark; /* the state that all of them tell of */
    uint64_t state;           /* its number in this process; 0: not known, nothing is kept or found */
    bool is_over;             /* no more room, or no longer true: emptied before the next reading */
};

void answers_finish(struct answers *answers);

/* Before a reading of that state: what was kept of another one is forgotten. */
void answers_begin(struct answers *answers, const struct answers_mark *mark);

/* Nothing more is found or kept until the next reading: something was changed inside this one. */
void answers_spoil(struct answers *answers);

/* Sets `rows` to the answer; false if there is none. */
bool answers_find(const struct answers *answers, const struct query *query, struct binding binding, struct rows *rows);

/* Takes down what comes of a query whose answer is not there; NULL when nothing is to be kept. The parts are called
 * after each row and at the end; a recording that grows too large is dropped, `*recording` is NULL then. `statement` is
 * the query's own and must outlive the answers. */
struct recording *recording_begin(struct answers *answers, const struct query *query, struct binding binding,
                                  void *statement);
void recording_add_row(struct recording **recording, const struct rows *rows);
void recording_keep(struct recording **recording);
void recording_drop(struct recording **recording);

/* The row that `rows` stands at in its answer; false after the last. */
bool answer_next(struct rows *rows);
void *answer_statement(const struct rows *rows); /* which knows the names of the columns */
enum value_kind answer_kind(const struct rows *rows, int column);
int64_t answer_number(const struct rows *rows, int column);
double answer_decimal(const struct rows *rows, int column);

/* NULL for NULL; NUL-terminated. The digits of a number too. */
const char *answer_bytes(const struct rows *rows, int column, size_t *ret_length);
