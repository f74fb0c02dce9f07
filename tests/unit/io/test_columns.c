/* A struct goes into a table and comes back by one list of columns. */
#include "base/clock.h"
#include "io/sqlite/columns.h"
#include "scratch.h"

enum colour { RED, GREEN };

struct thing {
    bool is_old;
    const char *name, *words;
    int64_t key;
    enum colour colour;
    double weight;
    unsigned bits;
    struct {
        int first, last;
    } days;
};

#define THING_COLUMNS(FIRST, NEXT)                                                                                     \
    FIRST(NUMBER, key, "key")                                                                                          \
    NEXT(TEXT, name, "name")                                                                                           \
    NEXT(TEXT, words, "words")                                                                                         \
    NEXT(INT, colour, "colour")                                                                                        \
    NEXT(INT, bits, "bits")                                                                                            \
    NEXT(DECIMAL, weight, "weight")                                                                                    \
    NEXT(DAY, days.first, "first")                                                                                     \
    NEXT(DAY, days.last, "last")                                                                                       \
    NEXT(BOOL, is_old, "is_old")
#define THING_COLUMN(kind, member, sql) COLUMN_OF(struct thing, kind, member),

static const struct column columns[] = {THING_COLUMNS(THING_COLUMN, THING_COLUMN)};
static const struct query insert = {
    "test.insert", "thing",
    "INSERT INTO thing (" THING_COLUMNS(COLUMN_SQL, COLUMN_NEXT_SQL) ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"};
static const struct query all = {"test.all", NULL,
                                 "SELECT 'before', " THING_COLUMNS(COLUMN_SQL, COLUMN_NEXT_SQL) ", 'after' FROM thing"};

static void thing_check(const struct thing *is, const struct thing *was)
{
    cr_assert_eq(is->key, was->key);
    cr_assert_str_eq(is->name, was->name);
    cr_assert_null(is->words);
    cr_assert_eq(is->colour, was->colour);
    cr_assert_eq(is->bits, was->bits);
    cr_assert(is->weight >= was->weight && is->weight <= was->weight);
    cr_assert_eq(is->days.first, was->days.first);
    cr_assert_eq(is->days.last, was->days.last);
    cr_assert_eq(is->is_old, was->is_old);
}

Test(columns, come_back_as_they_were_written)
{
    CLEANUP(scratch_finish) struct scratch scratch = scratch_make();
    CLEANUP(database_close_at) struct database *database = NULL;
    struct rows rows CLEANUP(rows_end) = {0};
    const struct thing was = {true, "one", NULL, INT64_MAX, GREEN, 0.25, 127, {day_from_date(2025, 1, 2), DAY_NONE}};
    struct value values[COUNT_OF(columns)];
    struct thing is;
    cr_assert_eq(database_open(scratch_path(&scratch, "things.db"), DATABASE_CREATE, &database), 0);
    cr_assert_eq(database_script(database, "CREATE TABLE thing (key INTEGER PRIMARY KEY, name TEXT, words TEXT,"
                                           " colour INTEGER, bits INTEGER, weight REAL, first INTEGER, last INTEGER,"
                                           " is_old INTEGER) STRICT"),
                 0);
    columns_bind(columns, COUNT_OF(columns), &was, values);
    cr_assert_eq(database_execute(database, &insert, (struct binding){values, COUNT_OF(values)}), 0);
    cr_assert_eq(database_select(database, &all, BIND_NOTHING, &rows), 0);
    cr_assert(rows_next(&rows));
    memset(&is, 0x55, sizeof is);
    int next = columns_read(columns, COUNT_OF(columns), &rows, 1, &scratch.arena, &is);
    cr_assert_str_eq(row_text(&rows, next), "after");
    thing_check(&is, &was);
}
