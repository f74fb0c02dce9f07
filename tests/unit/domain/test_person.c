/* Tests of person: adding, finding and listing. */
#include "domain/people/page_view.h"
#include "domain/people/person.h"

#include "base/clock.h"
#include "base/fail.h"
#include "fixture.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct person_new nils = {.id = "nils",
                                       .name = "Nils Åberg",
                                       .email = "Nils.Aberg@Example.SE",
                                       .unit = "ekb",
                                       .roles = "learner,mentor",
                                       .background = "socionom",
                                       .in_profession_since = DAY_NONE};

Test(person, is_found_by_both_ids)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    char rid[SECRET_RID_BYTES];
    struct person person;
    struct person_new new = nils;
    new.in_profession_since = fixture_date("2021-08-15");
    fixture_ok(person_add(fixture.records, &actor_operator, &new, rid));
    fixture_ok(person_by_rid(fixture.records, rid, &fixture.arena, &person));
    cr_assert_str_eq(person.id, "nils");
    cr_assert_str_eq(person.name, "Nils Åberg");
    cr_assert_str_eq(person.email, "nils.aberg@example.se");
    cr_assert_str_eq(person.unit_name, "Ekonomiskt bistånd");
    cr_assert_str_eq(person.language, "sv");
    cr_assert_str_eq(person.status, "active");
    cr_assert_str_eq(person.background, "socionom");
    cr_assert_eq(person.roles, (unsigned)(ROLE_LEARNER | ROLE_MENTOR));
    cr_assert_eq(person.in_profession_since, new.in_profession_since);
    cr_assert_eq(person.full_until, DAY_NONE);
    cr_assert_float_eq(person.mentor_ceiling, 5.0, 0.001);
    cr_assert_not(person.is_protected);
    cr_assert_str_eq(fixture_person(&fixture, "nils").rid, rid);
}

Test(person, has_an_address_that_nobody_else_has_whatever_the_capitals)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct person_new new = nils;
    new.email = "ANNA@example.se";
    fixture_expect_failure(person_add(fixture.records, &actor_operator, &new, NULL), FAIL_RULE,
                           "e-mail 'anna@example.se': belongs to somebody else already");
    const char *const bad[] = {"anna", "@example.se", "anna@", "a@b@c", "a b@example.se", "å@example.se"};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        new.email = bad[i];
        cr_assert_eq(person_add(fixture.records, &actor_operator, &new, NULL), FAIL_INPUT, "%s", bad[i]);
    }
}

Test(person, is_refused_in_the_same_words_whether_or_not_the_owner_is_hidden)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    static const struct {
        const char *by, *id;
    } tries[] = {{"adam", "anna"}, {"adam", "petra"}, {"hanna", "anna"}, {"hanna", "petra"}, {"stina", "petra"}};
    const struct person_change reachable = {.email = "petra@example.se"};
    fixture_ok(person_set(fixture.records, &actor_operator, subject_id("petra"), &reachable));
    for (size_t i = 0; i < COUNT_OF(tries); i++) {
        const struct actor actor = fixture_actor(&fixture, tries[i].by);
        struct person_new new = nils;
        new.unit = "barn";
        new.roles = "learner";
        new.email = arena_format(&fixture.arena, "%s@example.se", tries[i].id);
        fixture_expect_failure(
            person_add(fixture.records, &actor, &new, NULL), FAIL_RULE,
            arena_format(&fixture.arena, "e-mail '%s': this address cannot be used, choose another", new.email));
        new.email = NULL;
        new.id = tries[i].id;
        fixture_expect_failure(
            person_add(fixture.records, &actor, &new, NULL), FAIL_RULE,
            arena_format(&fixture.arena, "person '%s': this id cannot be used, choose another", new.id));
    }
}

Test(person, is_refused_with_a_sentence_and_nothing_is_written)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    int64_t events = fixture_events(&fixture);
    struct person_new new = nils;
    new.id = "anna";
    fixture_expect_failure(person_add(fixture.records, &actor_operator, &new, NULL), FAIL_RULE,
                           "person 'anna': exists already");
    new = nils;
    new.unit = "ekp";
    fixture_expect_failure(person_add(fixture.records, &actor_operator, &new, NULL), FAIL_NOT_FOUND,
                           "unit 'ekp': no such unit; did you mean 'ekb'?");
    new = nils;
    new.roles = "learner,boss";
    fixture_expect_failure(person_add(fixture.records, &actor_operator, &new, NULL), FAIL_INPUT,
                           "role 'boss': the roles are learner, mentor, manager, hr, author, contact, admin");
    new = nils;
    new.roles = "operator";
    cr_assert_eq(person_add(fixture.records, &actor_operator, &new, NULL), FAIL_INPUT);
    new = nils;
    new.background = "Socionom från Lund";
    cr_assert_eq(person_add(fixture.records, &actor_operator, &new, NULL), FAIL_INPUT);
    cr_assert_eq(fixture_events(&fixture), events);
}

Test(person, is_added_by_administrators_and_as_a_learner_by_managers)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct actor adam = fixture_actor(&fixture, "adam"), cecilia = fixture_actor(&fixture, "cecilia");
    struct actor stina = fixture_actor(&fixture, "stina"), anna = fixture_actor(&fixture, "anna");
    struct person_new new = nils;
    fixture_expect_failure(person_add(fixture.records, &cecilia, &new, NULL), FAIL_DENIED,
                           "only an administrator handles accounts");
    new.roles = "learner";
    fixture_expect_failure(person_add(fixture.records, &anna, &new, NULL), FAIL_DENIED,
                           "only an administrator handles accounts");
    fixture_expect_failure(person_add(fixture.records, &stina, &new, NULL), FAIL_DENIED,
                           "a manager adds people in the own unit and below");
    fixture_ok(person_add(fixture.records, &cecilia, &new, NULL));
    new.id = "nora";
    new.email = NULL;
    new.roles = "admin,hr";
    fixture_ok(person_add(fixture.records, &adam, &new, NULL));
}

static void expect_list(struct fixture *fixture, const struct actor *actor, const char *unit, const char *expected)
{
    struct people people;
    const char *ids = "";
    fixture_ok(person_list(fixture->records, actor, unit, &fixture->arena, &people));
    for (size_t i = 0; i < people.count; i++)
        ids = arena_format(&fixture->arena, "%s%s%s", ids, *ids ? " " : "", people.items[i].id);
    cr_assert_str_eq(ids, expected);
}

static void expect_list_of(struct fixture *fixture, const char *actor_id, const char *unit, const char *expected)
{
    struct actor actor = fixture_actor(fixture, actor_id);
    expect_list(fixture, &actor, unit, expected);
}

Test(person, list_holds_whom_the_actor_may_see_by_name)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    fixture_mentors(&fixture, (struct fixture_mentorship){.learner = "petra", .mentor = "bo"});
    fixture_mentors(&fixture,
                    (struct fixture_mentorship){.learner = "lars", .mentor = "bo", "2026-01-01", "2026-02-01", false});
    expect_list(&fixture, &actor_operator, NULL,
                "adam anna bo britt cecilia disa erik frida hanna klara lars petra stina");
    expect_list(&fixture, &actor_operator, "ekb", "anna bo britt cecilia disa petra");
    expect_list_of(&fixture, "hanna", NULL, "adam anna bo britt cecilia disa erik frida hanna klara lars stina");
    expect_list_of(&fixture, "adam", "ekb", "anna bo britt cecilia disa");
    expect_list_of(&fixture, "cecilia", NULL, "anna bo britt cecilia disa petra");
    expect_list_of(&fixture, "frida", NULL, "anna bo britt cecilia disa frida lars petra stina");
    expect_list_of(&fixture, "frida", "barn", "lars stina");
    expect_list_of(&fixture, "stina", "ekb", "");
    expect_list_of(&fixture, "bo", NULL, "bo petra");
    expect_list_of(&fixture, "anna", NULL, "anna");
    expect_list_of(&fixture, "erik", NULL, "erik");
}

Test(person, roles_are_words)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    unsigned roles;
    fixture_ok(roles_parse("admin,learner,hr", &roles));
    cr_assert_str_eq(roles_format(roles, &arena), "learner,hr,admin");
    cr_assert_str_eq(roles_format(0, &arena), "");
    fixture_expect_failure(roles_parse("", &roles), FAIL_INPUT,
                           "role '': the roles are learner, mentor, manager, hr, author, contact, admin");
    cr_assert_eq(roles_parse("learner,", &roles), FAIL_INPUT);
    cr_assert_eq(roles_parse("Learner", &roles), FAIL_INPUT);
}

Test(person, is_suggested_to_the_operator_only)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct person person;
    struct actor cecilia = fixture_actor(&fixture, "cecilia");
    fixture_expect_failure(
        person_find_checked(fixture.records, &actor_operator, RIGHT_SEE_DATES, "annna", &fixture.arena, &person),
        FAIL_NOT_FOUND, "person 'annna': no such person; did you mean 'anna'?");
    fixture_expect_failure(
        person_find_checked(fixture.records, &cecilia, RIGHT_SEE_DATES, "annna", &fixture.arena, &person),
        FAIL_NOT_FOUND, "person 'annna': no such person");
}

Test(person, disabled_ones_do_not_act)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct person disa = fixture_person(&fixture, "disa");
    struct actor actor;
    fixture_expect_failure(person_actor(fixture.records, &disa, &actor), FAIL_DENIED,
                           "person 'disa': the account is disabled");
}

Test(page_view, is_each_time_for_hr_and_once_a_day_for_managers_and_mentors)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct person anna = fixture_person(&fixture, "anna"), person = fixture_person(&fixture, "hanna");
    struct actor hanna = fixture_actor(&fixture, "hanna"), cecilia = fixture_actor(&fixture, "cecilia");
    struct page_view *views;
    size_t count;
    int64_t events = fixture_events(&fixture);
    fixture_ok(page_view_record(fixture.records, &hanna, person.rid, "plan"));
    fixture_ok(page_view_record(fixture.records, &actor_operator, anna.rid, "plan"));
    cr_assert_eq(fixture_events(&fixture), events, "oneself, and who has the machine");
    fixture_ok(page_view_record(fixture.records, &hanna, anna.rid, "plan"));
    fixture_ok(page_view_record(fixture.records, &hanna, anna.rid, "plan"));
    cr_assert_eq(fixture_events(&fixture), events + 2);
    fixture_ok(page_view_record(fixture.records, &cecilia, anna.rid, "trappan"));
    fixture_ok(page_view_record(fixture.records, &cecilia, anna.rid, "plan"));
    cr_assert_eq(fixture_events(&fixture), events + 3);
    clock_set(instant_at(clock_today() + 1, 0, 0));
    fixture_ok(page_view_record(fixture.records, &cecilia, anna.rid, "plan"));
    cr_assert_eq(fixture_events(&fixture), events + 4, "another day");
    fixture_ok(page_views_read(fixture.records, &actor_operator, subject_id("anna"), &fixture.arena, &views, &count));
    cr_assert_eq(count, 4);
    cr_expect_str_eq(views[0].viewer.id, "cecilia");
    cr_expect_str_eq(views[1].page, "trappan");
    cr_expect_str_eq(views[3].viewer.id, "hanna");
    cr_expect_neq(page_views_read(fixture.records, &hanna, subject_id("anna"), &fixture.arena, &views, &count), 0);
}
