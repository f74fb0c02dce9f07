/* Savepoints inside a change, SQL under confinement, and everybody whom an actor may see. */
#include "base/fail.h"
#include "domain/people/access.h"
#include "domain/records/audit.h"
#include "domain/records/event.h"
#include "domain/records/form_mark.h"
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
