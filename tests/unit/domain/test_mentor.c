/* Tests of mentor: assignments, loads and leaving. */
#include "domain/mentor/mentor_change.h"
#include "domain/people/mentor.h"

#include "base/clock.h"
#include "base/fail.h"
#include "fixture.h"

#include <criterion/criterion.h>

/* An assignment from today until further notice. */
static struct mentor_assignment wish(const char *learner, const char *mentor)
{
    return (struct mentor_assignment){
        .learner = subject_id(learner), .mentor = subject_id(mentor), .from = DAY_NONE, .to = DAY_NONE};
}

static void assign(struct fixture *fixture, const char *learner, const char *mentor)
{
    struct mentor_assignment assignment = wish(learner, mentor);
    fixture_ok(mentor_assign(fixture->records, &actor_operator, &assignment));
}

static void assign_substitute(struct fixture *fixture, const char *learner, const char *mentor)
{
    struct mentor_assignment assignment = wish(learner, mentor);
    assignment.is_substitute = true;
    fixture_ok(mentor_assign(fixture->records, &actor_operator, &assignment));
}

static const char *id_or_none(const char *id)
{
    return id ? id : "-";
}

static void expect_mentors(struct fixture *fixture, const char *learner, const char *mentor, const char *substitute)
{
    struct person found_mentor, found_substitute;
    fixture_ok(
        mentor_of(fixture->records, fixture_key(fixture, learner), &fixture->arena, &found_mentor, &found_substitute));
    cr_assert_str_eq(id_or_none(found_mentor.id), mentor);
    cr_assert_str_eq(id_or_none(found_substitute.id), substitute);
}

static struct mentor_load load(struct fixture *fixture, const char *mentor)
{
    struct mentor_load *loads;
    size_t count;
    fixture_ok(mentor_loads(fixture->records, &actor_operator, NULL, &fixture->arena, &loads, &count));
    for (size_t i = 0; i < count; i++)
        if (text_equal(loads[i].mentor.id, mentor))
            return loads[i];
    cr_assert_fail("no load of %s", mentor);
    return (struct mentor_load){0};
}

/* The first of those who could. */
static int suggest(struct fixture *fixture, const struct actor *actor, const char *unit, struct person *ret_mentor)
{
    struct people people;
    TRY(mentor_candidates(fixture->records, actor, unit, &fixture->arena, &people));
    cr_assert_gt(people.count, 0);
    *ret_mentor = people.items[0];
    return 0;
}

/* As many learners n1, n2, ... as it takes, each mentored by `mentor`. */
static void give_learners(struct fixture *fixture, const char *mentor, int count)
{
    for (int i = 1; i <= count; i++) {
        char *id = arena_format(&fixture->arena, "n%d", i);
        struct person_new new = {
            .id = id, .name = id, .unit = "ekb", .roles = "learner", .in_profession_since = DAY_NONE};
        fixture_ok(person_add(fixture->records, &actor_operator, &new, NULL));
        assign(fixture, id, mentor);
    }
}

Test(mentor, and_substitute_are_known_today)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    expect_mentors(&fixture, "anna", "-", "-");
    assign(&fixture, "anna", "bo");
    assign_substitute(&fixture, "anna", "britt");
    expect_mentors(&fixture, "anna", "bo", "britt");
    struct actor britt = fixture_actor(&fixture, "britt");
    struct people people;
    fixture_ok(mentor_learners(fixture.records, &britt, &fixture.arena, &people));
    cr_assert_eq(people.count, 1);
    cr_assert_str_eq(people.items[0].id, "anna");
}

Test(mentor, earlier_one_ends_the_day_before)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    assign(&fixture, "anna", "bo");
    struct mentor_assignment next = wish("anna", "britt");
    next.from = fixture_date("2026-04-01");
    fixture_ok(mentor_assign(fixture.records, &actor_operator, &next));
    fixture_day("2026-03-31");
    expect_mentors(&fixture, "anna", "bo", "-");
    fixture_day("2026-04-01");
    expect_mentors(&fixture, "anna", "britt", "-");
    /* on the very day it began */
    assign(&fixture, "anna", "bo");
    expect_mentors(&fixture, "anna", "bo", "-");
}

Test(mentor, weighs_more_in_the_first_ninety_days_of_a_plan)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    assign(&fixture, "anna", "bo");
    assign(&fixture, "petra", "bo");
    assign_substitute(&fixture, "lars", "bo"); /* weighs nothing */
    fixture_plan(&fixture, "anna", "2026-03-02");
    cr_assert_float_eq(load(&fixture, "bo").weight, 2.5, 0.001);
    cr_assert_eq(load(&fixture, "bo").assignments, 2);
    fixture_day("2026-05-30"); /* the 90th day */
    cr_assert_float_eq(load(&fixture, "bo").weight, 2.5, 0.001);
    fixture_day("2026-05-31");
    cr_assert_float_eq(load(&fixture, "bo").weight, 2.0, 0.001);
    cr_assert_not(load(&fixture, "bo").is_over);
}

Test(mentor, ceiling_is_passed_with_a_reason_only)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    give_learners(&fixture, "bo", 5);
    int64_t events = fixture_events(&fixture);
    struct mentor_assignment sixth = wish("anna", "bo");
    fixture_expect_failure(mentor_assign(fixture.records, &actor_operator, &sixth), FAIL_RULE,
                           "mentor 'bo': carries 5 of 5");
    cr_expect(fail_is(FAIL_RULE, REASON_MENTOR_CARRIES_ENOUGH));
    cr_expect_str_eq(fail_last_field(), "because");
    cr_assert_eq(fixture_events(&fixture), events);
    sixth.because = "det finns ingen annan";
    fixture_ok(mentor_assign(fixture.records, &actor_operator, &sixth));
    cr_assert(load(&fixture, "bo").is_over);
    cr_assert_float_eq(load(&fixture, "bo").weight, 6.0, 0.001);
    struct mentor_load *loads;
    size_t count;
    fixture_ok(mentor_loads(fixture.records, &actor_operator, NULL, &fixture.arena, &loads, &count));
    cr_assert_eq(count, 2);
    cr_assert_str_eq(loads[0].mentor.id, "bo");
}

Test(mentor, full_ones_take_a_reason_too_and_are_not_suggested)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct actor bo = fixture_actor(&fixture, "bo"), cecilia = fixture_actor(&fixture, "cecilia");
    struct person suggested;
    assign(&fixture, "petra", "britt");
    fixture_ok(suggest(&fixture, &cecilia, "ekb", &suggested));
    cr_assert_str_eq(suggested.id, "bo");
    fixture_ok(mentor_set_full(fixture.records, &bo, subject_id("bo"), fixture_date("2026-03-31")));
    fixture_ok(suggest(&fixture, &cecilia, "barn", &suggested));
    cr_assert_str_eq(suggested.id, "britt");
    struct mentor_assignment assignment = wish("anna", "bo");
    fixture_expect_failure(mentor_assign(fixture.records, &actor_operator, &assignment), FAIL_RULE,
                           "mentor 'bo': is full until 2026-03-31");
    cr_expect(fail_is(FAIL_RULE, REASON_MENTOR_IS_FULL));
    assignment.from = fixture_date("2026-04-01");
    fixture_ok(mentor_assign(fixture.records, &actor_operator, &assignment));
    fixture_expect_failure(mentor_set_full(fixture.records, &cecilia, subject_id("bo"), DAY_NONE), FAIL_DENIED,
                           "person 'bo': only the person says this");
    fixture_expect_failure(mentor_set_full(fixture.records, &bo, subject_id("bo"), fixture_date("2026-03-01")),
                           FAIL_INPUT, "mentor 'bo': the day has passed already");
    fixture_ok(mentor_set_full(fixture.records, &bo, subject_id("bo"), DAY_NONE));
    cr_assert_eq(fixture_person(&fixture, "bo").full_until, DAY_NONE);
}

Test(mentor, is_refused_where_it_makes_no_sense)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    assign(&fixture, "anna", "bo");
    struct mentor_assignment assignment = wish("anna", "bo");
    fixture_expect_failure(mentor_assign(fixture.records, &actor_operator, &assignment), FAIL_RULE,
                           "person 'anna': 'bo' is the mentor already");
    assignment.is_substitute = true;
    fixture_expect_failure(mentor_assign(fixture.records, &actor_operator, &assignment), FAIL_RULE,
                           "person 'anna': 'bo' is the mentor already");
    assign_substitute(&fixture, "anna", "britt");
    assignment = wish("anna", "britt");
    assignment.is_substitute = true;
    fixture_expect_failure(mentor_assign(fixture.records, &actor_operator, &assignment), FAIL_RULE,
                           "person 'anna': 'britt' is the substitute already");
    assignment = wish("bo", "bo");
    fixture_expect_failure(mentor_assign(fixture.records, &actor_operator, &assignment), FAIL_RULE,
                           "person 'bo': nobody is one's own mentor");
    assignment = wish("anna", "lars");
    fixture_expect_failure(mentor_assign(fixture.records, &actor_operator, &assignment), FAIL_RULE,
                           "person 'lars': has not the role mentor");
    assignment = wish("disa", "bo");
    fixture_expect_failure(mentor_assign(fixture.records, &actor_operator, &assignment), FAIL_RULE,
                           "person 'disa': the account is disabled");
    assignment = wish("lars", "bo");
    assignment.to = fixture_date("2026-03-01");
    fixture_expect_failure(mentor_assign(fixture.records, &actor_operator, &assignment), FAIL_INPUT,
                           "the mentorship would end before it begins");
    struct actor stina = fixture_actor(&fixture, "stina"), bo = fixture_actor(&fixture, "bo");
    assignment = wish("anna", "britt");
    fixture_expect_failure(mentor_assign(fixture.records, &stina, &assignment), FAIL_NOT_FOUND,
                           "person 'anna': no such person");
    fixture_expect_failure(mentor_assign(fixture.records, &bo, &assignment), FAIL_DENIED,
                           "person 'anna': only a manager of the person decides this");
    /* a mentor of another unit may be chosen, somebody else there is not known */
    assignment = wish("lars", "bo");
    fixture_ok(mentor_assign(fixture.records, &stina, &assignment));
    assignment = wish("lars", "cecilia");
    fixture_expect_failure(mentor_assign(fixture.records, &stina, &assignment), FAIL_NOT_FOUND,
                           "person 'cecilia': no such person");
}

Test(mentor, takes_over_open_requests)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    assign(&fixture, "anna", "bo");
    fixture_request(&fixture, "anna", "bo");
    assign(&fixture, "anna", "britt");
    cr_assert_str_eq(fixture_asked(&fixture, "anna"), "britt");
}

Test(handover, gives_learners_and_requests_to_the_one_named)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct actor frida = fixture_actor(&fixture, "frida");
    assign(&fixture, "anna", "bo");
    assign(&fixture, "lars", "bo");
    fixture_request(&fixture, "lars", "bo");
    fixture_day("2026-03-10");
    fixture_ok(mentor_handover(fixture.records, &frida, subject_id("bo"), subject_id("britt"), NULL));
    expect_mentors(&fixture, "anna", "britt", "-");
    expect_mentors(&fixture, "lars", "britt", "-");
    cr_assert_str_eq(fixture_asked(&fixture, "lars"), "britt");
    fixture_day("2026-03-09");
    expect_mentors(&fixture, "anna", "bo", "-");
    fixture_day("2026-03-10");
    fixture_expect_failure(mentor_handover(fixture.records, &frida, subject_id("bo"), subject_id("britt"), NULL),
                           FAIL_RULE, "mentor 'bo': has no learners to hand over");
}

Test(handover, falls_to_the_substitute_and_then_to_the_manager)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    assign(&fixture, "anna", "bo");
    assign_substitute(&fixture, "anna", "britt");
    assign(&fixture, "lars", "bo");
    fixture_request(&fixture, "anna", "bo");
    fixture_request(&fixture, "lars", "bo");
    fixture_ok(mentor_handover(fixture.records, &actor_operator, subject_id("bo"), subject_nobody(), NULL));
    expect_mentors(&fixture, "anna", "britt", "-");
    expect_mentors(&fixture, "lars", "-", "-");
    cr_assert_str_eq(fixture_asked(&fixture, "anna"), "britt");
    cr_assert_str_eq(fixture_asked(&fixture, "lars"), "stina");
}

Test(handover, stops_at_the_ceiling_and_at_people_one_does_not_lead)
{
    struct fixture fixture CLEANUP(fixture_end);
    fixture_begin(&fixture);
    struct actor cecilia = fixture_actor(&fixture, "cecilia");
    give_learners(&fixture, "britt", 4);
    assign(&fixture, "anna", "bo");
    assign(&fixture, "petra", "bo");
    int64_t events = fixture_events(&fixture);
    fixture_expect_failure(mentor_handover(fixture.records, &cecilia, subject_id("bo"), subject_id("britt"), NULL),
                           FAIL_RULE, "mentor 'britt': carries 4 of 5");
    cr_assert_eq(fixture_events(&fixture), events);
    fixture_ok(mentor_handover(fixture.records, &cecilia, subject_id("bo"), subject_id("britt"), "bo slutar"));
    assign(&fixture, "lars", "bo");
    fixture_expect_failure(mentor_handover(fixture.records, &cecilia, subject_id("bo"), subject_nobody(), NULL),
                           FAIL_NOT_FOUND, "person 'lars': no such person");
    expect_mentors(&fixture, "lars", "bo", "-");
}
