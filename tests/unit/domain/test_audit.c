/* Tests of audit: every table is filled, every column of it falsified by hand, and every falsification found. */
#include "domain/records/audit.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/subject.h"
#include "domain/people/unit.h"
#include "domain/records/event.h"
#include "domain/records/table.h"
#include "fixture.h"

#include <criterion/criterion.h>
#include <string.h>

#define NEWEST "SELECT max(n) FROM event"

/* ---- a row in every table that the fixture leaves empty ---- */

static const struct query filling[] = {
    {"fill.layer", "layer", "INSERT INTO layer VALUES ('base', 1, '/somewhere', 'folder', 'main', 5) RETURNING *"},
    {"fill.edition", "edition", "INSERT INTO edition VALUES (1, '2026-1', 1, 'base abc', 1) RETURNING *"},
    {"fill.identity", "identity", "UPDATE identity SET email = coalesce(email, id || '@example.se') RETURNING *"},
    {"fill.placement", "placement",
     "INSERT INTO placement VALUES (1, 1, 19000, 20000, 'ekb ifo', 'learner', 'socionom') RETURNING *"},
    {"fill.former_id", "former_id", "INSERT INTO former_id VALUES (1, x'00', 1, 'forr', 20000) RETURNING *"},
    {"fill.person", "person",
     "UPDATE person SET background = 'socionom', in_profession_since = 1, mentor_ceiling = 4.5, full_until = 2,"
     " placed_on = 3"
     " WHERE key = 1 RETURNING *"},
    {"fill.credential", "credential", "INSERT INTO credential VALUES (1, '$argon2id$x', 5) RETURNING *"},
    {"fill.invitation", "invitation", "INSERT INTO invitation VALUES (1, 1, x'01', 5, 4, 3, 2, 1) RETURNING *"},
    {"fill.session", "session", "INSERT INTO session VALUES (1, 1, x'02', 5, 6, 6) RETURNING *"},
    {"fill.step", "step", "INSERT INTO step VALUES (1, 'nybesok') RETURNING *"},
    {"fill.version", "version", "INSERT INTO version VALUES (1, 1, 2, 'base 2 abc') RETURNING *"},
    {"fill.remark", "remark", "INSERT INTO remark VALUES (1, x'03', 1, 2, 5, 'bra') RETURNING *"},
    {"fill.plan", "plan", "INSERT INTO plan VALUES (1, 1, 'introduktion', 100, 200, 1, 1) RETURNING *"},
    {"fill.plan_leave", "plan_leave",
     "INSERT INTO plan_leave VALUES (1, 1, 110, 120, 105, 'parental', 1, 9, 1) RETURNING *"},
    {"fill.plan_share", "plan_share", "INSERT INTO plan_share VALUES (1, 1, 130, 50, 120, 1, 9, 1) RETURNING *"},
    {"fill.plan_step", "plan_step",
     "INSERT INTO plan_step VALUES (1, 1, 1, 1, 140, 1, 1, 1, 7, 1, 9, 1, 1) RETURNING *"},
    {"fill.caseload", "caseload", "INSERT INTO caseload VALUES (1, 102, 4, 1, 7, 3, 1, 8) RETURNING *"},
    {"fill.signoff", "signoff",
     "INSERT INTO signoff VALUES (1, 1, 1, 1, 1, 'observed', 3, 2, 'mentor', 2, 5, 1, 6, 2, 1, 4, 1) RETURNING *"},
    {"fill.carried", "carried", "INSERT INTO carried VALUES (1, 1, 1, 1, 1, 1, 5) RETURNING *"},
    {"fill.progress", "progress", "INSERT INTO progress VALUES (1, 1, 'signed', 5, 1, 1, 2, 1, 150) RETURNING *"},
    {"fill.request", "request",
     "INSERT INTO request (key, person_key, step_key, to_key, kind, state, asked_at, ended_at, remark_key)"
     " VALUES (1, 1, 1, 2, 'signoff', 'signed', 4, 5, 1) RETURNING *"},
    {"fill.mentorship", "mentorship", "INSERT INTO mentorship VALUES (1, 1, 2, 0, 100, 200, 1) RETURNING *"},
    {"fill.stair_decision", "stair_decision",
     "INSERT INTO stair_decision VALUES (1, 1, 'ekonomiskt-bistand', 2, 3, 5, 1, 1) RETURNING *"},
    {"fill.stair_choice", "stair_choice", "INSERT INTO stair_choice VALUES (1, 'ekonomiskt-bistand') RETURNING *"},
    {"fill.stair_ground", "stair_ground", "INSERT INTO stair_ground VALUES (1, 1, 'months 6', 7, 6, 1) RETURNING *"},
    {"fill.stair_evidence", "stair_evidence", "INSERT INTO stair_evidence VALUES (1, 1) RETURNING *"},
    {"fill.stair_responsibility", "stair_responsibility",
     "INSERT INTO stair_responsibility VALUES (1, '0123456789abcdef0123456789abcdef') RETURNING *"},
    {"fill.self_view", "self_view", "INSERT INTO self_view VALUES (1, 'normberakning', 3, 5) RETURNING *"},
    {"fill.also_unit", "also_unit", "INSERT INTO also_unit VALUES (1, 1) RETURNING *"},
    {"fill.done_before", "done_before", "INSERT INTO done_before VALUES (1, 1, 1, 1, 5) RETURNING *"},
    {"fill.talk", "talk", "INSERT INTO talk VALUES (1, 1, 2, 100, 45) RETURNING *"},
    {"fill.talk_point", "talk_point", "INSERT INTO talk_point VALUES (1, 1, 1, 1) RETURNING *"},
    {"fill.aspirant", "aspirant",
     "INSERT INTO aspirant VALUES (1, x'04', 'Umeå', 'termin 6', 200, 90, 100, 300, 400, 'moved', 1000, 'aspirant')"
     " RETURNING *"},
    {"fill.aspirant_hours", "aspirant_hours",
     "INSERT INTO aspirant_hours VALUES (1, 1, 100, 0, 5, 1, 1, 1, 6, 1, 9000) RETURNING *"},
    {"fill.aspirant_pause", "aspirant_pause",
     "INSERT INTO aspirant_pause VALUES (1, 1, 100, 110, 'exams', 5, 2, 6, 2) RETURNING *"},
    {"fill.promise", "promise", "INSERT INTO promise VALUES (1, 1, 'summer-job', 1, 200, 'kept', 150) RETURNING *"},
    {"fill.promise_change", "promise_change",
     "INSERT INTO promise_change VALUES (1, 1, 'kept', 200, 150, 5, 2, 1) RETURNING *"},
    {"fill.aspirant_consent", "aspirant_consent", "INSERT INTO aspirant_consent VALUES (1, 1, 5, 6) RETURNING *"},
    {"fill.university_contact", "university_contact",
     "INSERT INTO university_contact VALUES (2, x'05', 'Umeå') RETURNING *"},
    {"fill.proposal", "proposal",
     "INSERT INTO proposal VALUES (1, 'abcdefgh', 'base', 'proposal/x', 'Ett', 1, 'open', 'a', 'b', 5, 6, 7, 1, 'c')"
     " RETURNING *"},
    {"fill.proposal_comment", "proposal_comment",
     "INSERT INTO proposal_comment VALUES (1, 1, 1, 'comment', 5) RETURNING *"},
    {"fill.proposal_measure", "proposal_measure",
     "INSERT INTO proposal_measure VALUES (1, 'b', 'a', 'base a', 0, 0, 0, 1, 1, 1, 1, 1) RETURNING *"},
    {"fill.proposal_draft", "proposal_draft",
     "INSERT INTO proposal_draft VALUES (1, 'base', 'a.md', 'a', 'text', 'why', 0, NULL, 5) RETURNING *"},
    {"fill.access_token", "access_token",
     "INSERT INTO access_token VALUES (1, 'token', x'01', 1, x'02', 1, '', 5, 6, 7, 8) RETURNING *"},
    {"fill.calendar_address", "calendar_address", "INSERT INTO calendar_address VALUES (1, x'04', 5) RETURNING *"},
    {"fill.calendar_event", "calendar_event",
     "INSERT INTO calendar_event VALUES (1, 'due', 'nybesok', 'abc', 2, x'05', 100, 7, 30, 5, 1) RETURNING *"},
    {"fill.employment", "employment", "INSERT INTO employment VALUES (1, 20000, 0, NULL) RETURNING *"},
    {"fill.digest_choice", "digest_choice", "INSERT INTO digest_choice VALUES (1, 'workdays', 5) RETURNING *"},
    {"fill.digest", "digest",
     "INSERT INTO digest VALUES (1, 1, 20000, 'refused', 5, x'0102', 'refused: 550') RETURNING *"},
    {"fill.plugin_migration", "plugin_migration",
     "INSERT INTO plugin_migration VALUES ('quiz', 1, 'first', 5) RETURNING *"},
    {"fill.sign_in_refusal", "sign_in_refusal", "INSERT INTO sign_in_refusal VALUES (900, 1, 3, 1, 2, 1) RETURNING *"},
    {"fill.form_mark", "form_mark", "INSERT INTO form_mark VALUES (1, 5, '/plan') RETURNING *"},
    {"fill.job", "job", "INSERT INTO job VALUES (1, 'mail', '{}', 5, 1, 'failed', 'nobody answered') RETURNING *"},
};

/* The records, and a second connection through which somebody tampers with them. */
struct crime {
    struct fixture fixture;
    struct database *intruder;
};

static void crime_begin(struct crime *crime)
{
    *crime = (struct crime){0};
    fixture_begin(&crime->fixture);
    for (size_t i = 0; i < COUNT_OF(filling); i++) {
        fixture_ok(records_begin(crime->fixture.records));
        int result = records_write(crime->fixture.records, &filling[i], BIND_NOTHING, NULL);
        fixture_ok(records_end(crime->fixture.records, result,
                               &(struct event){.actor = &actor_operator, .kind = "fixture.made", .about = "somebody"}));
    }
    const char *path = arena_format(&crime->fixture.arena, "%s/records.db", crime->fixture.folder);
    fixture_ok(database_open(path, DATABASE_WRITE, &crime->intruder));
    fixture_ok(database_script(crime->intruder, "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF;"
                                                "PRAGMA synchronous = OFF"));
}

static void crime_end(struct crime *crime)
{
    database_close(crime->intruder);
    fixture_end(&crime->fixture);
}

static void tamper(struct crime *crime, const char *sql)
{
    cr_assert_eq(database_script(crime->intruder, sql), 0, "%s: %s", sql, fail_sentence());
}

static struct audit verify(struct crime *crime, const char *head)
{
    struct audit audit;
    fixture_ok(audit_verify(crime->fixture.records, head, &crime->fixture.arena, &audit));
    return audit;
}

static void expect_ok(struct crime *crime, const char *after)
{
    struct audit audit = verify(crime, NULL);
    cr_assert(audit.is_ok, "after %s: %s", after, audit.problem);
    cr_assert_null(audit.problem);
    cr_assert_eq(audit.first_bad, 0);
}

static void expect_found(struct crime *crime, const char *what, const char *named)
{
    struct audit audit = verify(crime, NULL);
    cr_assert_not(audit.is_ok, "not found: %s", what);
    cr_assert(audit.problem && strstr(audit.problem, named), "%s: '%s' does not name '%s'", what, audit.problem, named);
    cr_assert_gt(audit.first_bad, 0, "%s", what);
}

/* ---- falsifying ---- */

/* Does it, sees it found, and puts the whole table back as it was. */
static void falsify(struct crime *crime, const char *table, const char *sql, const char *named)
{
    struct arena *arena = &crime->fixture.arena;
    tamper(crime, arena_format(arena, "CREATE TEMP TABLE kept AS SELECT * FROM main.%s", table));
    tamper(crime, sql);
    expect_found(crime, sql, named);
    tamper(crime, arena_format(arena,
                               "DELETE FROM main.%s; INSERT INTO main.%s SELECT * FROM temp.kept;"
                               "DROP TABLE temp.kept",
                               table, table));
    expect_ok(crime, sql);
}

static const struct query columns_of = {
    "test.columns", NULL,
    "SELECT name, type, \"notnull\", (SELECT name FROM pragma_table_info(?1) WHERE pk = 1) FROM pragma_table_info(?1)"};

struct column {
    const char *table, *name, *type, *key;
    bool may_be_null;
};

static const char *falsehood(struct arena *arena, const struct column *column)
{
    if (text_equal(column->type, "INTEGER"))
        return arena_format(arena, "coalesce(%s, 0) + 100000", column->name);
    if (text_equal(column->type, "REAL"))
        return arena_format(arena, "coalesce(%s, 0) + 0.5", column->name);
    if (text_equal(column->type, "TEXT"))
        return arena_format(arena, "coalesce(%s, '') || 'x'", column->name);
    cr_assert_str_eq(column->type, "BLOB");
    return "x'0badc0de'";
}

/* In the row whose first key column is `key_sql`; NULL: the first row that has a value there. */
static void falsify_column(struct crime *crime, const struct column *column, const char *value_sql, const char *key_sql)
{
    struct arena *arena = &crime->fixture.arena;
    const char *named = text_equal(column->table, "event") ? "event " : arena_format(arena, "row '%s ", column->table);
    const char *first = arena_format(arena, "SELECT %s FROM main.%s ORDER BY %s IS NULL, %s LIMIT 1", column->key,
                                     column->table, column->name, column->key);
    falsify(crime, column->table,
            arena_format(arena, "UPDATE main.%s SET %s = %s WHERE %s = (%s)", column->table, column->name, value_sql,
                         column->key, key_sql ? key_sql : first),
            named);
}

/* A key is never NULL; a column that nothing fills yet is seen with another value only. */
static bool has_value(struct crime *crime, const struct column *column)
{
    int64_t count = 0;
    struct query *query = arena_zeroed(&crime->fixture.arena, sizeof *query);
    *query = (struct query){
        "test.values", NULL,
        arena_format(&crime->fixture.arena, "SELECT count(%s) FROM main.%s", column->name, column->table)};
    fixture_ok(database_number(crime->intruder, query, BIND_NOTHING, 0, &count));
    return count > 0 && !text_equal(column->name, column->key);
}

/* Every column of one row, with another value and, where it may be, with none at all. */
static void falsify_table(struct crime *crime, const char *table, const char *key_sql)
{
    struct arena *arena = &crime->fixture.arena;
    struct column columns[32];
    size_t count = 0;
    struct rows rows CLEANUP(rows_end) = {0};
    fixture_ok(database_select(crime->intruder, &columns_of, BIND(value_text(table)), &rows));
    while (rows_next(&rows) && count < COUNT_OF(columns))
        columns[count++] = (struct column){.table = table,
                                           .name = row_copy(&rows, 0, arena),
                                           .type = row_copy(&rows, 1, arena),
                                           .key = row_copy(&rows, 3, arena),
                                           .may_be_null = !row_number(&rows, 2)};
    fixture_ok(rows_result(&rows));
    cr_assert_gt(count, 0, "%s has no columns", table);
    for (size_t i = 0; i < count; i++) {
        falsify_column(crime, &columns[i], falsehood(arena, &columns[i]), key_sql);
        if (columns[i].may_be_null && has_value(crime, &columns[i]))
            falsify_column(crime, &columns[i], "NULL", key_sql);
    }
}

Test(audit, is_content_with_every_table_filled)
{
    struct crime crime CLEANUP(crime_end);
    crime_begin(&crime);
    const struct records_table *table;
    for (size_t i = 0; (table = records_table_at(i)); i++) {
        int64_t count = 0;
        struct query query = {"test.count", NULL,
                              arena_format(&crime.fixture.arena, "SELECT count(*) FROM %s", table->name)};
        struct query *kept = arena_zeroed(&crime.fixture.arena, sizeof *kept);
        *kept = query;
        fixture_ok(database_number(crime.intruder, kept, BIND_NOTHING, 0, &count));
        cr_assert_gt(count, 0, "%s is empty", table->name);
    }
    struct audit audit = verify(&crime, NULL);
    cr_assert(audit.is_ok, "%s", audit.problem);
    cr_assert_eq(audit.events, fixture_events(&crime.fixture));
    char head[SECRET_HEX_BYTES];
    fixture_ok(event_head(crime.intruder, head));
    cr_assert_str_eq(audit.head, head);
    cr_assert(verify(&crime, head).is_ok);
}

Test(audit, covers_every_table_that_there_is)
{
    struct crime crime CLEANUP(crime_end);
    crime_begin(&crime);
    static const struct query tables = {
        "test.tables", NULL, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"};
    struct rows rows CLEANUP(rows_end) = {0};
    fixture_ok(database_select(crime.intruder, &tables, BIND_NOTHING, &rows));
    while (rows_next(&rows)) {
        const char *name = row_text(&rows, 0);
        cr_assert(text_equal(name, "event") || records_table_of(name), "%s is in no digest", name);
    }
}

Test(audit, finds_every_column_of_every_table_changed, .timeout = 1200)
{
    struct crime crime CLEANUP(crime_end);
    crime_begin(&crime);
    const struct records_table *table;
    for (size_t i = 0; (table = records_table_at(i)); i++)
        if (!table->is_unlogged)
            falsify_table(&crime, table->name, NULL);
}

Test(audit, finds_every_column_of_first_middle_and_last_event_changed, .timeout = 1200)
{
    struct crime crime CLEANUP(crime_end);
    crime_begin(&crime);
    falsify_table(&crime, "event", NULL);
    falsify_table(&crime, "event", "10");
    falsify_table(&crime, "event", NEWEST);
    falsify(&crime, "event", "UPDATE event SET clock = 0 WHERE n = 5", "event 5 was changed");
}

Test(audit, finds_a_schema_that_no_migration_made)
{
    static const struct {
        const char *change, *back, *named;
    } changes[] = {
        {"CREATE TRIGGER silent AFTER INSERT ON session BEGIN SELECT 1; END", "DROP TRIGGER silent",
         "trigger 'silent': no migration made it"},
        {"CREATE VIEW all_of_them AS SELECT * FROM identity", "DROP VIEW all_of_them",
         "view 'all_of_them': no migration made it"},
        {"CREATE TABLE mine (n INTEGER)", "DROP TABLE mine", "table 'mine': no migration made it"},
        {"CREATE INDEX quiz_units ON unit(name)", "DROP INDEX quiz_units", "index 'quiz_units': no migration made it"},
        {"DROP INDEX event_about", "CREATE INDEX event_about ON event (about, n)", "index 'event_about': is gone"},
        {"DROP INDEX event_about; CREATE UNIQUE INDEX event_about ON event(n)",
         "DROP INDEX event_about; CREATE INDEX event_about ON event(about, n)", "index 'event_about': is not as"},
        {"CREATE TRIGGER quiz_t AFTER INSERT ON unit BEGIN SELECT 1; END", "DROP TRIGGER quiz_t", "trigger 'quiz_t'"},
        {"ALTER TABLE job ADD COLUMN more TEXT", "ALTER TABLE job DROP COLUMN more", "table 'job': is not as"},
    };
    CLEANUP(crime_end) struct crime crime;
    crime_begin(&crime);
    for (size_t i = 0; i < COUNT_OF(changes); i++) {
        tamper(&crime, changes[i].change);
        expect_found(&crime, changes[i].change, changes[i].named);
        tamper(&crime, changes[i].back);
        expect_ok(&crime, changes[i].back);
    }
    tamper(&crime, "CREATE TABLE quiz_more (n INTEGER PRIMARY KEY) STRICT; CREATE INDEX quiz_n ON quiz_more(n)");
    expect_ok(&crime, "a plugin's table"); /* plugin 'quiz' has migrated */
}

Test(audit, finds_words_hidden_behind_a_nul)
{
    struct crime crime CLEANUP(crime_end);
    crime_begin(&crime);
    static const char *const columns[] = {"actor", "kind", "about", "data", "rows"};
    for (size_t i = 0; i < COUNT_OF(columns); i++)
        falsify(&crime, "event",
                arena_format(&crime.fixture.arena, "UPDATE event SET %s = %s || char(0) || 'x' WHERE n = 5", columns[i],
                             columns[i]),
                "event 5 was changed");
    falsify(&crime, "remark", "UPDATE remark SET words = words || char(0) || 'x'", "row 'remark 1'");
}

Test(audit, finds_rows_deleted_and_rows_inserted)
{
    struct crime crime CLEANUP(crime_end);
    crime_begin(&crime);
    const struct records_table *table;
    for (size_t i = 0; (table = records_table_at(i)); i++)
        if (!table->is_unlogged)
            falsify(&crime, table->name, arena_format(&crime.fixture.arena, "DELETE FROM %s", table->name),
                    arena_format(&crime.fixture.arena, "row '%s ", table->name));
    tamper(&crime, "DELETE FROM main.form_mark");
    expect_ok(&crime, "forms were forgotten");
    falsify(&crime, "role", "INSERT INTO role VALUES (1, 'admin')", "row 'role 1/admin': no event made it");
    falsify(&crime, "unit", "INSERT INTO unit VALUES (99, 'hemlig', 'Hemlig', NULL, NULL)",
            "row 'unit 99': no event made it");
    falsify(&crime, "signoff", "DELETE FROM signoff WHERE key = 1", "row 'signoff 1': is gone");
}

Test(audit, finds_a_removed_row_that_came_back)
{
    struct crime crime CLEANUP(crime_end);
    crime_begin(&crime);
    static const struct query removal = {"test.remove", "credential",
                                         "DELETE FROM credential WHERE person_key = 1 RETURNING *"};
    tamper(&crime, "CREATE TEMP TABLE removed AS SELECT * FROM credential");
    fixture_ok(records_begin(crime.fixture.records));
    int result = records_write(crime.fixture.records, &removal, BIND_NOTHING, NULL);
    fixture_ok(
        records_end(crime.fixture.records, result, &(struct event){.actor = &actor_operator, .kind = "fixture.made"}));
    expect_ok(&crime, "a removal");
    falsify(&crime, "credential", "INSERT INTO credential SELECT * FROM temp.removed",
            "row 'credential 1': no event made it");
}

Test(audit, finds_an_event_removed_in_the_middle)
{
    struct crime crime CLEANUP(crime_end);
    crime_begin(&crime);
    falsify(&crime, "event", "DELETE FROM event WHERE n = 10", "event 10 is missing");
    falsify(&crime, "event",
            "DELETE FROM event WHERE n = 10; UPDATE event SET n = -n WHERE n > 10;"
            "UPDATE event SET n = -n - 1 WHERE n < 0",
            "event 10 was changed");
    falsify(&crime, "event", "DELETE FROM event WHERE n = 1", "event 1 is missing");
    falsify(&crime, "event", "DELETE FROM event", "no event made it");
}

Test(audit, finds_a_cut_tail_by_its_head_only)
{
    struct crime crime CLEANUP(crime_end);
    crime_begin(&crime);
    char head[SECRET_HEX_BYTES], older[SECRET_HEX_BYTES];
    fixture_ok(event_head(crime.intruder, older));
    fixture_ok(unit_add(crime.fixture.records, &actor_operator, "extra", "Extra", NULL));
    fixture_ok(event_head(crime.intruder, head));
    cr_assert(verify(&crime, head).is_ok);
    cr_assert(verify(&crime, older).is_ok, "a head of long ago is still in the log");
    tamper(&crime, "DELETE FROM event WHERE n = (" NEWEST "); DELETE FROM unit WHERE id = 'extra'");
    expect_ok(&crime, "a cut tail");
    struct audit audit = verify(&crime, head);
    cr_assert_not(audit.is_ok);
    cr_assert(strstr(audit.problem, "the log was cut or rewritten"), "%s", audit.problem);
    cr_assert(verify(&crime, older).is_ok);
}

/* ---- a history rewritten with all its hashes ---- */

static const struct query log_all = {"test.log", NULL,
                                     "SELECT n, at, clock, actor, kind, about, data, rows FROM event ORDER BY n"};
static const struct query hash_put = {"test.hash", NULL, "UPDATE event SET hash = ?2 WHERE n = ?1"};

static void chain_again(struct crime *crime)
{
    unsigned char hash[SECRET_HASH_BYTES] = {0}, next[SECRET_HASH_BYTES];
    struct rows rows CLEANUP(rows_end) = {0};
    fixture_ok(database_select(crime->intruder, &log_all, BIND_NOTHING, &rows));
    while (rows_next(&rows)) {
        struct event_line line = {.n = row_number(&rows, 0),
                                  .at = row_number(&rows, 1),
                                  .is_clock_set = row_number(&rows, 2),
                                  .actor = row_text(&rows, 3),
                                  .kind = row_text(&rows, 4),
                                  .about = row_text(&rows, 5),
                                  .data = row_text(&rows, 6),
                                  .rows = row_text(&rows, 7)};
        event_hash(hash, &line, next);
        memcpy(hash, next, sizeof hash);
        fixture_ok(
            database_execute(crime->intruder, &hash_put, BIND(value_number(line.n), value_bytes(hash, sizeof hash))));
    }
    fixture_ok(rows_result(&rows));
}

Test(audit, finds_a_history_rewritten_with_all_its_hashes_by_its_head_only)
{
    struct crime crime CLEANUP(crime_end);
    crime_begin(&crime);
    char head[SECRET_HEX_BYTES];
    fixture_ok(event_head(crime.intruder, head));
    tamper(&crime, "UPDATE event SET actor = 'somebody-else' WHERE n = 10");
    expect_found(&crime, "the actor", "event 10 was changed");
    chain_again(&crime);
    expect_ok(&crime, "a rewritten history");
    cr_assert_not(verify(&crime, head).is_ok);
}

Test(audit, finds_the_first_of_several_and_refuses_what_is_no_head)
{
    struct crime crime CLEANUP(crime_end);
    crime_begin(&crime);
    struct audit audit;
    tamper(&crime, "UPDATE event SET at = at + 1 WHERE n IN (7, 12); UPDATE unit SET name = 'x' WHERE key = 1");
    audit = verify(&crime, NULL);
    cr_assert_eq(audit.first_bad, 7);
    static const char *const bad[] = {"", "abc", "ABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCD"};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        cr_assert_eq(audit_verify(crime.fixture.records, bad[i], &crime.fixture.arena, &audit), FAIL_USAGE, "%s",
                     bad[i]);
}

/* RETURNING gives a whole number in a REAL column as an integer, SELECT as a decimal. */
Test(audit, holds_for_decimals_whole_or_not)
{
    static const double ceilings[] = {3.0, 0.0, 2.5, 100.0};
    for (size_t i = 0; i < COUNT_OF(ceilings); i++) {
        struct fixture fixture CLEANUP(fixture_end);
        fixture_begin(&fixture);
        struct audit audit;
        const struct person_change change = {.mentor_ceiling = &ceilings[i]};
        fixture_ok(person_set(fixture.records, &actor_operator, subject_id("bo"), &change));
        fixture_ok(audit_verify(fixture.records, NULL, &fixture.arena, &audit));
        cr_assert(audit.is_ok, "%s", audit.problem);
    }
}
