/* Tests of unit. */
#include "domain/people/unit.h"

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
