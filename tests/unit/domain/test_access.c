/* Tests of access: who may see whom, written out by hand. */
#include "domain/people/access.h"
#include "domain/people/secondary_unit.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/people/person.h"
#include "fixture.h"

#include <criterion/criterion.h>

/* Who may see whom (docs/rules.md): one line a relation, one letter a right, in the order of enum right:
 * Dates Comments Learn sIgn leaD mentor-self(F) Account Export; '-' means no. */
static const struct expectation {
    unsigned relation;
    const char *name, *open, *is_protected;
} expectations[] = {
    {RELATION_SELF, "self", "DCL--F-E", "DCL--F-E"},
    {RELATION_MENTOR, "mentor", "DC-I----", "DC-I----"},
    {RELATION_SUBSTITUTE, "substitute", "DC-I----", "DC-I----"},
    {RELATION_FORMER_MENTOR, "former mentor", "--------", "--------"},
    {RELATION_MANAGER, "manager", "DC-ID---", "DC-ID---"},
    {RELATION_HR, "hr", "D-------", "--------"},
    {RELATION_ADMIN, "admin", "------A-", "--------"},
    {RELATION_OPERATOR, "operator", "DCL-DFAE", "DCL-DFAE"},
    {RELATION_CONTACT, "contact", "--------", "--------"},
    {0, "nobody", "--------", "--------"},
};

Test(access, is_the_table_of_the_design)
{
    for (size_t i = 0; i < COUNT_OF(expectations); i++)
        for (int right = 0; right < RIGHT_COUNT; right++) {
            const struct expectation *expected = &expectations[i];
            cr_assert_eq(access_allows(expected->relation, (enum right)right, false), expected->open[right] != '-',
                         "%s, right %d", expected->name, right);
            cr_assert_eq(access_allows(expected->relation, (enum right)right, true),
                         expected->is_protected[right] != '-', "%s of a protected person, right %d", expected->name,
                         right);
        }
}

Test(access, gives_the_sum_of_several_relations)
{
    cr_assert(access_allows(RELATION_HR | RELATION_MENTOR, RIGHT_SEE_COMMENTS, false));
    cr_assert(access_allows(RELATION_ADMIN | RELATION_SELF, RIGHT_EXPORT, true));
    cr_assert_not(access_allows(RELATION_HR | RELATION_ADMIN | RELATION_CONTACT, RIGHT_SEE_COMMENTS, false));
    cr_assert_not(access_allows(RELATION_FORMER_MENTOR | RELATION_HR, RIGHT_SEE_DATES, true));
}

static unsigned relation(struct fixture *fixture, const char *actor_id, const char *person_id)
{
    struct actor actor = fixture_actor(fixture, actor_id);
    unsigned relations = 0;
    fixture_ok(access_relations(fixture->records, &actor, fixture_key(fixture, person_id), &relations));
    return relations;
}

static void expect(struct fixture *fixture, const char *actor_id, const char *person_id, unsigned expected)
{
    unsigned got = relation(fixture, actor_id, person_id);
    cr_assert_eq(got, expected, "%s to %s: %u, expected %u", actor_id, person_id, got, expected);
}

Test(access, knows_what_each_role_is_to_a_person)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    expect(&fixture, "anna", "anna", RELATION_SELF);
    expect(&fixture, "anna", "petra", 0);
    expect(&fixture, "bo", "anna", 0);
    expect(&fixture, "hanna", "anna", RELATION_HR);
    expect(&fixture, "adam", "anna", RELATION_ADMIN);
    expect(&fixture, "erik", "anna", 0);
    expect(&fixture, "klara", "anna", RELATION_CONTACT);
}

Test(access, follows_the_tree_of_units_downwards_only)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    expect(&fixture, "cecilia", "anna", RELATION_MANAGER);  /* the same unit */
    expect(&fixture, "frida", "anna", RELATION_MANAGER);    /* a unit above */
    expect(&fixture, "stina", "anna", 0);                   /* a sibling unit */
    expect(&fixture, "frida", "cecilia", RELATION_MANAGER); /* a manager below */
    expect(&fixture, "cecilia", "frida", 0);                /* never upwards */
    expect(&fixture, "cecilia", "cecilia", RELATION_SELF);  /* nobody is one's own manager */
    expect(&fixture, "frida", "hanna", 0);
}

Test(access, counts_every_unit_that_a_person_works_in)
{
    CLEANUP(fixture_end) struct fixture fixture;
    struct actor frida, stina;
    struct people people;
    struct arena *arena = &fixture.arena;
    fixture_begin(&fixture);
    frida = fixture_actor(&fixture, "frida");
    stina = fixture_actor(&fixture, "stina");
    expect(&fixture, "stina", "anna", 0);
    fixture_expect_failure(secondary_unit_add(fixture.records, &stina, subject_id("anna"), "barn"), FAIL_NOT_FOUND,
                           "person 'anna': no such person");
    fixture_ok(secondary_unit_add(fixture.records, &frida, subject_id("anna"), "barn"));
    expect(&fixture, "stina", "anna", RELATION_MANAGER);
    expect(&fixture, "cecilia", "anna", RELATION_MANAGER);
    expect(&fixture, "stina", "petra", 0);
    fixture_ok(person_list(fixture.records, &stina, "barn", arena, &people));
    cr_assert_eq(people.count, 3, "lars, stina herself, and anna");
    fixture_expect_failure(secondary_unit_add(fixture.records, &frida, subject_id("anna"), "barn"), FAIL_RULE,
                           "person 'anna': works in unit 'barn' already");
    fixture_expect_failure(secondary_unit_add(fixture.records, &frida, subject_id("anna"), "ekb"), FAIL_RULE,
                           "person 'anna': works in unit 'ekb' already");
    fixture_ok(secondary_unit_remove(fixture.records, &frida, subject_id("anna"), "barn"));
    expect(&fixture, "stina", "anna", 0);
    fixture_expect_failure(secondary_unit_remove(fixture.records, &frida, subject_id("anna"), "barn"), FAIL_NOT_FOUND,
                           "person 'anna': does not also work in unit 'barn'");
}

Test(access, lasts_as_long_as_the_dates_of_a_mentorship)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    fixture_mentors(&fixture,
                    (struct fixture_mentorship){.learner = "anna", .mentor = "bo", "2026-03-09", "2026-03-20", false});
    fixture_mentors(&fixture,
                    (struct fixture_mentorship){.learner = "anna", .mentor = "britt", "2026-03-09", NULL, true});
    fixture_day("2026-03-08");
    expect(&fixture, "bo", "anna", 0);
    expect(&fixture, "britt", "anna", 0);
    fixture_day("2026-03-09");
    expect(&fixture, "bo", "anna", RELATION_MENTOR);
    expect(&fixture, "britt", "anna", RELATION_SUBSTITUTE);
    fixture_day("2026-03-20");
    expect(&fixture, "bo", "anna", RELATION_MENTOR);
    fixture_day("2026-03-21");
    expect(&fixture, "bo", "anna", RELATION_FORMER_MENTOR);
    expect(&fixture, "britt", "anna", RELATION_SUBSTITUTE);
    /* Not the other way round, and not for others. */
    expect(&fixture, "anna", "bo", 0);
    expect(&fixture, "bo", "lars", 0);
    /* One who mentors again is no former mentor. */
    fixture_mentors(&fixture, (struct fixture_mentorship){.learner = "anna", .mentor = "bo"});
    expect(&fixture, "bo", "anna", RELATION_MENTOR);
}

Test(access, counts_no_mentorship_that_never_came_into_force)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    fixture_mentors(&fixture,
                    (struct fixture_mentorship){.learner = "anna", .mentor = "bo", "2026-03-01", "2026-02-28", false});
    expect(&fixture, "bo", "anna", 0);
}

Test(access, refuses_everything_to_a_disabled_person)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    fixture_mentors(&fixture, (struct fixture_mentorship){.learner = "anna", .mentor = "disa"});
    expect(&fixture, "disa", "anna", 0);
    expect(&fixture, "disa", "disa", 0);
    /* who is seen as before */
    expect(&fixture, "cecilia", "disa", RELATION_MANAGER);
}

static int check(struct fixture *fixture, const char *actor_id, enum right right, const char *person_id)
{
    struct actor actor = fixture_actor(fixture, actor_id);
    return access_check(fixture->records, &actor, right, fixture_key(fixture, person_id));
}

Test(access, says_denied_about_somebody_known)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    fixture_mentors(&fixture, (struct fixture_mentorship){.learner = "anna", .mentor = "bo"});
    fixture_mentors(
        &fixture, (struct fixture_mentorship){.learner = "anna", .mentor = "britt", "2026-01-01", "2026-02-01", false});
    fixture_ok(check(&fixture, "bo", RIGHT_SIGN, "anna"));
    fixture_expect_failure(check(&fixture, "bo", RIGHT_LEAD, "anna"), FAIL_DENIED,
                           "person 'anna': only a manager of the person decides this");
    fixture_expect_failure(check(&fixture, "hanna", RIGHT_SEE_COMMENTS, "anna"), FAIL_DENIED,
                           "person 'anna': this is not for you to see");
    fixture_expect_failure(check(&fixture, "adam", RIGHT_SEE_DATES, "anna"), FAIL_DENIED,
                           "person 'anna': this is not for you to see");
    fixture_expect_failure(check(&fixture, "britt", RIGHT_SEE_DATES, "anna"), FAIL_DENIED,
                           "person 'anna': this is not for you to see");
    fixture_expect_failure(check(&fixture, "anna", RIGHT_SIGN, "anna"), FAIL_DENIED,
                           "person 'anna': only the mentor, the substitute or the manager signs");
    fixture_expect_failure(check(&fixture, "cecilia", RIGHT_ACCOUNT, "anna"), FAIL_DENIED,
                           "person 'anna': only an administrator changes accounts");
    fixture_expect_failure(check(&fixture, "cecilia", RIGHT_LEARN, "anna"), FAIL_DENIED,
                           "person 'anna': only the person says this");
}

Test(access, says_the_same_about_somebody_hidden_as_about_nobody)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct person person;
    fixture_expect_failure(person_find(fixture.records, "nobody", &fixture.arena, &person), FAIL_NOT_FOUND,
                           "person 'nobody': no such person");
    const char *const strangers[] = {"lars", "bo", "stina", "hanna", "adam", "erik", "klara", "anna", "disa"};
    for (size_t i = 0; i < COUNT_OF(strangers); i++)
        for (int right = 0; right < RIGHT_COUNT; right++)
            fixture_expect_failure(check(&fixture, strangers[i], (enum right)right, "petra"), FAIL_NOT_FOUND,
                                   "person 'petra': no such person");
    fixture_ok(check(&fixture, "petra", RIGHT_LEARN, "petra"));
    fixture_ok(check(&fixture, "cecilia", RIGHT_LEAD, "petra"));
    /* a former mentor of a protected person has never heard of them */
    fixture_mentors(&fixture,
                    (struct fixture_mentorship){.learner = "petra", .mentor = "bo", "2026-01-01", "2026-02-01", false});
    fixture_expect_failure(check(&fixture, "bo", RIGHT_SEE_DATES, "petra"), FAIL_NOT_FOUND,
                           "person 'petra': no such person");
}

Test(access, speaks_in_the_words_it_was_asked_in)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct actor lars = fixture_actor(&fixture, "lars");
    struct person anna = fixture_person(&fixture, "anna"), seen;
    char *expected = arena_format(&fixture.arena, "person '%s': no such person", anna.rid);
    fixture_expect_failure(person_get_checked(fixture.records, &lars, anna.rid, RIGHT_SEE_DATES, &fixture.arena, &seen),
                           FAIL_NOT_FOUND, expected);
    fixture_expect_failure(person_find_checked(fixture.records, &lars, RIGHT_SEE_DATES, "anna", &fixture.arena, &seen),
                           FAIL_NOT_FOUND, "person 'anna': no such person");
    fixture_expect_failure(person_find_checked(fixture.records, &lars, RIGHT_SEE_DATES, "annna", &fixture.arena, &seen),
                           FAIL_NOT_FOUND, "person 'annna': no such person");
}

Test(access, allows_what_concerns_no_single_person_by_role)
{
    static const struct {
        unsigned role;
        const char *allowed; /* Curriculum Publish Accounts Import Unit Start staCk Run */
    } sites[] = {
        {ROLE_LEARNER, "C-------"}, {ROLE_MENTOR, "C-------"},  {ROLE_MANAGER, "C---US--"}, {ROLE_HR, "C--IUS--"},
        {ROLE_AUTHOR, "CP------"},  {ROLE_CONTACT, "--------"}, {ROLE_ADMIN, "CPAI--C-"},   {ROLE_OPERATOR, "CPAIUSCR"},
    };
    for (size_t i = 0; i < COUNT_OF(sites); i++)
        for (int right = SITE_SEE_CURRICULUM; right <= SITE_RUN; right++) {
            struct actor actor = {.key = 1, .rid = "x", .roles = sites[i].role};
            bool is_allowed = access_check_site(&actor, (enum site_right)right) == 0;
            cr_assert_eq(is_allowed, sites[i].allowed[right] != '-', "role %u, right %d", sites[i].role, right);
        }
    fixture_ok(access_check_site(&actor_trappa, SITE_RUN));
}
