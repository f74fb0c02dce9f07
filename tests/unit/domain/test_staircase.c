/* Tests of the staircase: levels, what each kind of rule counts, decisions with their grounds, and simulation. */
#include "base/fail.h"
#include "domain/plan/added_step.h"
#include "domain/progress/decision.h"
#include "domain/progress/level.h"
#include "domain/signoff/step_action.h"
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

TestSuite(stair, .init = begin, .fini = finish, .timeout = 1200);

#define STAIRCASE(level2, level3)                                                                                      \
    "id: trappa\ntitle: Trappan\ncompetences:\n  norm:\n    title: Normen\n  mote: {title: Möte}\nlevels:\n"          \
    "  - {level: 1, title: Ny, rules: []}\n  - {level: 2, title: Van, rules: [" level2 "]}\n"                          \
    "  - {level: 3, title: Erfaren, rules: [" level3 "]}\n"

/* Publishes the staircase with these rules of level 2. */
static void rules_publish(const char *staircase)
{
    site_fixture_write(&fixture, "staircases/trappa.yaml", staircase);
    site_fixture_publish(&fixture);
}

static struct staircase_view anna_stands(void)
{
    struct staircase_view view;
    struct person anna = fixture_person(&fixture.town, "anna");
    fixture_ok(
        staircase_show(site, fixture_subject(site->records, &actor_operator, &anna), &fixture.town.arena, &view));
    return view;
}

static int sign_by(const char *step, const char *evidence, int autonomy)
{
    struct actor bo = fixture_actor(&fixture.town, "bo");
    struct signoff_new signing = {
        .person = subject_id("anna"), .step = step, .evidence = evidence, .autonomy = autonomy};
    return signoff_give(site, &bo, &signing);
}

static void expect_rule(const struct staircase_rule *rule, const char *id, int have, int need)
{
    cr_expect_str_eq(rule->id, id);
    cr_expect_eq(rule->have, have, "%s: has %d, not %d", id, rule->have, have);
    cr_expect_eq(rule->need, need, "%s: needs %d, not %d", id, rule->need, need);
    cr_expect_eq(rule->is_met, have >= need);
}

/* ---- levels ---- */

static int level_of(const char *person)
{
    int level = 0;
    fixture_ok(level_of_person(site, fixture_key(&fixture.town, person), &level));
    return level;
}

Test(stair, is_one_until_a_manager_decides)
{
    cr_expect_eq(level_of("anna"), 1);
    fixture_ok(site_fixture_decide(&fixture, "cecilia", "anna", 2));
    cr_expect_eq(level_of("anna"), 2);
    fixture_ok(site_fixture_decide(&fixture, "cecilia", "anna", 1));
    cr_expect_eq(level_of("anna"), 1);
}

Test(stair, is_a_managers_to_decide)
{
    const char *sentence = "person 'anna': only a manager of the person decides this";
    fixture_expect_failure(site_fixture_decide(&fixture, "bo", "anna", 2), FAIL_DENIED, sentence);
    fixture_expect_failure(site_fixture_decide(&fixture, "anna", "anna", 2), FAIL_DENIED, sentence);
    fixture_expect_failure(site_fixture_decide(&fixture, "stina", "anna", 2), FAIL_NOT_FOUND,
                           "person 'anna': no such person");
    fixture_expect_failure(site_fixture_decide(&fixture, "cecilia", "cecilia", 2), FAIL_DENIED,
                           "person 'cecilia': only a manager of the person decides this");
    fixture_expect_failure(site_fixture_decide(&fixture, "cecilia", "anna", 4), FAIL_INPUT,
                           "level 4: staircase 'trappa' has no such level");
}

Test(stair, of_two_is_the_one_that_the_programme_leads_to_then_the_one_that_is_set)
{
    struct staircase_view view;
    struct person lars = fixture_person(&fixture.town, "lars");
    struct actor stina = fixture_actor(&fixture.town, "stina");
    site_fixture_write(&fixture, "staircases/annan.yaml",
                       "id: annan\ntitle: Annan\nlevels:\n  - {level: 1, title: En, rules: []}\n"
                       "  - {level: 2, title: Två, rules: [{months: 1}]}\n");
    site_fixture_publish(&fixture);
    cr_expect_str_eq(anna_stands().staircase->id, "trappa");
    fixture_ok(
        staircase_show(site, fixture_subject(site->records, &actor_operator, &lars), &fixture.town.arena, &view));
    cr_expect_null(view.staircase);
    fixture_expect_failure(site_fixture_decide(&fixture, "stina", "lars", 2), FAIL_RULE,
                           "person 'lars': no plan leads to a staircase, and there is not just one");
    fixture_expect_failure(staircase_choose(site, &stina, subject_id("lars"), "ingen"), FAIL_NOT_FOUND,
                           "staircase 'ingen': no such staircase");
    fixture_ok(staircase_choose(site, &stina, subject_id("lars"), "annan"));
    fixture_ok(site_fixture_decide(&fixture, "stina", "lars", 2));
    cr_expect_eq(level_of("lars"), 2);
    fixture_ok(staircase_choose(site, &stina, subject_id("lars"), "trappa"));
    cr_expect_eq(level_of("lars"), 1, "a level is one of its staircase");
}

/* ---- rules ---- */

Test(stair, counts_whole_months_from_the_profession_else_from_the_first_plan)
{
    const int since = fixture_date("2025-08-31");
    rules_publish(STAIRCASE("{months: 6}", "{months: 12}"));
    fixture_day("2026-09-01");
    struct staircase_view view = anna_stands();
    expect_rule(&view.rules[0], "months 6", 5, 6);
    cr_expect_eq(view.rules[0].earliest, fixture_date("2026-09-02"));
    cr_expect_eq(view.earliest, fixture_date("2026-09-02"));
    fixture_day("2026-09-02");
    cr_expect(anna_stands().is_met);
    fixture_ok(person_set(site->records, &actor_operator, subject_id("anna"),
                          &(struct person_change){.in_profession_since = &since}));
    fixture_day("2026-02-27");
    view = anna_stands();
    expect_rule(&view.rules[0], "months 6", 5, 6);
    cr_expect_eq(view.earliest, fixture_date("2026-02-28"), "the month's last day");
    fixture_day("2026-02-28");
    cr_expect(anna_stands().is_met);
    fixture_day("2026-03-02");
}

Test(stair, counts_a_programme_when_all_of_it_is_done_signed_recognised_or_written_off)
{
    const char *none[] = {"valkommen", "fritt", "sent"};
    struct actor cecilia = fixture_actor(&fixture.town, "cecilia");
    expect_rule(&anna_stands().rules[0], "programme introduktion", 0, 8);
    for (size_t i = 0; i < COUNT_OF(none); i++)
        fixture_ok(step_done(site, &actor_operator, subject_id("anna"), none[i]));
    fixture_ok(step_done(site, &actor_operator, subject_id("anna"), "sjalv"));
    fixture_ok(site_fixture_sign(&fixture, "cecilia", "anna", "sekretess"));
    fixture_ok(site_fixture_sign(&fixture, "bo", "anna", "normen"));
    fixture_ok(step_recognise(site, &cecilia, subject_id("anna"), "bara-socionom", "Har gjort det förr"));
    expect_rule(&anna_stands().rules[0], "programme introduktion", 7, 8);
    fixture_ok(step_skip(site, &cecilia, subject_id("anna"), "besok", "Senare", fixture_date("2026-04-01")));
    expect_rule(&anna_stands().rules[0], "programme introduktion", 7, 8);
    fixture_ok(step_defer(site, &cecilia, subject_id("anna"), "besok", "Behövs inte", DAY_NONE));
    expect_rule(&anna_stands().rules[0], "programme introduktion", 8, 8);
}

Test(stair, counts_a_step_of_the_programme_when_the_one_instead_of_it_is_done)
{
    const struct added_step_new instead = {.person = subject_id("anna"),
                                           .step = "annat",
                                           .instead_of = "fritt",
                                           .because = "Passar bättre",
                                           .due = DAY_NONE};
    struct actor cecilia = fixture_actor(&fixture.town, "cecilia");
    site_fixture_write(&fixture, "cases/annat.md", "---\nid: annat\ntitle: Annat\nkind: case\n---\n\nText.\n");
    site_fixture_publish(&fixture);
    fixture_ok(added_step_add(site, &cecilia, &instead));
    expect_rule(&anna_stands().rules[0], "programme introduktion", 0, 8);
    fixture_ok(step_done(site, &actor_operator, subject_id("anna"), "annat"));
    expect_rule(&anna_stands().rules[0], "programme introduktion", 1, 8);
    fixture_ok(added_step_remove(site, &cecilia, subject_id("anna"), "annat", "Ändrat"));
    expect_rule(&anna_stands().rules[0], "programme introduktion", 0, 8);
}

Test(stair, is_no_longer_led_to_by_a_programme_from_the_day_it_has_ended)
{
    struct actor cecilia = fixture_actor(&fixture.town, "cecilia");
    site_fixture_write(&fixture, "staircases/annan.yaml",
                       "id: annan\ntitle: Annan\nlevels:\n  - {level: 1, title: En, rules: []}\n");
    site_fixture_publish(&fixture);
    cr_expect_str_eq(anna_stands().staircase->id, "trappa");
    fixture_ok(site_fixture_decide(&fixture, "cecilia", "anna", 2));
    fixture_ok(staircase_choose(site, &cecilia, subject_id("anna"), "annan"));
    cr_expect_eq(level_of("anna"), 2, "the programme that runs goes before what was set");
    fixture_ok(plan_end(site, &cecilia, subject_id("anna"), "introduktion", "Slutar"));
    cr_expect_str_eq(anna_stands().staircase->id, "annan");
    cr_expect_eq(level_of("anna"), 1);
}

Test(stair, counts_signatures_at_the_autonomy_and_those_observed_where_the_rule_says)
{
    rules_publish(STAIRCASE("{competence: norm, autonomy: 3}, {competence: norm, autonomy: 3, observed: 1}",
                            "{competence: mote, autonomy: 1}"));
    fixture_ok(sign_by("normen", "reported", 2));
    expect_rule(&anna_stands().rules[0], "competence norm 3", 0, 1);
    struct actor bo = fixture_actor(&fixture.town, "bo");
    fixture_ok(signoff_reopen(site, &bo, subject_id("anna"), "normen", "En gång till"));
    fixture_ok(sign_by("normen", "reported", 4));
    expect_rule(&anna_stands().rules[0], "competence norm 3", 1, 1);
    expect_rule(&anna_stands().rules[1], "competence norm 3 observed 1", 0, 1);
    fixture_ok(signoff_reopen(site, &bo, subject_id("anna"), "normen", "Nu såg jag"));
    fixture_ok(sign_by("normen", "observed", 3));
    expect_rule(&anna_stands().rules[1], "competence norm 3 observed 1", 1, 1);
    cr_expect(anna_stands().is_met);
}

Test(stair, forgets_a_signature_that_has_lapsed_at_once)
{
    rules_publish(STAIRCASE("{competence: norm, autonomy: 3}", ""));
    fixture_ok(sign_by("normen", "observed", 3));
    cr_expect(anna_stands().is_met);
    site_fixture_step(&fixture, "normen",
                      "due: week 2\nsignoff: mentor\ncompetences: {norm: 3}\nrevisions:\n"
                      "  - {n: 2, date: 2026-03-09, class: legal, note: Ny lag}\n"
                      "  - {n: 1, date: 2026-01-01, class: substantive, note: Först}\n",
                      "Ny text.");
    site_fixture_publish(&fixture);
    cr_expect(anna_stands().is_met, "it stands until the law applies");
    fixture_day("2026-03-09");
    expect_rule(&anna_stands().rules[0], "competence norm 3", 0, 1);
}

Test(stair, offers_the_steps_that_lead_to_what_is_missing_and_shows_a_gap)
{
    rules_publish(STAIRCASE("{competence: norm, autonomy: 3}, {competence: mote, autonomy: 1}", ""));
    struct staircase_view view = anna_stands();
    cr_assert_eq(view.rules[0].offer_count, 1);
    cr_expect_str_eq(view.rules[0].offers[0].step, "normen");
    cr_expect(view.rules[0].offers[0].is_planned);
    cr_expect_str_eq(view.rules[0].title, "Normen");
    cr_expect_eq(view.rules[1].offer_count, 0);
    cr_expect_eq(view.rules[1].earliest, DAY_NONE);
    cr_expect_eq(view.earliest, DAY_NONE, "nobody can say when");
}

/* ---- decisions ---- */

Test(stair, keeps_what_a_decision_rested_on)
{
    struct staircase_history_row *past;
    size_t count;
    struct actor cecilia = fixture_actor(&fixture.town, "cecilia"), hanna = fixture_actor(&fixture.town, "hanna");
    struct person anna = fixture_person(&fixture.town, "anna");
    const char *confirmed[] = {"Har hållit ett möte"};
    struct staircase_decision decision = {
        .person = subject_id("anna"), .level = 2, .because = "Hon kan", .confirmed = confirmed};
    int unmet = 0;
    rules_publish(STAIRCASE("{competence: norm, autonomy: 3}, {responsibility: Har hållit ett möte}, {months: 6}", ""));
    fixture_ok(sign_by("normen", "observed", 3));
    fixture_ok(staircase_decide(site, &cecilia, &decision, &unmet));
    cr_expect_eq(unmet, 2);
    decision.confirmed_count = 1;
    fixture_ok(staircase_decide(site, &cecilia, &decision, &unmet));
    cr_expect_eq(unmet, 1, "what is confirmed is met");
    fixture_ok(
        staircase_history(site, fixture_subject(site->records, &cecilia, &anna), &fixture.town.arena, &past, &count));
    cr_assert_eq(count, 2);
    cr_expect_eq(past[0].rules, 3);
    cr_expect_eq(past[0].unmet, 1);
    cr_expect_eq(past[0].signoffs, 1);
    cr_expect_str_eq(past[0].because, "Hon kan");
    fixture_ok(
        staircase_history(site, fixture_subject(site->records, &hanna, &anna), &fixture.town.arena, &past, &count));
    cr_expect_null(past[0].because, "HR sees that and when, not why");
    confirmed[0] = "Något annat";
    fixture_expect_failure(staircase_decide(site, &cecilia, &decision, NULL), FAIL_INPUT,
                           "level 2 does not ask for the responsibility 'Något annat'");
}

/* ---- simulation ---- */

static const struct staircase_outcome *simulated(const char *person, const char *file)
{
    struct staircase_outcome *outcomes;
    size_t count;
    const struct staircase_request asking = {.file = file};
    fixture_ok(staircase_simulate(site, &actor_operator, &asking, &fixture.town.arena, &outcomes, &count));
    for (size_t i = 0; i < count; i++)
        if (strcmp(outcomes[i].person->id, person) == 0)
            return &outcomes[i];
    static const struct staircase_outcome missing = {.now = -1, .would_be.level = -1};
    return &missing;
}

Test(stair, simulates_a_changed_file_for_everybody)
{
    char path[FILE_TEMPORARY_BYTES + 16];
    snprintf(path, sizeof path, "%s/utkast.yaml", fixture.town.folder);
    site_fixture_write(&fixture, path, STAIRCASE("{competence: norm, autonomy: 3}", "{months: 12}"));
    fixture_ok(sign_by("normen", "observed", 3));
    const struct staircase_outcome *anna = simulated("anna", NULL);
    cr_expect_eq(anna->now, 1);
    cr_expect_eq(anna->would_be.level, 1);
    cr_assert_eq(anna->would_be.blocked_count, 1);
    cr_expect_str_eq(anna->would_be.blocked_by[0], "programme introduktion");
    anna = simulated("anna", path);
    cr_expect_eq(anna->would_be.level, 2);
    cr_expect_str_eq(anna->would_be.blocked_by[0], "months 12");
    cr_expect_eq(simulated("bo", path)->would_be.level, 1);
}

Test(stair, says_where_a_changed_file_is_wrong)
{
    char path[FILE_TEMPORARY_BYTES + 16], sentence[256];
    struct staircase_outcome *outcomes;
    size_t count;
    struct staircase_request asking = {.file = path};
    snprintf(path, sizeof path, "%s/utkast.yaml", fixture.town.folder);
    site_fixture_write(&fixture, path, "id: trappa\ntitle: T\nlevels:\n  - {level: ett, title: Ny}\n");
    int result = staircase_simulate(site, &actor_operator, &asking, &fixture.town.arena, &outcomes, &count);
    cr_expect_eq(result, FAIL_INPUT);
    snprintf(sentence, sizeof sentence, "%s:4:13: ", path);
    cr_expect_eq(strncmp(fail_sentence(), sentence, strlen(sentence)), 0, "%s", fail_sentence());
}

Test(stair, shows_a_manager_only_those_below_in_a_simulation)
{
    struct staircase_outcome *outcomes;
    size_t count;
    struct actor stina = fixture_actor(&fixture.town, "stina");
    const struct staircase_request asking = {0};
    fixture_ok(staircase_simulate(site, &stina, &asking, &fixture.town.arena, &outcomes, &count));
    for (size_t i = 0; i < count; i++)
        cr_expect_str_neq(outcomes[i].person->id, "anna");
}

Test(stair, shows_no_levels_to_whoever_only_keeps_the_accounts)
{
    struct staircase_outcome *outcomes;
    size_t count = 1;
    struct actor adam = fixture_actor(&fixture.town, "adam");
    const struct staircase_request asking = {0};
    fixture_ok(staircase_simulate(site, &adam, &asking, &fixture.town.arena, &outcomes, &count));
    cr_assert_eq(count, 1, "adam himself");
    cr_expect_str_eq(outcomes[0].person->id, "adam");
}

/* ---- both views ---- */

Test(stair, shows_ones_own_view_beside_what_is_signed_but_not_to_hr)
{
    struct staircase_view view;
    struct person anna = fixture_person(&fixture.town, "anna");
    struct actor self = fixture_actor(&fixture.town, "anna"), hanna = fixture_actor(&fixture.town, "hanna");
    const struct self_assessment said = {"norm", 4}, unknown = {"dans", 1}, wrong = {"norm", 6};
    fixture_ok(self_assessment_write(site, &self, subject_id("anna"), &said, 1));
    int64_t events = fixture_events(&fixture.town);
    fixture_ok(self_assessment_write(site, &self, subject_id("anna"), &said, 1));
    cr_expect_eq(fixture_events(&fixture.town), events, "the same again is nothing new");
    fixture_expect_failure(self_assessment_write(site, &self, subject_id("anna"), &unknown, 1), FAIL_NOT_FOUND,
                           "competence 'dans': the staircase of the person has no such competence");
    fixture_expect_failure(self_assessment_write(site, &self, subject_id("anna"), &wrong, 1), FAIL_INPUT,
                           "competence 'norm': 6 is no autonomy, which is 1 to 5");
    fixture_ok(sign_by("normen", "observed", 2));
    view = anna_stands();
    cr_assert_eq(view.competence_count, 1);
    cr_expect_eq(view.competences[0].own, 4);
    cr_expect_eq(view.competences[0].given, 2);
    cr_expect_eq(view.competences[0].observed, 1);
    fixture_ok(staircase_show(site, fixture_subject(site->records, &hanna, &anna), &fixture.town.arena, &view));
    cr_expect_not(view.shows_own);
    cr_expect_eq(view.competences[0].own, 0);
    cr_expect_eq(view.competences[0].given, 2);
}
