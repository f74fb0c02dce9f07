/* Tests of person: what is handed out, and what is left after erasing. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/admin/erase.h"
#include "domain/people/comment.h"
#include "domain/people/mentor.h"
#include "domain/people/session.h"
#include "domain/people/subject.h"
#include "domain/records/audit.h"
#include "fixture.h"
#include "io/file.h"

#include <criterion/criterion.h>
#include <string.h>

#define WORDS "Mycket lugn i samtalet"
#define MOST (64UL * 1024 * 1024)

static const struct query decision_insert = {"test.decision", "stair_decision",
                                             "INSERT INTO stair_decision (key, person_key, staircase, level, at) "
                                             "VALUES (1, ?1, 'handlaggare', 2, 5) RETURNING *"};
static const struct query responsibility_insert = {"test.responsibility", "stair_responsibility",
                                                   "INSERT INTO stair_responsibility VALUES (1, 'abc') RETURNING *"};
static const struct query point_insert = {
    "test.point", "talk_point",
    "INSERT INTO talk_point (key, person_key, remark_key) VALUES (1, ?1, (SELECT max(key) FROM remark)) RETURNING *"};

static void comment_about(struct fixture *fixture, const char *about, const char *by)
{
    int64_t key;
    fixture_ok(records_begin(fixture->records));
    int result = comment_write(
        fixture->records,
        &(struct comment_new){fixture_key(fixture, about), fixture_key(fixture, by), WORDS, "because"}, &key);
    fixture_ok(records_end(fixture->records, result, &(struct event){.actor = &actor_trappa, .kind = "fixture.made"}));
}

/* True if the bytes lie anywhere in the files of the records. */
static bool is_on_disk(struct fixture *fixture, const char *bytes)
{
    static const char *const names[] = {"records.db", "records.db-wal"};
    bool is_found = false;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        CLEANUP(text_finish) struct text text = TEXT(MOST);
        const char *path = file_join(&fixture->arena, fixture->folder, names[i]);
        if (file_exists(path))
            fixture_ok(file_read(path, &text));
        is_found = is_found || (text.length && memmem(text.bytes, text.length, bytes, strlen(bytes)));
    }
    return is_found;
}

Test(person_erase, leaves_nothing_that_names_the_person_on_the_disk)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct person anna = fixture_person(&fixture, "anna"), erased, mentor, substitute;
    struct audit audit;
    char token[SECRET_TOKEN_BYTES];
    fixture_mentors(&fixture, (struct fixture_mentorship){.learner = "anna", .mentor = "bo"});
    fixture_ok(session_start(fixture.records, &anna, token));
    comment_about(&fixture, "anna", "bo");
    cr_assert(is_on_disk(&fixture, "Anna Ek") && is_on_disk(&fixture, "anna@example.se") &&
              is_on_disk(&fixture, WORDS));
    fixture_ok(person_erase(fixture.records, &actor_operator, "anna", "gallring efter tio år"));
    cr_assert_not(is_on_disk(&fixture, "Anna Ek"));
    cr_assert_not(is_on_disk(&fixture, "anna@example.se"));
    cr_assert_not(is_on_disk(&fixture, WORDS));
    fixture_ok(person_by_rid(fixture.records, anna.rid, &fixture.arena, &erased));
    cr_assert_null(erased.id);
    cr_assert_null(erased.name);
    cr_assert_str_eq(erased.status, "erased");
    cr_assert_eq(erased.roles, 0);
    fixture_ok(mentor_of(fixture.records, anna.key, &fixture.arena, &mentor, &substitute));
    cr_assert_eq(mentor.key, 0);
    cr_assert_eq(person_erase(fixture.records, &actor_operator, "anna", "igen"), FAIL_NOT_FOUND);
    fixture_ok(audit_verify(fixture.records, NULL, &fixture.arena, &audit));
    cr_assert(audit.is_ok, "%s", audit.problem);
}

Test(person_erase, wants_a_reason_and_a_right)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct actor cecilia = fixture_actor(&fixture, "cecilia");
    int64_t events = fixture_events(&fixture);
    fixture_expect_failure(person_erase(fixture.records, &actor_operator, "lars", " "), FAIL_INPUT,
                           "the comment: some words are needed");
    cr_expect_str_eq(fail_last_field(), "because");
    fixture_expect_failure(person_erase(fixture.records, &cecilia, "anna", "gallring"), FAIL_DENIED,
                           "person 'anna': only an administrator changes accounts");
    cr_assert_eq(fixture_events(&fixture), events);
}

static const struct query plans_ended = {
    "test.plans_ended", NULL,
    "SELECT count(*) FROM plan JOIN remark ON remark.key = plan.ended_remark_key WHERE plan.person_key = ?1"
    " AND plan.ended_on = ?2 AND remark.words = 'gallring'"};
static const struct query endings_logged = {"test.endings", NULL,
                                            "SELECT count(*) FROM event WHERE kind = 'plan.ended' AND about = ?1"};

Test(person_erase, ends_the_plans_that_run_with_its_reason)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct person anna = fixture_person(&fixture, "anna");
    struct audit audit;
    int64_t plans = 0, logged = 0;
    fixture_plan(&fixture, "anna", "2026-03-02");
    fixture_plan(&fixture, "anna", "2026-02-02");
    fixture_ok(person_erase(fixture.records, &actor_operator, "anna", "gallring"));
    fixture_ok(records_number(fixture.records, &plans_ended,
                              BIND(value_number(anna.key), value_number(fixture_date("2026-03-02"))), 0, &plans));
    fixture_ok(records_number(fixture.records, &endings_logged, BIND(value_text(anna.rid)), 0, &logged));
    cr_expect_eq(plans, 2);
    cr_expect_eq(logged, 2);
    fixture_ok(audit_verify(fixture.records, NULL, &fixture.arena, &audit));
    cr_assert(audit.is_ok, "%s", audit.problem);
}

Test(person_erase, frees_the_id_and_the_address_for_somebody_else)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct person_new second = {.id = "anna",
                                .name = "Anna Ny",
                                .email = "anna@example.se",
                                .unit = "ekb",
                                .roles = "learner",
                                .in_profession_since = DAY_NONE};
    char rid[SECRET_RID_BYTES];
    struct person before = fixture_person(&fixture, "anna");
    fixture_ok(person_erase(fixture.records, &actor_operator, "anna", "gallring"));
    fixture_ok(person_add(fixture.records, &actor_operator, &second, rid));
    cr_assert_str_neq(rid, before.rid);
}

Test(person_export, holds_what_is_kept_and_no_secret)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct actor anna = fixture_actor(&fixture, "anna"), hanna = fixture_actor(&fixture, "hanna");
    CLEANUP(text_finish) struct text text = TEXT(MOST);
    fixture_mentors(&fixture, (struct fixture_mentorship){.learner = "anna", .mentor = "bo"});
    fixture_plan(&fixture, "anna", "2026-03-02");
    fixture_request(&fixture, "anna", "bo");
    comment_about(&fixture, "anna", "bo");
    fixture_ok(credential_set(fixture.records, &actor_operator, subject_id("anna"), "$argon2id$secret"));
    fixture_expect_failure(person_export(fixture.records, &hanna, "anna", &text), FAIL_DENIED,
                           "person 'anna': this is not for you to see");
    fixture_ok(person_export(fixture.records, &anna, "anna", &text));
    const char *const expected[] = {"\"name\":\"Anna Ek\"",      "\"email\":\"anna@example.se\"",
                                    "\"protected\":false",       "\"start\":\"2026-03-02\"",
                                    "\"mentor\":\"Bo Lind\"",    "\"words\":\"" WORDS "\"",
                                    "\"step\":\"fixture-step\"", "\"kind\":\"person.added\""};
    for (size_t i = 0; i < COUNT_OF(expected); i++)
        cr_assert(strstr(text_string(&text), expected[i]), "no %s in %s", expected[i], text_string(&text));
    cr_assert_null(strstr(text_string(&text), "argon2id"));
}

static int level_and_point_write(struct fixture *fixture, int64_t person_key)
{
    TRY(records_write(fixture->records, &decision_insert, BIND(value_number(person_key)), NULL));
    TRY(records_write(fixture->records, &responsibility_insert, BIND_NOTHING, NULL));
    return records_write(fixture->records, &point_insert, BIND(value_number(person_key)), NULL);
}

Test(person_export, holds_the_responsibilities_of_a_stair_and_what_is_to_be_talked_about)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct actor anna = fixture_actor(&fixture, "anna");
    CLEANUP(text_finish) struct text text = TEXT(MOST);
    comment_about(&fixture, "anna", "anna");
    fixture_ok(records_begin(fixture.records));
    int result = level_and_point_write(&fixture, anna.key);
    fixture_ok(records_end(fixture.records, result, &(struct event){.actor = &actor_trappa, .kind = "fixture.made"}));
    fixture_ok(person_export(fixture.records, &anna, "anna", &text));
    cr_expect(strstr(text_string(&text), "\"stair_responsibilities\":[{\"level\":2,\"responsibility\":\"abc\"}]"));
    cr_expect(strstr(text_string(&text), "\"what\":\"" WORDS "\",\"talked_about\":null}]"));
}
