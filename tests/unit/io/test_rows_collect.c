/* Rows as an array in an arena: all of them or none. */
#include "base/fail.h"
#include "io/sqlite/database.h"
#include "scratch.h"

#define MANY 5000

static const struct query counted = {
    "test.counted", NULL,
    "WITH RECURSIVE n (i) AS (SELECT 1 WHERE ?1 > 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)"
    " SELECT i, 'number ' || i FROM n"};

/* Row 3 overflows. */
static const struct query broken = {"test.broken", NULL,
                                    "SELECT abs(column1), 'x' FROM (VALUES (1), (2), (-9223372036854775807 - 1), (4))"};

static const struct query words = {"test.words", NULL, "SELECT * FROM (VALUES ('one'), (NULL), ('three'))"};

struct number {
    int64_t value;
    const char *words;
    const char *untouched;
};

/* What the reader does with rows: leaves out those that `step` does not divide, and fails at `stops_at`. */
struct choice {
    int64_t step, stops_at;
};

struct store {
    struct scratch scratch;
    struct database *database;
    struct arena arena;
};

static void store_finish(struct store *store)
{
    arena_finish(&store->arena);
    database_close(store->database);
    scratch_finish(&store->scratch);
}

static void store_make(struct store *store)
{
    *store = (struct store){.scratch = scratch_make()};
    const char *path = scratch_path(&store->scratch, "empty.db");
    cr_assert_eq(database_open(path, DATABASE_CREATE, &store->database), 0);
}

static int number_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    const struct choice *choice = context;
    struct number *number = ret_item;
    cr_assert_eq(number->value, 0);
    cr_assert_null(number->untouched, "an item is zeroed, also where one before it was left out");
    number->value = row_number(rows, 0);
    number->words = row_copy(rows, 1, arena);
    if (choice && number->value == choice->stops_at)
        return fail(FAIL_CORRUPT, "number %lld: stops here", (long long)number->value);
    return choice && number->value % choice->step ? ROW_SKIP : 0;
}

static int collect(struct store *store, int64_t most, struct choice *choice, struct number **ret_items,
                   size_t *ret_count)
{
    struct rows rows CLEANUP(rows_end) = {0};
    TRY(database_select(store->database, &counted, BIND(value_number(most)), &rows));
    return ROWS_COLLECT(&rows, number_read, choice, &store->arena, ret_items, ret_count);
}

Test(rows_collect, gives_an_array_also_without_rows)
{
    CLEANUP(store_finish) struct store store;
    struct number *items = NULL;
    size_t count = 7;
    store_make(&store);
    cr_assert_eq(collect(&store, 0, NULL, &items, &count), 0);
    cr_assert_not_null(items, "can be sorted and copied as any");
    cr_assert_eq(count, 0);
}

Test(rows_collect, keeps_all_in_order_wherever_the_array_grew)
{
    CLEANUP(store_finish) struct store store;
    store_make(&store);
    for (int64_t most = 1; most < MANY; most = most < 20 ? most + 1 : 3 * most) {
        struct number *items;
        size_t count;
        cr_assert_eq(collect(&store, most, NULL, &items, &count), 0);
        cr_assert_eq(count, (size_t)most);
        for (size_t i = 0; i < count; i++) {
            CLEANUP(memory_free_at) char *name = memory_format("number %zu", i + 1);
            cr_assert_eq(items[i].value, (int64_t)i + 1);
            cr_assert_str_eq(items[i].words, name);
        }
    }
}

Test(rows_collect, leaves_out_what_the_reader_skips)
{
    CLEANUP(store_finish) struct store store;
    struct choice thirds = {.step = 3}, none = {.step = MANY};
    struct number *items;
    size_t count;
    store_make(&store);
    cr_assert_eq(collect(&store, 100, &thirds, &items, &count), 0);
    cr_assert_eq(count, 33);
    for (size_t i = 0; i < count; i++)
        cr_assert_eq(items[i].value, 3 * ((int64_t)i + 1));
    cr_assert_eq(collect(&store, 100, &none, &items, &count), 0);
    cr_assert_eq(count, 0);
}

Test(rows_collect, keeps_nothing_when_the_reader_fails)
{
    CLEANUP(store_finish) struct store store;
    struct choice choice = {.step = 1, .stops_at = 50};
    struct number *items = NULL;
    size_t count = 7;
    store_make(&store);
    cr_assert_eq(collect(&store, 100, &choice, &items, &count), FAIL_CORRUPT);
    cr_assert_str_eq(fail_sentence(), "number 50: stops here");
    cr_assert_null(items);
    cr_assert_eq(count, 7);
    cr_assert_eq(collect(&store, 1, NULL, &items, &count), 0, "the query can be asked again");
}

Test(rows_collect, keeps_nothing_when_the_rows_fail)
{
    CLEANUP(store_finish) struct store store;
    struct rows rows CLEANUP(rows_end) = {0};
    struct number *items = NULL;
    size_t count = 7;
    store_make(&store);
    cr_assert_eq(database_select(store.database, &broken, BIND_NOTHING, &rows), 0);
    cr_assert_lt(ROWS_COLLECT(&rows, number_read, NULL, &store.arena, &items, &count), 0);
    cr_assert_null(items);
    cr_assert_eq(count, 7);
}

static int nothing_read(const struct rows *rows, struct arena *arena, void *context, void *ret_item)
{
    (void)rows, (void)arena, (void)context, (void)ret_item;
    return 0;
}

Test(rows_collect, has_a_ceiling)
{
    CLEANUP(store_finish) struct store store;
    char *items = NULL;
    size_t count = 7;
    store_make(&store);
    for (int over = 0; over < 2; over++) {
        struct rows rows CLEANUP(rows_end) = {0};
        cr_assert_eq(database_select(store.database, &counted, BIND(value_number(ROWS_COLLECT_MAX + over)), &rows), 0);
        int result = ROWS_COLLECT(&rows, nothing_read, NULL, &store.arena, &items, &count);
        cr_assert_eq(result, over ? FAIL_LIMIT : 0);
        cr_assert_eq(count, ROWS_COLLECT_MAX);
    }
}

Test(rows_collect, reads_single_columns)
{
    CLEANUP(store_finish) struct store store;
    struct rows rows CLEANUP(rows_end) = {0}, numbers CLEANUP(rows_end) = {0};
    const char **strings;
    int64_t *keys;
    size_t count;
    store_make(&store);
    cr_assert_eq(database_select(store.database, &words, BIND_NOTHING, &rows), 0);
    cr_assert_eq(ROWS_COLLECT(&rows, row_read_text, NULL, &store.arena, &strings, &count), 0);
    cr_assert_eq(count, 3);
    cr_assert_str_eq(strings[0], "one");
    cr_assert_null(strings[1]);
    cr_assert_eq(database_select(store.database, &counted, BIND(value_number(9)), &numbers), 0);
    cr_assert_eq(ROWS_COLLECT(&numbers, row_read_number, NULL, &store.arena, &keys, &count), 0);
    cr_assert_eq(keys[8], 9);
}
