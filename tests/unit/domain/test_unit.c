/* Tests of unit. */
#include "domain/people/unit_change.h"

#include "base/fail.h"
#include "fixture.h"

#include <criterion/criterion.h>

Test(unit, is_found_with_its_parent)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct unit ekb, ifo;
    fixture_ok(unit_find(fixture.records, "ekb", &fixture.arena, &ekb));
    fixture_ok(unit_by_key(fixture.records, ekb.parent_key, &fixture.arena, &ifo));
    cr_assert_str_eq(ekb.name, "Ekonomiskt bistånd");
    cr_assert_str_eq(ifo.id, "ifo");
}

Test(unit, lists_by_name)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct unit *units;
    size_t count;
    fixture_ok(unit_add(fixture.records, &actor_operator, "oppet", "Öppet hus", NULL));
    fixture_ok(unit_add(fixture.records, &actor_operator, "aldre", "Äldre", "kommun"));
    fixture_ok(unit_list(fixture.records, &fixture.arena, &units, &count));
    cr_assert_eq(count, 6);
    const char *expected[] = {"barn", "ekb", "kommun", "ifo", "aldre", "oppet"};
    for (size_t i = 0; i < count; i++)
        cr_assert_str_eq(units[i].id, expected[i]);
}

Test(unit, refuses_what_is_wrong_and_writes_nothing)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    int64_t events = fixture_events(&fixture);
    struct actor cecilia = fixture_actor(&fixture, "cecilia");
    fixture_expect_failure(unit_add(fixture.records, &actor_operator, "ekb", "Igen", NULL), FAIL_RULE,
                           "unit 'ekb': exists already");
    fixture_expect_failure(unit_add(fixture.records, &actor_operator, "Ekb!", "X", NULL), FAIL_INPUT,
                           "unit 'Ekb!': an id is 1 to 64 of a-z, 0-9 and '-'");
    fixture_expect_failure(unit_add(fixture.records, &actor_operator, "ny", " ", NULL), FAIL_INPUT,
                           "unit 'ny': the name is empty");
    fixture_expect_failure(unit_add(fixture.records, &actor_operator, "ny", "a\x1b[2J", NULL), FAIL_INPUT,
                           "unit 'ny': the name has characters that are no text");
    fixture_expect_failure(unit_add(fixture.records, &actor_operator, "ny", "Ny", "ekbb"), FAIL_NOT_FOUND,
                           "unit 'ekbb': no such unit; did you mean 'ekb'?");
    fixture_expect_failure(unit_add(fixture.records, &cecilia, "ny", "Ny", NULL), FAIL_DENIED,
                           "only an administrator handles accounts");
    cr_assert_eq(fixture_events(&fixture), events);
}

Test(unit, move_says_who_sees_whom_and_a_preview_writes_nothing)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct actor adam = fixture_actor(&fixture, "adam");
    struct unit_impact seen, done;
    int64_t events = fixture_events(&fixture);
    const struct unit_change preview = {.parent = "barn", .is_preview = true}, change = {.parent = "barn"};
    fixture_ok(unit_set(fixture.records, &adam, "ekb", &preview, &fixture.arena, &seen));
    cr_assert_eq(fixture_events(&fixture), events);
    fixture_ok(unit_set(fixture.records, &adam, "ekb", &change, &fixture.arena, &done));
    cr_assert_eq(seen.sight_count, 1);
    cr_expect_str_eq(seen.sights[0].manager.id, "stina");
    cr_expect_eq(seen.sights[0].before, 0);
    cr_expect_eq(seen.sights[0].after, 4, "anna, bo, britt and cecilia; the administrator may not know of petra");
    cr_expect_eq(done.sight_count, 1);
    cr_expect_eq(done.sights[0].after, seen.sights[0].after);
    fixture_ok(unit_set(fixture.records, &adam, "ekb", &change, &fixture.arena, &done));
    cr_expect_not(done.is_changed);
    cr_assert_eq(fixture_events(&fixture), events + 1);
    struct actor cecilia = fixture_actor(&fixture, "cecilia");
    fixture_expect_failure(unit_set(fixture.records, &cecilia, "ekb", &change, &fixture.arena, &done), FAIL_DENIED,
                           "only an administrator handles accounts");
}

Test(unit, closed_takes_nobody_back)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct unit_impact done;
    const struct unit_change closing = {.is_closed = &(const bool){true}};
    fixture_ok(unit_add(fixture.records, &actor_operator, "ny", "Ny", NULL));
    fixture_ok(person_set(fixture.records, &actor_operator, subject_id("lars"), &(struct person_change){.unit = "ny"}));
    fixture_expect_failure(unit_set(fixture.records, &actor_operator, "ny", &closing, &fixture.arena, &done), FAIL_RULE,
                           "unit 'ny': people who work in it: 1");
    cr_expect(fail_is(FAIL_RULE, REASON_UNIT_HAS_PEOPLE));
    fixture_ok(person_set(fixture.records, &actor_operator, subject_id("lars"),
                          &(struct person_change){.status = "disabled"}));
    fixture_ok(unit_set(fixture.records, &actor_operator, "ny", &closing, &fixture.arena, &done));
    fixture_expect_failure(
        person_set(fixture.records, &actor_operator, subject_id("lars"), &(struct person_change){.status = "active"}),
        FAIL_RULE, "unit 'ny': is closed");
    fixture_ok(person_set(fixture.records, &actor_operator, subject_id("lars"),
                          &(struct person_change){.status = "active", .unit = "barn"}));
}
