/* Savepoints inside a change, SQL under confinement, and everybody whom an actor may see. */
#include "base/fail.h"
#include "domain/people/access.h"
#include "domain/records/audit.h"
#include "domain/records/event.h"
#include "domain/records/form_mark.h"
#include "domain/records/table.h"
#include "fixture.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct query unit_insert = {"test.unit", "unit",
                                         "INSERT INTO unit (id, name) VALUES (?1, ?1) RETURNING *"};
static const struct query unit_count = {"test.units", NULL, "SELECT count(*) FROM unit WHERE id LIKE 'x%'"};

static const struct event changed = {.actor = &actor_operator, .kind = "fixture.made"};

/* ---- records_attempt ---- */

struct attempt {
    struct records *records;
    const char *id;
    int result;
};

static int attempt_write(void *context)
{
    const struct attempt *attempt = context;
    fixture_ok(records_begin(attempt->records));
    int result = records_write(attempt->records, &unit_insert, BIND(value_text(attempt->id)), NULL);
    if (result == 0)
        result = attempt->result;
    return records_end(attempt->records, result, &changed);
}

Test(records, keep_a_change_although_an_attempt_within_it_fails)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct attempt good = {fixture.records, "x-good", 0}, bad = {fixture.records, "x-bad", FAIL_RULE};
    fixture_ok(records_begin(fixture.records));
    fixture_ok(records_write(fixture.records, &unit_insert, BIND(value_text("x-outer")), NULL));
    fail(FAIL_RULE, "it did not want to");
    cr_expect_eq(records_attempt(fixture.records, attempt_write, &bad), FAIL_RULE);
    cr_expect_str_eq(fail_sentence(), "it did not want to");
    fixture_ok(records_attempt(fixture.records, attempt_write, &good));
    fixture_ok(records_end(fixture.records, 0, &changed));
    int64_t count = 0;
    fixture_ok(records_number(fixture.records, &unit_count, BIND_NOTHING, 0, &count));
    cr_expect_eq(count, 2);
    struct audit audit;
    fixture_ok(audit_verify(fixture.records, NULL, &fixture.arena, &audit));
    cr_expect(audit.is_ok, "%s", audit.problem);
}

/* ---- the marks of forms ---- */

static int unit_write(struct records *records, const char *id, int result)
{
    TRY(records_begin(records));
    int written = records_write(records, &unit_insert, BIND(value_text(id)), NULL);
    return records_end(records, written ? written : result, &changed);
}

static bool is_kept(struct fixture *fixture, int64_t key)
{
    bool is_there = false;
    const char *answer;
    fixture_ok(form_mark_find(fixture->records, &(struct form_mark){.key = key}, &fixture->arena, &is_there, &answer));
    return is_there;
}

Test(records, keep_one_change_of_a_form_and_refuse_the_next)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct form_mark first = {.key = 7}, second = {.key = 7};
    records_use_mark(fixture.records, &first);
    cr_expect_eq(unit_write(fixture.records, "x-bad", fail(FAIL_RULE, "no")), FAIL_RULE);
    cr_expect_not(is_kept(&fixture, 7), "a change that was refused leaves the form to be sent again");
    fixture_ok(unit_write(fixture.records, "x-one", 0));
    fixture_ok(unit_write(fixture.records, "x-two", 0)); /* of the same form: it is done whole */
    records_use_mark(fixture.records, &second);
    int result = unit_write(fixture.records, "x-three", 0);
    cr_expect(fail_is(result, REASON_SENT_ALREADY));
    cr_expect(first.is_kept && !first.is_repeated && second.is_repeated && !second.is_kept);
    records_use_mark(fixture.records, NULL);
    int64_t count = 0;
    fixture_ok(records_number(fixture.records, &unit_count, BIND_NOTHING, 0, &count));
    cr_expect_eq(count, 2);
    struct audit audit;
    fixture_ok(audit_verify(fixture.records, NULL, &fixture.arena, &audit));
    cr_expect(audit.is_ok, "%s", audit.problem);
}

Test(records, forget_the_marks_of_forms_after_a_day)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct form_mark old = {.key = 7}, young = {.key = 8};
    records_use_mark(fixture.records, &old);
    fixture_ok(unit_write(fixture.records, "x-one", 0));
    fixture_day("2026-03-04");
    records_use_mark(fixture.records, &young);
    fixture_ok(unit_write(fixture.records, "x-two", 0));
    records_use_mark(fixture.records, NULL);
    cr_expect_not(is_kept(&fixture, 7));
    cr_expect(is_kept(&fixture, 8));
}

/* ---- migrations ---- */

extern const struct module plan_module;

/* Opens the records again with a migration that changes rows of units, and walks the log. */
static struct audit migrate(struct fixture *fixture, const struct migration_rewrite *rewrites)
{
    static const struct migration migrations[] = {{{"louder", 900}, "UPDATE unit SET name = name || '!'"},
                                                  {.row = {0}}};
    static struct module planted = {.name = "planted", .migrations = migrations};
    struct records *records CLEANUP(records_close_at) = NULL;
    struct audit audit;
    planted.rewrites = rewrites;
    fixture_modules(&planted);
    fixture_ok(records_open(fixture->folder, &records));
    fixture_ok(audit_verify(records, NULL, &fixture->arena, &audit));
    return audit;
}

Test(records, know_what_a_migration_made_of_rows)
{
    static const struct migration_rewrite rewrites[] = {{900, "unit"}, {0}};
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct audit audit = migrate(&fixture, rewrites);
    cr_expect(audit.is_ok, "%s", audit.problem);
}

Test(records, find_what_a_migration_does_not_tell)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    cr_expect_not(migrate(&fixture, NULL).is_ok);
}

/* The tables before leave was the person's. Person 1 was told of leave in plan 1, which ended; plan 2 took it over and
 * learned its end; plan 3 took over both, and was told of another leave. Of person 2 what plan 4 took back is gone. */
static const char leaves_before[] =
    "CREATE TABLE person (key INTEGER PRIMARY KEY) STRICT; INSERT INTO person VALUES (1), (2);"
    "CREATE TABLE plan (key INTEGER PRIMARY KEY, person_key INTEGER, ended_on INTEGER) STRICT;"
    "INSERT INTO plan VALUES (1, 1, 50), (2, 1, 60), (3, 1, NULL), (4, 2, NULL), (5, 2, 40);"
    "CREATE TABLE plan_leave (key INTEGER PRIMARY KEY, plan_key INTEGER, first INTEGER, last INTEGER, told_on INTEGER,"
    " kind TEXT, told_by_key INTEGER, ended_at INTEGER, ended_by_key INTEGER) STRICT;"
    "INSERT INTO plan_leave VALUES (1, 1, 10, NULL, 5, 'leave', NULL, NULL, NULL),"
    " (2, 2, 10, 20, 5, 'leave', NULL, NULL, NULL), (3, 3, 10, NULL, 5, 'leave', NULL, NULL, NULL),"
    " (4, 3, 10, 20, 5, 'leave', NULL, NULL, NULL), (5, 3, 30, 35, 9, 'leave', NULL, NULL, NULL),"
    " (6, 4, 10, 20, 5, 'leave', NULL, 77, NULL), (7, 5, 10, 20, 5, 'leave', NULL, NULL, NULL);"
    "CREATE TABLE plan_share (key INTEGER PRIMARY KEY, plan_key INTEGER, first INTEGER, percent INTEGER, told_on "
    "INTEGER,"
    " told_by_key INTEGER, ended_at INTEGER, ended_by_key INTEGER) STRICT;"
    "INSERT INTO plan_share VALUES (1, 1, 10, 50, 5, NULL, NULL, NULL), (2, 3, 10, 50, 5, NULL, 88, NULL),"
    " (3, 3, 10, 80, 6, NULL, NULL, NULL), (4, 4, 10, 75, NULL, NULL, NULL, NULL), (5, 5, 10, 75, NULL, NULL, NULL,"
    " NULL);";
static const struct query leaves_after = {
    "test.leaves", NULL,
    "SELECT group_concat(line, ' ') FROM (SELECT key || ':' || person_key || ':' || first || '-' || coalesce(last, '') "
    "||"
    " CASE WHEN ended_at IS NULL THEN '' ELSE 'x' END AS line FROM plan_leave ORDER BY key)"};
static const struct query shares_after = {
    "test.shares", NULL,
    "SELECT group_concat(line, ' ') FROM (SELECT key || ':' || person_key || ':' || first || '-' || percent ||"
    " CASE WHEN ended_at IS NULL THEN '' ELSE 'x' END AS line FROM plan_share ORDER BY key)"};

static void expect_lines(struct database *database, const struct query *query, const char *expected)
{
    struct rows rows CLEANUP(rows_end) = {0};
    fixture_ok(database_select(database, query, BIND_NOTHING, &rows));
    cr_assert(rows_next(&rows));
    cr_expect_str_eq(row_text(&rows, 0), expected);
}

Test(records, give_leave_to_the_person_as_it_was_known_last)
{
    struct fixture fixture CLEANUP(fixture_end);
    struct database *database CLEANUP(database_close_at) = NULL;
    fixture_begin(&fixture);
    fixture_ok(database_open(arena_format(&fixture.arena, "%s/old.db", fixture.folder), DATABASE_CREATE, &database));
    fixture_ok(database_script(database, leaves_before));
    fixture_ok(database_script(database, plan_module.migrations[0].sql));
    expect_lines(database, &leaves_after, "1:1:10-20 5:1:30-35 6:2:10-20x");
    expect_lines(database, &shares_after, "2:1:10-50x 3:1:10-80 4:2:10-75");
}

/* ---- access_each ---- */

struct sight {
    unsigned seen[64]; /* by person's key */
};

static int sight_add(void *context, int64_t person_key, unsigned seen)
{
    struct sight *sight = context;
    cr_assert_lt(person_key, 64);
    sight->seen[person_key] = seen;
    return 0;
}

static void expect_same(struct fixture *fixture, const struct actor *actor)
{
    struct sight sight = {0};
    fixture_ok(access_each(fixture->records, actor, sight_add, &sight));
    for (int64_t key = 1; key <= 13; key++) {
        cr_expect_eq((sight.seen[key] & SEEN_DATES) != 0, access_may(fixture->records, actor, RIGHT_SEE_DATES, key),
                     "%s %d", actor->rid, (int)key);
        cr_expect_eq((sight.seen[key] & SEEN_COMMENTS) != 0,
                     access_may(fixture->records, actor, RIGHT_SEE_COMMENTS, key), "%s %d", actor->rid, (int)key);
    }
}

Test(records, show_everybody_at_once_as_access_says_of_each)
{
    static const char *const ids[] = {"anna",  "petra", "lars",  "disa", "bo",   "britt", "cecilia",
                                      "frida", "stina", "hanna", "adam", "erik", "klara"};
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    fixture_mentors(&fixture, (struct fixture_mentorship){.learner = "anna", .mentor = "bo"});
    fixture_mentors(&fixture,
                    (struct fixture_mentorship){.learner = "petra", .mentor = "britt", .is_substitute = true});
    fixture_mentors(&fixture, (struct fixture_mentorship){
                                  .learner = "lars", .mentor = "bo", .from = "2026-01-01", .to = "2026-02-01"});
    fixture_mentors(&fixture, (struct fixture_mentorship){.learner = "lars", .mentor = "disa"});
    for (size_t i = 0; i < COUNT_OF(ids); i++) {
        struct actor actor = fixture_actor(&fixture, ids[i]);
        expect_same(&fixture, &actor);
    }
    expect_same(&fixture, &actor_operator);
    expect_same(&fixture, &actor_trappa);
}

/* ---- confinement ---- */

static struct confinement quiz_may(bool may_write)
{
    return (struct confinement){
        .prefix = "quiz_", .view_prefix = "v_", .inner_prefix = "i123_", .may_write = may_write};
}

Test(records, hold_foreign_sql_to_its_own_tables)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct database *database = records_database(fixture.records);
    struct confinement define = quiz_may(true), read = quiz_may(false);
    define.may_define = true;
    fixture_ok(database_script_confined(database, "CREATE TABLE quiz_a (key INTEGER PRIMARY KEY, words TEXT) STRICT;",
                                        &define));
    static const char *const refused[] = {"CREATE TABLE other (key INTEGER PRIMARY KEY)",
                                          "CREATE VIEW quiz_v AS SELECT 1",
                                          "CREATE TRIGGER quiz_t AFTER INSERT ON quiz_a BEGIN SELECT 1; END",
                                          "DROP TABLE quiz_a",
                                          "DROP TABLE person",
                                          "ALTER TABLE person ADD COLUMN x",
                                          "COMMIT",
                                          "SAVEPOINT x",
                                          "PRAGMA user_version = 1",
                                          "VACUUM",
                                          "CREATE TEMP TABLE quiz_b (a INTEGER)",
                                          "UPDATE event SET kind = 'x'",
                                          "ATTACH ':memory:' AS quiz_x"};
    for (size_t i = 0; i < COUNT_OF(refused); i++)
        cr_expect_eq(database_script_confined(database, refused[i], &define), FAIL_DENIED, "%s", refused[i]);
    struct rows rows CLEANUP(rows_end) = {0};
    fixture_ok(database_select_confined(database, "SELECT words FROM quiz_a", BIND_NOTHING, &read, &rows));
    cr_expect(!rows_next(&rows));
    rows_end(&rows);
    fixture_expect_failure(
        database_select_confined(database, "SELECT words FROM quiz_a, identity", BIND_NOTHING, &read, &rows),
        FAIL_SYSTEM, "its SQL wants table 'identity', which is not its own");
    fixture_expect_failure(
        database_select_confined(database, "DELETE FROM quiz_a", BIND_NOTHING, &read, &rows), FAIL_SYSTEM,
        "its SQL wants writing table 'quiz_a', and may only read here; a change is made in change()");
}
