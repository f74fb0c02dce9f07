/* Tests of person: changing what is known. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/admin/erase.h"
#include "domain/people/mentor.h"
#include "domain/people/session.h"
#include "domain/people/subject.h"
#include "fixture.h"

#include <criterion/criterion.h>

static int set(struct fixture *fixture, const char *id, struct person_change change)
{
    return person_set(fixture->records, &actor_operator, subject_id(id), &change);
}

Test(person_set, changes_what_is_given_and_nothing_else)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    int since = fixture_date("2024-06-01");
    bool is_protected = true;
    double ceiling = 3.5;
    fixture_ok(set(&fixture, "bo",
                   (struct person_change){.name = "Bo Ås",
                                          .email = "BO@example.se",
                                          .unit = "barn",
                                          .roles = "mentor,manager",
                                          .background = "socionom",
                                          .language = "en",
                                          .in_profession_since = &since,
                                          .is_protected = &is_protected,
                                          .mentor_ceiling = &ceiling}));
    struct person bo = fixture_person(&fixture, "bo");
    cr_assert_str_eq(bo.name, "Bo Ås");
    cr_assert_str_eq(bo.email, "bo@example.se");
    cr_assert_str_eq(bo.unit_id, "barn");
    cr_assert_eq(bo.roles, (unsigned)(ROLE_MENTOR | ROLE_MANAGER));
    cr_assert_str_eq(bo.background, "socionom");
    cr_assert_str_eq(bo.language, "en");
    cr_assert_eq(bo.in_profession_since, since);
    cr_assert(bo.is_protected);
    cr_assert_float_eq(bo.mentor_ceiling, 3.5, 0.001);
    fixture_ok(set(&fixture, "bo", (struct person_change){.email = "", .background = ""}));
    bo = fixture_person(&fixture, "bo");
    cr_assert_null(bo.email);
    cr_assert_null(bo.background);
    cr_assert_str_eq(bo.name, "Bo Ås");
}

Test(person_set, makes_no_event_of_nothing)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    int64_t events = fixture_events(&fixture);
    fixture_ok(set(&fixture, "anna", (struct person_change){.name = "Anna Ek", .status = "active", .unit = "ekb"}));
    fixture_ok(set(&fixture, "anna", (struct person_change){0}));
    cr_assert_eq(fixture_events(&fixture), events);
}

Test(person_set, leaves_the_last_administrator_account_and_role)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    const char *said = "person 'adam': is the last administrator";
    struct actor adam = fixture_actor(&fixture, "adam");
    const struct person_change ends[] = {{.status = "disabled"}, {.roles = "learner"}, {.roles = "hr", .name = "A"}};
    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        fixture_expect_failure(set(&fixture, "adam", ends[i]), FAIL_RULE, said);
        fixture_expect_failure(person_set(fixture.records, &adam, subject_id("adam"), &ends[i]), FAIL_RULE, said);
        cr_expect_str_eq(fail_last_field(), ends[i].status ? "status" : "role");
    }
    fixture_expect_failure(person_erase(fixture.records, &actor_operator, "adam", "x"), FAIL_RULE, said);
    fixture_ok(set(&fixture, "disa", (struct person_change){.roles = "admin"})); /* whose account is closed */
    fixture_expect_failure(set(&fixture, "adam", ends[0]), FAIL_RULE, said);
    fixture_ok(set(&fixture, "erik", (struct person_change){.roles = "author,admin"}));
    fixture_ok(set(&fixture, "disa", (struct person_change){.roles = "learner"}));
    fixture_ok(set(&fixture, "adam", ends[0]));
    fixture_expect_failure(set(&fixture, "erik", (struct person_change){.roles = "author"}), FAIL_RULE,
                           "person 'erik': is the last administrator");
}

Test(person_set, refuses_with_a_sentence_and_writes_nothing)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    double ceiling = -1;
    int64_t events = fixture_events(&fixture);
    fixture_expect_failure(set(&fixture, "bo", (struct person_change){.name = "B", .email = "anna@EXAMPLE.se"}),
                           FAIL_RULE, "e-mail 'anna@example.se': belongs to somebody else already");
    fixture_expect_failure(set(&fixture, "bo", (struct person_change){.status = "erased"}), FAIL_INPUT,
                           "status 'erased': it is active or disabled");
    fixture_expect_failure(set(&fixture, "bo", (struct person_change){.language = "fi"}), FAIL_INPUT,
                           "language 'fi': the languages are sv and en");
    fixture_expect_failure(set(&fixture, "bo", (struct person_change){.mentor_ceiling = &ceiling}), FAIL_INPUT,
                           "person 'bo': a ceiling is a number from 0 to 100");
    cr_assert_eq(set(&fixture, "bo", (struct person_change){.unit = "nowhere"}), FAIL_NOT_FOUND);
    cr_assert_eq(set(&fixture, "bo", (struct person_change){.roles = ""}), FAIL_INPUT);
    cr_assert_eq(set(&fixture, "bo", (struct person_change){.name = "B", .background = "X Y"}), FAIL_INPUT);
    cr_assert_eq(fixture_events(&fixture), events);
    cr_assert_str_eq(fixture_person(&fixture, "bo").name, "Bo Lind");
}

Test(person_set, lets_a_manager_set_the_profession_but_not_the_account)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct actor cecilia = fixture_actor(&fixture, "cecilia"), anna = fixture_actor(&fixture, "anna");
    double ceiling = 4;
    struct person_change profession = {.background = "socionom", .mentor_ceiling = &ceiling};
    struct person_change account = {.background = "socionom", .roles = "manager"};
    fixture_ok(person_set(fixture.records, &cecilia, subject_id("bo"), &profession));
    fixture_expect_failure(person_set(fixture.records, &cecilia, subject_id("bo"), &account), FAIL_DENIED,
                           "person 'bo': only an administrator changes accounts");
    fixture_expect_failure(person_set(fixture.records, &anna, subject_id("anna"), &profession), FAIL_DENIED,
                           "person 'anna': only an administrator changes accounts");
    fixture_expect_failure(person_set(fixture.records, &anna, subject_id("bo"), &profession), FAIL_NOT_FOUND,
                           "person 'bo': no such person");
    fixture_ok(person_set_language(fixture.records, &anna, "en"));
    cr_assert_str_eq(fixture_person(&fixture, "anna").language, "en");
}

Test(person_set, ends_sessions_at_new_roles_and_at_disabling)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    char token[SECRET_TOKEN_BYTES], link[SECRET_TOKEN_BYTES];
    struct person anna = fixture_person(&fixture, "anna"), person;
    struct actor actor;
    fixture_ok(session_start(fixture.records, &anna, token));
    fixture_ok(set(&fixture, "anna", (struct person_change){.name = "Anna Ek-Ås"}));
    fixture_ok(session_find(fixture.records, token, &fixture.arena, &person, &actor));
    fixture_ok(set(&fixture, "anna", (struct person_change){.roles = "learner,hr"}));
    cr_assert_eq(session_find(fixture.records, token, &fixture.arena, &person, &actor), FAIL_NOT_FOUND);
    fixture_ok(session_start(fixture.records, &anna, token));
    fixture_ok(invitation_make(fixture.records, &actor_operator, "anna", link));
    fixture_ok(set(&fixture, "anna", (struct person_change){.status = "disabled"}));
    cr_assert_eq(session_find(fixture.records, token, &fixture.arena, &person, &actor), FAIL_NOT_FOUND);
    fixture_ok(set(&fixture, "anna", (struct person_change){.status = "active"}));
    cr_assert_eq(session_find(fixture.records, token, &fixture.arena, &person, &actor), FAIL_NOT_FOUND);
    cr_assert_eq(invitation_open(fixture.records, link, &fixture.arena, &person), FAIL_NOT_FOUND);
}

Test(person_set, leaves_no_learner_behind)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct person mentor, substitute;
    fixture_mentors(&fixture, (struct fixture_mentorship){.learner = "anna", .mentor = "bo"});
    fixture_mentors(&fixture, (struct fixture_mentorship){.learner = "anna", .mentor = "britt", .is_substitute = true});
    fixture_request(&fixture, "anna", "bo");
    fixture_expect_failure(set(&fixture, "bo", (struct person_change){.roles = "learner"}), FAIL_RULE,
                           "person 'bo': mentors 1");
    fixture_ok(set(&fixture, "bo", (struct person_change){.status = "disabled"}));
    fixture_ok(mentor_of(fixture.records, fixture_key(&fixture, "anna"), &fixture.arena, &mentor, &substitute));
    cr_assert_str_eq(mentor.id, "britt");
    cr_assert_eq(substitute.key, 0);
    cr_assert_str_eq(fixture_asked(&fixture, "anna"), "britt");
}
