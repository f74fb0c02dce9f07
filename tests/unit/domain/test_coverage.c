/* Tests of what a unit can do together: who carries a competence, which are thin, who may sign, what leads nowhere. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/plan/reschedule.h"
#include "domain/roster/employment.h"
#include "domain/staircase/coverage.h"
#include "site_fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct site_fixture fixture;
static struct site *site;

static void begin(void)
{
    site_fixture_begin(&fixture);
    site = &fixture.site;
    fixture_ok(plan_start(site, &actor_operator, subject_id("anna"), "introduktion", fixture_date("2026-03-02")));
}

static void finish(void)
{
    site_fixture_verify(&fixture);
    site_fixture_end(&fixture);
}

TestSuite(coverage, .init = begin, .fini = finish, .timeout = 1200);

static struct coverage covered(const char *by, const char *unit)
{
    struct coverage coverage;
    struct actor actor = fixture_actor(&fixture.town, by);
    const struct coverage_request asking = {.unit = unit};
    fixture_ok(coverage_read(site, &actor, &asking, &fixture.town.arena, &coverage));
    return coverage;
}

/* The one competence of the fixture's staircase. */
static struct coverage_competence norm_in(const struct coverage *coverage)
{
    cr_assert_eq(coverage->competence_count, 1);
    cr_assert_str_eq(coverage->competences[0].competence->id, "norm");
    return coverage->competences[0];
}

static void sign(const char *person, const char *evidence, int autonomy)
{
    struct actor cecilia = fixture_actor(&fixture.town, "cecilia");
    struct signoff_new signing = {
        .person = subject_id(person), .step = "normen", .evidence = evidence, .autonomy = autonomy};
    fixture_ok(signoff_give(site, &cecilia, &signing));
}

static void normen_becomes_law(const char *day)
{
    char front[256];
    snprintf(front, sizeof front,
             "due: week 2\nsignoff: mentor\ncompetences: {norm: 3}\nrevisions:\n"
             "  - {n: 2, date: %s, class: legal, note: Ny lag}\n"
             "  - {n: 1, date: 2026-01-01, class: substantive, note: Först}\n",
             day);
    site_fixture_step(&fixture, "normen", front, "Ny text.");
    site_fixture_publish(&fixture);
}

/* ---- who can do what ---- */

Test(coverage, lists_people_by_the_autonomy_that_counts_now)
{
    sign("anna", "reported", 4);
    sign("bo", "observed", 5);
    sign("petra", "simulated", 2);
    struct coverage coverage = covered("cecilia", NULL);
    struct coverage_competence norm = norm_in(&coverage);
    cr_assert_eq(norm.holder_count, 3);
    cr_expect_str_eq(norm.holders[0].who->person->id, "bo");
    cr_expect_eq(norm.holders[0].autonomy, 5);
    cr_expect_str_eq(norm.holders[1].who->person->id, "anna");
    cr_expect_str_eq(norm.holders[2].who->person->id, "petra");
    cr_expect_eq(norm.at[5], 1);
    cr_expect_eq(norm.at[2], 1);
    cr_expect_eq(norm.carries, 2);
    cr_expect_eq(norm.thin, THIN_NOT);
    cr_expect_eq(norm.evidence[0], 1);
    cr_expect_eq(norm.evidence[1], 1);
    cr_expect_eq(norm.evidence[2], 1);
    cr_expect_not(norm.evidence_is_withheld, "to the unit's own manager nothing is withheld");
}

Test(coverage, counts_neither_what_has_lapsed_nor_whom_is_no_longer_there)
{
    struct person_change gone = {.status = "disabled"};
    sign("anna", "observed", 4);
    sign("bo", "observed", 4);
    fixture_ok(person_set(site->records, &actor_operator, subject_id("bo"), &gone));
    struct coverage coverage = covered("cecilia", NULL);
    cr_expect_eq(norm_in(&coverage).holder_count, 1);
    normen_becomes_law("2026-03-01");
    coverage = covered("cecilia", NULL);
    cr_expect_eq(norm_in(&coverage).holder_count, 0);
    cr_expect_eq(norm_in(&coverage).evidence[0], 0);
}

/* ---- thin ---- */

Test(coverage, is_thin_with_nobody_and_with_one)
{
    sign("petra", "observed", 3);
    struct coverage coverage = covered("cecilia", NULL);
    cr_expect_eq(norm_in(&coverage).thin, THIN_NOBODY, "three is not carried alone");
    sign("anna", "observed", 4);
    coverage = covered("cecilia", NULL);
    cr_expect_eq(norm_in(&coverage).thin, THIN_ONE);
    cr_expect_eq(coverage.thin_count, 1);
    sign("bo", "observed", 4);
    coverage = covered("cecilia", NULL);
    cr_expect_eq(norm_in(&coverage).thin, THIN_NOT);
    cr_expect_eq(coverage.thin_count, 0);
}

Test(coverage, is_thin_when_signatures_will_soon_lapse)
{
    sign("anna", "observed", 4);
    sign("bo", "observed", 4);
    normen_becomes_law("2026-06-01"); /* 91 days after 2 March */
    struct coverage coverage = covered("cecilia", NULL);
    cr_expect_eq(norm_in(&coverage).thin, THIN_NOT, "that is not soon yet");
    cr_expect_eq(norm_in(&coverage).holders[0].lapses_on, fixture_date("2026-06-01"));
    fixture_day("2026-03-03");
    coverage = covered("cecilia", NULL);
    cr_expect_eq(norm_in(&coverage).carries, 2);
    cr_expect_eq(norm_in(&coverage).thin, THIN_SOON);
}

Test(coverage, is_thin_when_somebody_is_away_or_soon_goes_but_vacation_is_nothing)
{
    struct actor cecilia = fixture_actor(&fixture.town, "cecilia");
    struct leave leave = {
        .kind = LEAVE_VACATION, .first = fixture_date("2026-04-01"), .last = fixture_date("2026-04-30")};
    sign("anna", "observed", 4);
    sign("bo", "observed", 4);
    fixture_ok(plan_add_leave(site, &cecilia, subject_id("anna"), &leave));
    struct coverage coverage = covered("cecilia", NULL);
    cr_expect_eq(norm_in(&coverage).thin, THIN_NOT);
    leave = (struct leave){.kind = LEAVE_PARENTAL, .first = fixture_date("2026-05-01"), .last = DAY_NONE};
    fixture_ok(plan_add_leave(site, &cecilia, subject_id("anna"), &leave));
    coverage = covered("cecilia", NULL);
    cr_expect_eq(norm_in(&coverage).thin, THIN_SOON);
    cr_expect_eq(norm_in(&coverage).holders[0].who->away_from, fixture_date("2026-05-01"));
    fixture_day("2026-05-04");
    coverage = covered("cecilia", NULL);
    cr_expect_eq(norm_in(&coverage).thin, THIN_ONE, "who is away carries nothing today");
    cr_expect_eq(norm_in(&coverage).holder_count, 2, "but can do it all the same");
}

static void closes(const char *person, const char *day)
{
    fixture_ok(records_begin(site->records));
    int result = employment_set(site->records, fixture_key(&fixture.town, person), fixture_date(day), false);
    fixture_ok(records_end(site->records, result, &(struct event){.actor = &actor_trappa, .kind = "fixture.made"}));
}

Test(coverage, is_thin_when_the_last_day_of_somebody_is_near)
{
    sign("anna", "observed", 4);
    sign("bo", "observed", 4);
    closes("bo", "2026-06-01"); /* 91 days after 2 March */
    struct coverage coverage = covered("cecilia", NULL);
    cr_expect_eq(norm_in(&coverage).thin, THIN_NOT);
    closes("bo", "2026-05-31");
    coverage = covered("cecilia", NULL);
    cr_expect_eq(norm_in(&coverage).thin, THIN_SOON);
    cr_expect_eq(norm_in(&coverage).holders[1].who->leaves_on, fixture_date("2026-05-31"));
}

/* ---- who sees what ---- */

Test(coverage, withholds_shares_about_few_from_outside_the_unit)
{
    sign("anna", "observed", 4);
    sign("petra", "reported", 4);
    struct coverage coverage = covered("hanna", "ekb");
    cr_expect(coverage.is_from_outside);
    cr_expect(norm_in(&coverage).evidence_is_withheld);
    cr_expect_eq(norm_in(&coverage).evidence[0], 0);
    cr_expect_eq(norm_in(&coverage).holder_count, 1, "protected identity is not HR's to see");
    for (size_t i = 0; i < coverage.person_count; i++)
        cr_expect_str_neq(coverage.people[i].person->id, "petra");
    coverage = covered("frida", "ekb");
    cr_expect_not(coverage.is_from_outside, "a manager of a unit above leads it");
    cr_expect_eq(norm_in(&coverage).evidence[2], 1);
    const char *more[] = {"bo", "britt", "cecilia"};
    for (size_t i = 0; i < 2; i++)
        sign(more[i], "observed", 3);
    struct actor frida = fixture_actor(&fixture.town, "frida");
    struct signoff_new signing = {
        .person = subject_id(more[2]), .step = "normen", .evidence = "simulated", .autonomy = 3};
    fixture_ok(signoff_give(site, &frida, &signing));
    coverage = covered("hanna", "ekb");
    cr_expect(norm_in(&coverage).evidence_is_withheld, "four whom HR sees");
    fixture_ok(person_set(site->records, &actor_operator, subject_id("petra"),
                          &(struct person_change){.is_protected = &(const bool){false}}));
    coverage = covered("hanna", "ekb");
    cr_expect_not(norm_in(&coverage).evidence_is_withheld);
    cr_expect_eq(norm_in(&coverage).evidence[0], 3);
    cr_expect_eq(norm_in(&coverage).evidence[1], 1);
}

Test(coverage, is_for_those_who_lead_the_unit_and_for_hr)
{
    struct coverage coverage;
    const struct coverage_request ekb = {.unit = "ekb"}, own = {0};
    struct actor stina = fixture_actor(&fixture.town, "stina"), anna = fixture_actor(&fixture.town, "anna"),
                 adam = fixture_actor(&fixture.town, "adam"), erik = fixture_actor(&fixture.town, "erik");
    struct arena *arena = &fixture.town.arena;
    fixture_expect_failure(coverage_read(site, &stina, &ekb, arena, &coverage), FAIL_NOT_FOUND,
                           "unit 'ekb': no such unit");
    fixture_expect_failure(coverage_read(site, &anna, &own, arena, &coverage), FAIL_DENIED,
                           "only a manager or HR sees a whole unit");
    cr_expect_eq(coverage_read(site, &adam, &own, arena, &coverage), FAIL_DENIED);
    cr_expect_eq(coverage_read(site, &erik, &own, arena, &coverage), FAIL_DENIED);
    coverage = covered("stina", NULL);
    for (size_t i = 0; i < coverage.person_count; i++)
        cr_expect_str_eq(coverage.people[i].person->unit_id, "barn");
    cr_expect_eq(coverage.person_count, 2);
    coverage = covered("hanna", NULL);
    cr_expect_eq(coverage.person_count, 11, "all but the protected and the disabled one");
}

Test(coverage, says_no_more_than_that_a_unit_is_too_large)
{
    struct coverage coverage;
    struct actor hanna = fixture_actor(&fixture.town, "hanna");
    const struct coverage_request asking = {.people_most = 10};
    fixture_ok(coverage_read(site, &hanna, &asking, &fixture.town.arena, &coverage));
    cr_expect(coverage.is_too_large);
    cr_expect_eq(coverage.person_count, 11);
    cr_expect_eq(coverage.competence_count, 0);
}

/* ---- stairs, signing, responsibilities ---- */

static bool has(const struct coverage_people *list, const char *id)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i]->person->id, id) == 0)
            return true;
    return false;
}

Test(coverage, says_who_may_sign_from_which_stair_and_who_could)
{
    fixture_ok(site_fixture_decide(&fixture, "cecilia", "bo", 2));
    fixture_ok(site_fixture_decide(&fixture, "cecilia", "anna", 3));
    struct coverage coverage = covered("cecilia", NULL);
    cr_assert_eq(coverage.signing_count, 2);
    cr_expect_eq(coverage.signings[0].level, 0);
    cr_expect_eq(coverage.signings[0].steps, 1);
    cr_expect_eq(coverage.signings[0].signers.count, 3, "bo, britt and cecilia");
    cr_expect_eq(coverage.signings[0].could.count, 0);
    cr_expect_eq(coverage.signings[1].level, 2);
    cr_expect_eq(coverage.signings[1].steps, 1);
    cr_expect_eq(coverage.signings[1].signers.count, 1);
    cr_expect(has(&coverage.signings[1].signers, "bo"));
    cr_expect_eq(coverage.signings[1].could.count, 1);
    cr_expect(has(&coverage.signings[1].could, "anna"));
    cr_expect_eq(coverage.unsigned_above.count, 2, "nothing was ever signed for bo and anna");
}

Test(coverage, says_what_the_stairs_give_and_who_holds_it)
{
    const char *confirmed[] = {"Har hållit ett möte"};
    struct actor cecilia = fixture_actor(&fixture.town, "cecilia");
    struct staircase_decision decision = {
        .person = subject_id("anna"), .level = 2, .confirmed = confirmed, .confirmed_count = 1};
    site_fixture_write(&fixture, "staircases/trappa.yaml",
                       "id: trappa\ntitle: Trappan\ncompetences: {norm: {title: Normen}}\nlevels:\n"
                       "  - {level: 1, title: Ny, rules: []}\n"
                       "  - {level: 2, title: Van, work: Egna möten, rules: [{responsibility: Har hållit ett möte}]}\n"
                       "  - {level: 3, title: Erfaren, rules: []}\n");
    site_fixture_publish(&fixture);
    fixture_ok(staircase_decide(site, &cecilia, &decision, NULL));
    struct coverage coverage = covered("cecilia", NULL);
    cr_assert_eq(coverage.staircase_count, 1);
    const struct coverage_level *level = &coverage.staircases[0].levels[1];
    cr_expect_str_eq(level->level->work, "Egna möten");
    cr_expect_eq(level->people.count, 1);
    cr_expect(has(&level->people, "anna"));
    cr_assert_eq(level->responsibility_count, 1);
    cr_expect(has(&level->responsibilities[0].confirmed, "anna"));
    cr_expect_eq(coverage.staircases[0].levels[0].people.count, 4, "petra, bo, britt and cecilia");
    fixture_ok(site_fixture_decide(&fixture, "cecilia", "anna", 1));
    coverage = covered("cecilia", NULL);
    level = &coverage.staircases[0].levels[1];
    cr_expect_eq(level->people.count, 0);
    cr_expect_eq(level->responsibilities[0].confirmed.count, 1, "what was confirmed stays confirmed");
}

/* ---- gaps ---- */

Test(coverage, finds_the_rules_that_no_step_leads_to)
{
    struct staircase_gap *gaps;
    size_t count;
    struct actor anna = fixture_actor(&fixture.town, "anna");
    fixture_ok(staircase_gaps(site, &anna, &fixture.town.arena, &gaps, &count));
    cr_expect_eq(count, 0);
    site_fixture_write(
        &fixture, "staircases/trappa.yaml",
        "id: trappa\ntitle: Trappan\ncompetences: {norm: {title: Normen}, mote: {title: Möte}}\nlevels:\n"
        "  - {level: 1, title: Ny, rules: []}\n"
        "  - {level: 2, title: Van, rules: [{competence: norm, autonomy: 3, observed: 1},"
        " {competence: norm, autonomy: 4}, {competence: norm, autonomy: 3, observed: 2}]}\n"
        "  - {level: 3, title: Erfaren, rules: [{competence: mote, autonomy: 1}, {months: 6}]}\n");
    site_fixture_publish(&fixture);
    fixture_ok(staircase_gaps(site, &anna, &fixture.town.arena, &gaps, &count));
    cr_assert_eq(count, 3);
    cr_expect_eq(gaps[0].kind, GAP_LOW_STEPS);
    cr_expect_str_eq(gaps[0].id, "competence norm 4");
    cr_expect_eq(gaps[0].steps, 3);
    cr_expect_eq(gaps[0].need, 4);
    cr_expect_eq(gaps[1].kind, GAP_FEW_STEPS);
    cr_expect_eq(gaps[1].steps, 1);
    cr_expect_eq(gaps[1].need, 2);
    cr_expect_eq(gaps[2].kind, GAP_NO_STEP);
    cr_expect_str_eq(gaps[2].title, "Möte");
    cr_expect_eq(gaps[2].level->number, 3);
}

Test(coverage, of_a_rule_that_asks_for_more_signatures_than_there_are_steps_nobody_knows_the_day)
{
    struct staircase_view view;
    struct person anna = fixture_person(&fixture.town, "anna");
    site_fixture_write(&fixture, "staircases/trappa.yaml",
                       "id: trappa\ntitle: Trappan\ncompetences: {norm: {title: Normen}}\nlevels:\n"
                       "  - {level: 1, title: Ny, rules: []}\n"
                       "  - {level: 2, title: Van, rules: [{competence: norm, autonomy: 3, observed: 2}]}\n");
    site_fixture_publish(&fixture);
    fixture_ok(
        staircase_show(site, fixture_subject(site->records, &actor_operator, &anna), &fixture.town.arena, &view));
    cr_expect_eq(view.rules[0].offer_count, 1);
    cr_expect_eq(view.rules[0].earliest, DAY_NONE, "one step leads there, and two signatures are asked for");
    sign("anna", "observed", 3);
    fixture_ok(
        staircase_show(site, fixture_subject(site->records, &actor_operator, &anna), &fixture.town.arena, &view));
    cr_expect_eq(view.rules[0].have, 1);
    cr_expect_eq(view.rules[0].offer_count, 0, "the step that counts already leads no further");
    cr_expect_eq(view.rules[0].earliest, DAY_NONE);
}
