/* Kept answers: they say what the database would say, to the very next reading after somebody else's commit. */
#include "io/sqlite/database.h"
#include "scratch.h"

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_BYTES ((size_t)16 * 1024)

static const struct query name_of = {"test.name_of", NULL, "SELECT name FROM thing WHERE key = ?1"};
static const struct query key_of = {"test.key_of", NULL, "SELECT key FROM thing WHERE name IS ?1 ORDER BY key"};
static const struct query all = {"test.all", NULL, "SELECT key, name, 0.5, NULL FROM thing ORDER BY key"};
static const struct query count_temporary = {"test.count_temporary", NULL, "SELECT count(*) FROM sqlite_temp_schema"};
static const struct query named = {"test.named", NULL, "SELECT key AS number, name FROM thing ORDER BY key"};
static const struct query rename_one = {"test.rename", "thing",
                                        "UPDATE thing SET name = ?2 WHERE key = ?1 RETURNING *"};

struct pair {
    struct scratch scratch;
    const char *path;
    struct database *ours, *theirs;
};

static void pair_finish(struct pair *pair)
{
    database_close(pair->ours);
    database_close(pair->theirs);
    scratch_finish(&pair->scratch);
}

static void pair_make(struct pair *pair)
{
    pair->scratch = scratch_make();
    pair->path = scratch_path(&pair->scratch, "things.db");
    cr_assert_eq(database_open(pair->path, DATABASE_CREATE, &pair->theirs), 0);
    cr_assert_eq(database_script(pair->theirs, "CREATE TABLE thing (key INTEGER PRIMARY KEY, name TEXT) STRICT;"
                                               "INSERT INTO thing VALUES (1, 'one'), (2, 'two'), (3, NULL)"),
                 0);
    cr_assert_eq(database_open(pair->path, DATABASE_WRITE, &pair->ours), 0);
    cr_assert_eq(database_cache_queries(pair->ours, MOST_BYTES), 0);
}

static void rename_by(struct database *database, int64_t key, const char *name)
{
    cr_assert_eq(database_begin_write(database), 0);
    cr_assert_eq(database_execute(database, &rename_one, BIND(value_number(key), value_text(name))), 0);
    cr_assert_eq(database_commit(database), 0);
}

/* The name in a reading of its own; whether it was kept. */
static bool is_named(struct database *database, int64_t key, const char *name, bool *ret_is_kept)
{
    struct rows rows CLEANUP(rows_end) = {0};
    cr_assert_eq(database_begin_read(database), 0);
    cr_assert_eq(database_select(database, &name_of, BIND(value_number(key)), &rows), 0);
    bool is_there = rows_next(&rows) && strcmp(row_text(&rows, 0), name) == 0;
    if (ret_is_kept)
        *ret_is_kept = rows.cached != NULL;
    rows_end(&rows);
    database_end_read(database);
    return is_there;
}

Test(answers, are_said_again_while_nobody_commits)
{
    CLEANUP(pair_finish) struct pair pair;
    bool is_kept = true;
    pair_make(&pair);
    cr_assert(is_named(pair.ours, 1, "one", &is_kept));
    cr_assert_not(is_kept);
    cr_assert(is_named(pair.ours, 1, "one", &is_kept));
    cr_assert(is_kept);
    database_idle(pair.ours);
    cr_assert(is_named(pair.ours, 1, "one", &is_kept));
    cr_assert(is_kept, "also after the snapshot was given up, as long as nothing changed");
    cr_assert(is_named(pair.ours, 2, "two", &is_kept));
    cr_assert_not(is_kept, "another parameter is another answer");
}

Test(answers, of_another_connection_s_commit_are_seen_at_the_next_reading)
{
    CLEANUP(pair_finish) struct pair pair;
    pair_make(&pair);
    for (int i = 0; i < 50; i++) {
        char name[16];
        snprintf(name, sizeof name, "name %d", i);
        rename_by(pair.theirs, 1, name);
        cr_assert(is_named(pair.ours, 1, name, NULL));
        cr_assert(is_named(pair.ours, 1, name, NULL));
        if (i % 3 == 0)
            database_idle(pair.ours);
    }
}

Test(answers, of_another_process_s_commit_are_seen_at_the_next_reading)
{
    CLEANUP(pair_finish) struct pair pair;
    int wanted[2], done[2];
    char turn = 0;
    pair_make(&pair);
    database_close(TAKE(pair.ours));
    database_close(TAKE(pair.theirs)); /* no connection survives a fork */
    cr_assert_eq(pipe(wanted) + pipe(done), 0);
    pid_t child = fork();
    if (child == 0) {
        struct database *database = NULL;
        bool is_good = database_open(pair.path, DATABASE_WRITE, &database) == 0;
        for (int i = 0; is_good && read(wanted[0], &turn, 1) == 1 && turn != 'q'; i++) {
            rename_by(database, 2, (char[]){turn, '\0'});
            is_good = write(done[1], &turn, 1) == 1;
        }
        database_close(database);
        _exit(is_good ? 0 : 1);
    }
    cr_assert_eq(database_open(pair.path, DATABASE_WRITE, &pair.ours), 0);
    cr_assert_eq(database_cache_queries(pair.ours, MOST_BYTES), 0);
    cr_assert(is_named(pair.ours, 2, "two", NULL));
    for (turn = 'a'; turn <= 'p'; turn++) {
        cr_assert_eq(write(wanted[1], &turn, 1), 1);
        cr_assert_eq(read(done[0], &(char){0}, 1), 1);
        cr_assert(is_named(pair.ours, 2, (char[]){turn, '\0'}, NULL));
    }
    int status = 1;
    cr_assert_eq(write(wanted[1], "q", 1), 1);
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_assert_eq(status, 0);
}

Test(answers, of_the_own_commit_are_seen_at_once)
{
    CLEANUP(pair_finish) struct pair pair;
    pair_make(&pair);
    cr_assert(is_named(pair.ours, 1, "one", NULL));
    rename_by(pair.ours, 1, "ett");
    cr_assert(is_named(pair.ours, 1, "ett", NULL));
}

Test(answers, stay_of_one_state_in_one_reading)
{
    CLEANUP(pair_finish) struct pair pair;
    struct rows rows CLEANUP(rows_end) = {0};
    pair_make(&pair);
    cr_assert_eq(database_begin_read(pair.ours), 0);
    uint64_t state = database_state(pair.ours);
    cr_assert_neq(state, 0);
    rename_by(pair.theirs, 1, "ett");
    cr_assert_eq(database_select(pair.ours, &name_of, BIND(value_number(1)), &rows), 0);
    cr_assert(rows_next(&rows));
    cr_assert_str_eq(row_text(&rows, 0), "one");
    rows_end(&rows);
    database_end_read(pair.ours);
    cr_assert_eq(database_state(pair.ours), 0, "outside a reading nothing is known");
    cr_assert(is_named(pair.ours, 1, "ett", NULL));
    cr_assert_eq(database_begin_read(pair.ours), 0);
    cr_assert_neq(database_state(pair.ours), state);
    database_end_read(pair.ours);
}

Test(answers, outside_a_reading_see_the_newest_state)
{
    CLEANUP(pair_finish) struct pair pair;
    int64_t key = 0;
    pair_make(&pair);
    cr_assert(is_named(pair.ours, 1, "one", NULL)); /* its snapshot stays open */
    rename_by(pair.theirs, 3, "three");
    cr_assert_eq(database_number(pair.ours, &key_of, BIND(value_text("three")), 0, &key), 0);
    cr_assert_eq(key, 3);
}

Test(answers, have_every_kind_of_value)
{
    CLEANUP(pair_finish) struct pair pair;
    pair_make(&pair);
    for (int turn = 0; turn < 2; turn++) {
        struct rows rows CLEANUP(rows_end) = {0};
        int count = 0;
        cr_assert_eq(database_begin_read(pair.ours), 0);
        cr_assert_eq(database_select(pair.ours, &all, BIND_NOTHING, &rows), 0);
        cr_assert_eq(rows.cached != NULL, turn == 1);
        while (rows_next(&rows)) {
            count++;
            cr_assert_eq(row_number(&rows, 0), count);
            cr_assert_eq(row_is_null(&rows, 1), count == 3);
            cr_assert(count == 3 ? row_text(&rows, 1) == NULL : strlen(row_text(&rows, 1)) == 3);
            cr_assert_float_eq(row_decimal(&rows, 2), 0.5, 1e-9);
            cr_assert_eq(row_kind(&rows, 3), VALUE_NULL);
            cr_assert_eq(row_columns(&rows), 4);
        }
        cr_assert_eq(count, 3);
        cr_assert_not(rows_next(&rows));
        cr_assert_eq(rows_result(&rows), 0);
        rows_end(&rows);
        database_end_read(pair.ours);
    }
}

/* Another row of the same answer is read inside the loop, as a page does that asks twice. */
Test(answers, give_numbers_as_texts_of_their_own)
{
    static const struct query numbers = {"test.numbers", NULL,
                                         "SELECT key, 10 * key, 0.5, -key FROM thing ORDER BY key"};
    CLEANUP(pair_finish) struct pair pair;
    pair_make(&pair);
    for (int turn = 0; turn < 2; turn++) {
        struct rows rows CLEANUP(rows_end) = {0}, others CLEANUP(rows_end) = {0};
        cr_assert_eq(database_begin_read(pair.ours), 0);
        cr_assert_eq(database_select(pair.ours, &numbers, BIND_NOTHING, &rows), 0);
        cr_assert_eq(rows.cached != NULL, turn == 1);
        cr_assert(rows_next(&rows));
        const char *one = row_text(&rows, 0), *ten = row_text(&rows, 1), *half = row_text(&rows, 2);
        if (turn == 1) {
            cr_assert_eq(database_select(pair.ours, &numbers, BIND_NOTHING, &others), 0);
            cr_assert(rows_next(&others) && rows_next(&others));
            cr_assert_str_eq(row_text(&others, 0), "2");
            cr_assert_str_eq(row_text(&others, 3), "-2");
        }
        cr_assert_str_eq(one, "1");
        cr_assert_str_eq(ten, "10");
        cr_assert_str_eq(half, "0.5");
        cr_assert_str_eq(row_text(&rows, 3), "-1");
        while (rows_next(&rows))
            ;
        rows_end(&rows);
        database_end_read(pair.ours);
    }
}

Test(answers, turn_one_kind_into_another_as_sqlite_does)
{
    static const struct query kinds = {"test.kinds", NULL, "SELECT 2.0, 1e20, '1.5', ' 12 dogs', 2.75, 'x'"};
    CLEANUP(pair_finish) struct pair pair;
    pair_make(&pair);
    for (int turn = 0; turn < 2; turn++) {
        struct rows rows CLEANUP(rows_end) = {0};
        cr_assert_eq(database_begin_read(pair.ours), 0);
        cr_assert_eq(database_select(pair.ours, &kinds, BIND_NOTHING, &rows), 0);
        cr_assert_eq(rows.cached != NULL, turn == 1);
        cr_assert(rows_next(&rows));
        cr_expect_float_eq(row_decimal(&rows, 2), 1.5, 1e-9);
        cr_expect_eq(row_number(&rows, 3), 12);
        cr_expect_eq(row_number(&rows, 4), 2);
        cr_expect_eq(row_number(&rows, 5), 0);
        while (turn == 0 && rows_next(&rows))
            ; /* text that is asked for is what SQLite keeps from then on */
        if (turn == 1) {
            cr_expect_str_eq(row_text(&rows, 0), "2.0");
            cr_expect_str_eq(row_text(&rows, 1), "1.0e+20");
        }
        rows_end(&rows);
        database_end_read(pair.ours);
    }
}

Test(answers, know_what_their_columns_are_called)
{
    CLEANUP(pair_finish) struct pair pair;
    pair_make(&pair);
    for (int turn = 0; turn < 2; turn++) {
        struct rows rows CLEANUP(rows_end) = {0};
        cr_assert_eq(database_begin_read(pair.ours), 0);
        cr_assert_eq(database_select(pair.ours, &named, BIND_NOTHING, &rows), 0);
        cr_assert_eq(rows.cached != NULL, turn == 1);
        cr_assert_eq(row_columns(&rows), 2);
        cr_assert_str_eq(row_column_name(&rows, 0), "number");
        cr_assert_str_eq(row_column_name(&rows, 1), "name");
        while (rows_next(&rows))
            ;
        cr_assert_str_eq(row_column_name(&rows, 0), "number", "also after the last row");
        rows_end(&rows);
        database_end_read(pair.ours);
    }
}

Test(answers, keep_apart_what_is_no_value_and_what_is_one)
{
    CLEANUP(pair_finish) struct pair pair;
    pair_make(&pair);
    for (int turn = 0; turn < 2; turn++) {
        int64_t nothing = 0, two = 0, empty = 0;
        cr_assert_eq(database_begin_read(pair.ours), 0);
        cr_assert_eq(database_number(pair.ours, &key_of, BIND(value_null()), -1, &nothing), 0);
        cr_assert_eq(database_number(pair.ours, &key_of, BIND(value_text("two")), -1, &two), 0);
        cr_assert_eq(database_number(pair.ours, &key_of, BIND(value_text("")), -1, &empty), 0);
        cr_assert_eq(nothing, 3);
        cr_assert_eq(two, 2);
        cr_assert_eq(empty, -1);
        database_end_read(pair.ours);
    }
}

Test(answers, half_read_are_not_taken_for_whole)
{
    CLEANUP(pair_finish) struct pair pair;
    pair_make(&pair);
    for (int turn = 0; turn < 2; turn++) {
        struct rows rows CLEANUP(rows_end) = {0};
        int count = 0;
        cr_assert_eq(database_begin_read(pair.ours), 0);
        cr_assert_eq(database_select(pair.ours, &all, BIND_NOTHING, &rows), 0);
        while (rows_next(&rows) && (turn == 1 || count == 0))
            count++;
        cr_assert_eq(count, turn == 1 ? 3 : 1);
        rows_end(&rows);
        database_end_read(pair.ours);
    }
}

Test(answers, stay_within_their_bytes)
{
    CLEANUP(pair_finish) struct pair pair;
    bool is_kept = false;
    pair_make(&pair);
    cr_assert_eq(database_begin_read(pair.ours), 0);
    for (int64_t key = 0; key < 1000; key++) {
        int64_t found = 0;
        cr_assert_eq(database_number(pair.ours, &key_of, BIND(value_number(key)), -1, &found), 0);
        cr_assert_eq(found, -1);
    }
    database_end_read(pair.ours);
    cr_assert(is_named(pair.ours, 1, "one", NULL));
    cr_assert(is_named(pair.ours, 1, "one", &is_kept));
    cr_assert(is_kept, "when they are full, a reading begins anew");
}

Test(answers, of_a_reading_that_changes_something_are_asked_again)
{
    CLEANUP(pair_finish) struct pair pair;
    int64_t count = -1;
    pair_make(&pair);
    cr_assert_eq(database_begin_read(pair.ours), 0);
    cr_assert_eq(database_number(pair.ours, &count_temporary, BIND_NOTHING, -1, &count), 0);
    cr_assert_eq(count, 0);
    cr_assert_eq(database_script(pair.ours, "CREATE TEMP TABLE seen (key INTEGER PRIMARY KEY)"), 0);
    cr_assert_eq(database_number(pair.ours, &count_temporary, BIND_NOTHING, -1, &count), 0);
    cr_assert_eq(count, 1);
    database_end_read(pair.ours);
}

Test(answers, do_not_hold_up_the_log_once_at_rest)
{
    CLEANUP(pair_finish) struct pair pair;
    pair_make(&pair);
    cr_assert(is_named(pair.ours, 1, "one", NULL));
    rename_by(pair.theirs, 1, "ett");
    database_idle(pair.ours);
    cr_assert_eq(database_forget(pair.theirs), 0);
    cr_assert(is_named(pair.ours, 1, "ett", NULL));
}
