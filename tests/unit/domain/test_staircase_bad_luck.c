/* Tests of the staircase when things go wrong: a competence that is gone, two staircases at once, decisions against the
 * rules and decisions that are undone. */
#include "base/clock.h"
#include "base/fail.h"
#include "domain/progress/level.h"
#include "domain/publish/publish.h"
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

TestSuite(staircase_bad_luck, .init = begin, .fini = finish, .timeout = 1200);

static struct staircase_view stands(const char *id)
{
    struct staircase_view view;
    struct person person = fixture_person(&fixture.town, id);
    fixture_ok(
        staircase_show(site, fixture_subject(site->records, &actor_operator, &person), &fixture.town.arena, &view));
    return view;
}

static size_t history(const char *by, const char *id, struct staircase_history_row **ret_past)
{
    size_t count = 0;
    struct actor actor = fixture_actor(&fixture.town, by);
    struct person person = fixture_person(&fixture.town, id);
    fixture_ok(staircase_history(site, fixture_subject(site->records, &actor, &person), &fixture.town.arena, ret_past,
                                 &count));
    return count;
}

static void staircase(const char *competences, const char *rules)
{
    char words[1024];
    snprintf(words, sizeof words,
             "id: trappa\ntitle: Trappan\ncompetences: {%s}\nlevels:\n  - {level: 1, title: Ny, rules: []}\n"
             "  - {level: 2, title: Van, rules: [%s]}\n",
             competences, rules);
    site_fixture_write(&fixture, "staircases/trappa.yaml", words);
}

/* ---- a competence that is gone ---- */

Test(staircase_bad_luck, publishes_nothing_while_a_rule_names_a_competence_that_is_gone)
{
    struct publication publication = {0};
    staircase("norm: {title: Normen}", "{competence: mote, autonomy: 3}");
    fixture_ok(publish(site->records, &actor_operator, &publication));
    cr_expect_eq(publication.edition[0], '\0');
    cr_assert_eq(publication.check.findings.errors, 1);
    const struct finding *finding = publication.check.findings.items; /* the error among the warnings */
    while (finding->kind->severity != FINDING_ERROR)
        finding++;
    cr_expect_eq(finding->kind->code, FINDING_NO_SUCH_COMPETENCE);
    cr_expect_str_eq(finding->place.path, "base/staircases/trappa.yaml");
    cr_expect_eq(finding->place.line, 6);
    cr_expect_eq(finding->place.column, 49, "column %d", finding->place.column);
    publication_finish(&publication);
    cr_expect_str_eq(stands("anna").rules[0].id, "programme introduktion", "the old edition stays");
}

Test(staircase_bad_luck, keeps_what_was_signed_and_decided_when_a_competence_is_dropped_and_counts_it_when_it_returns)
{
    struct staircase_history_row *past;
    staircase("norm: {title: Normen}", "{competence: norm, autonomy: 3}");
    site_fixture_publish(&fixture);
    fixture_ok(site_fixture_sign(&fixture, "bo", "anna", "normen"));
    fixture_ok(site_fixture_decide(&fixture, "cecilia", "anna", 2));
    staircase("mote: {title: Möte}", "{competence: mote, autonomy: 1}");
    site_fixture_step(&fixture, "normen", "due: week 2\nsignoff: mentor\ncompetences: {mote: 1}\n", "Text.");
    site_fixture_publish(&fixture);
    struct staircase_view view = stands("anna");
    cr_expect_eq(view.level, 2, "what was decided stays decided");
    cr_expect_eq(history("cecilia", "anna", &past), 1);
    cr_expect_eq(past[0].rules, 1);
    cr_expect_eq(past[0].unmet, 0, "and what it rested on is as it was");
    cr_expect_eq(past[0].signoffs, 1);
    cr_assert_eq(view.competence_count, 1);
    cr_expect_str_eq(view.competences[0].competence->id, "mote");
    cr_expect_eq(view.competences[0].given, 3, "a signature counts for what its step lists now");
    staircase("norm: {title: Normen}", "{competence: norm, autonomy: 3}");
    site_fixture_step(&fixture, "normen", "due: week 2\nsignoff: mentor\ncompetences: {norm: 3}\n", "Text.");
    site_fixture_publish(&fixture);
    cr_expect_eq(stands("anna").competences[0].given, 3);
}

Test(staircase_bad_luck, keeps_a_level_that_the_staircase_no_longer_has)
{
    fixture_ok(site_fixture_decide(&fixture, "cecilia", "anna", 3));
    staircase("norm: {title: Normen}", "{months: 1}");
    site_fixture_publish(&fixture);
    struct staircase_view view = stands("anna");
    cr_expect_eq(view.level, 3);
    cr_expect_null(view.now, "it has no words any more");
    cr_expect_null(view.next);
    struct actor cecilia = fixture_actor(&fixture.town, "cecilia");
    struct coverage coverage;
    const struct coverage_request asking = {0};
    fixture_ok(coverage_read(site, &cecilia, &asking, &fixture.town.arena, &coverage));
    cr_expect_eq(coverage.staircases[0].levels[1].people.count, 0);
}

/* ---- two staircases ---- */

static void two_staircases(void)
{
    struct actor stina = fixture_actor(&fixture.town, "stina");
    site_fixture_write(&fixture, "staircases/annan.yaml",
                       "id: annan\ntitle: Annan\ncompetences: {mote: {title: Möte}}\nlevels:\n"
                       "  - {level: 1, title: En, rules: []}\n  - {level: 2, title: Två, rules: [{months: 6}]}\n");
    site_fixture_publish(&fixture);
    fixture_ok(staircase_choose(site, &stina, subject_id("lars"), "annan"));
}

static size_t simulated(const struct staircase_request *asking, struct staircase_outcome **ret_outcomes)
{
    size_t count;
    fixture_ok(staircase_simulate(site, &actor_operator, asking, &fixture.town.arena, ret_outcomes, &count));
    return count;
}

Test(staircase_bad_luck, of_two_staircases_simulates_everybody_on_their_own)
{
    struct staircase_outcome *outcomes;
    char path[FILE_TEMPORARY_BYTES + 16];
    two_staircases();
    cr_assert_eq(simulated(&(struct staircase_request){0}, &outcomes), 2, "the others are on neither");
    cr_expect_str_eq(outcomes[0].person->id, "anna");
    cr_expect_str_eq(outcomes[0].would_be.blocked_by[0], "programme introduktion");
    cr_expect_str_eq(outcomes[1].person->id, "lars");
    cr_expect_str_eq(outcomes[1].would_be.blocked_by[0], "months 6");
    cr_assert_eq(simulated(&(struct staircase_request){.staircase = "trappa"}, &outcomes), 1);
    cr_expect_str_eq(outcomes[0].person->id, "anna");
    snprintf(path, sizeof path, "%s/utkast.yaml", fixture.town.folder);
    site_fixture_write(&fixture, path,
                       "id: annan\ntitle: Annan\nlevels:\n  - {level: 1, title: En, rules: []}\n"
                       "  - {level: 2, title: Två, rules: [{competence: norm, autonomy: 1}]}\n");
    cr_assert_eq(simulated(&(struct staircase_request){.file = path}, &outcomes), 1);
    cr_expect_str_eq(outcomes[0].person->id, "lars", "a file concerns those on its staircase");
    cr_expect_str_eq(outcomes[0].would_be.blocked_by[0], "competence norm 1", "competences are one space");
}

Test(staircase_bad_luck, of_two_staircases_covers_those_that_somebody_is_on)
{
    struct coverage coverage;
    const struct coverage_request ekb = {.unit = "ekb"}, all = {.unit = "kommun"};
    two_staircases();
    fixture_ok(coverage_read(site, &actor_operator, &ekb, &fixture.town.arena, &coverage));
    cr_assert_eq(coverage.staircase_count, 1);
    cr_expect_str_eq(coverage.staircases[0].staircase->id, "trappa");
    cr_expect_eq(coverage.competence_count, 1);
    fixture_ok(coverage_read(site, &actor_operator, &all, &fixture.town.arena, &coverage));
    cr_expect_eq(coverage.staircase_count, 2);
    cr_expect_eq(coverage.competence_count, 2);
    cr_expect_eq(coverage.staircases[0].levels[0].people.count, 1, "lars, on the other one");
}

/* ---- decisions ---- */

Test(staircase_bad_luck, shows_a_decision_against_the_rules_to_the_person_the_manager_and_hr)
{
    struct staircase_history_row *past;
    struct actor cecilia = fixture_actor(&fixture.town, "cecilia");
    struct staircase_decision decision = {.person = subject_id("anna"), .level = 2, .must_say_why = true};
    fixture_expect_failure(staircase_decide(site, &cecilia, &decision, NULL), FAIL_RULE,
                           "level 2: not all of its rules hold yet, say why it is decided all the same");
    decision.because = "Tio år i grannkommunen";
    fixture_ok(staircase_decide(site, &cecilia, &decision, NULL));
    const char *readers[] = {"anna", "cecilia", "frida", "bo", "hanna"};
    for (size_t i = 0; i < COUNT_OF(readers); i++) {
        cr_assert_eq(history(readers[i], "anna", &past), 1, "%s", readers[i]);
        cr_expect_eq(past[0].unmet, 1, "%s sees that a rule was not met", readers[i]);
        cr_expect_str_eq(past[0].by_name, "Cecilia Ström");
        if (strcmp(readers[i], "hanna") != 0)
            cr_expect_str_eq(past[0].because, "Tio år i grannkommunen");
    }
    cr_expect_null(past[0].because, "free words about somebody are not HR's to read");
}

Test(staircase_bad_luck, undoes_a_decision_by_another_one_and_shows_both)
{
    struct staircase_history_row *past;
    struct actor cecilia = fixture_actor(&fixture.town, "cecilia");
    struct staircase_decision up = {
        .person = subject_id("anna"), .level = 2, .because = "Hon kan", .must_say_why = true};
    struct staircase_decision back = {.person = subject_id("anna"), .level = 1, .must_say_why = true};
    fixture_ok(staircase_decide(site, &cecilia, &up, NULL));
    fixture_expect_failure(staircase_decide(site, &cecilia, &back, NULL), FAIL_RULE,
                           "level 1: is lower than today's, say why");
    back.because = "Fel person";
    fixture_ok(staircase_decide(site, &cecilia, &back, NULL));
    cr_expect_eq(stands("anna").level, 1);
    cr_assert_eq(history("anna", "anna", &past), 2);
    cr_expect_eq(past[0].level, 1);
    cr_expect_str_eq(past[0].because, "Fel person");
    cr_expect_eq(past[1].level, 2);
    cr_expect_str_eq(past[1].because, "Hon kan");
    cr_expect_eq(past[1].unmet, 1, "the first one's grounds stand as they were");
}

Test(staircase_bad_luck, shows_at_once_that_a_signature_has_lapsed_also_to_the_unit_and_to_a_simulation)
{
    struct staircase_outcome *outcomes;
    struct coverage coverage;
    const struct coverage_request own = {.unit = "ekb"};
    staircase("norm: {title: Normen}", "{competence: norm, autonomy: 3}");
    site_fixture_publish(&fixture);
    fixture_ok(site_fixture_sign(&fixture, "bo", "anna", "normen"));
    fixture_ok(site_fixture_decide(&fixture, "cecilia", "anna", 2));
    site_fixture_step(&fixture, "normen",
                      "due: week 2\nsignoff: mentor\ncompetences: {norm: 3}\nrevisions:\n"
                      "  - {n: 2, date: 2026-03-09, class: legal, note: Ny lag}\n"
                      "  - {n: 1, date: 2026-01-01, class: substantive, note: Först}\n",
                      "Ny text.");
    site_fixture_publish(&fixture);
    fixture_day("2026-03-08");
    (void)simulated(&(struct staircase_request){.unit = "ekb"}, &outcomes);
    cr_expect_eq(outcomes[0].would_be.level, 2);
    fixture_day("2026-03-09");
    (void)simulated(&(struct staircase_request){.unit = "ekb"}, &outcomes);
    cr_expect_str_eq(outcomes[0].person->id, "anna");
    cr_expect_eq(outcomes[0].now, 2, "nobody is moved by it");
    cr_expect_eq(outcomes[0].would_be.level, 1);
    cr_expect_str_eq(outcomes[0].would_be.blocked_by[0], "competence norm 3");
    cr_expect_eq(stands("anna").competences[0].given, 0);
    fixture_ok(coverage_read(site, &actor_operator, &own, &fixture.town.arena, &coverage));
    cr_expect_eq(coverage.competences[0].holder_count, 0);
}
