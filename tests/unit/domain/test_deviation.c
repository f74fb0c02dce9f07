/* Tests of plans that bend: leave and part-time told, changed and taken back; steps added and replaced; decisions that
 * meet each other; debts; several programmes; what all of it does to the end. */
#include "domain/plan/deviation.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/plan/added_step.h"
#include "domain/plan/caseload.h"
#include "domain/progress/decision.h"
#include "domain/progress/deferral.h"
#include "domain/progress/state.h"
#include "domain/signoff/step_action.h"
#include "site_fixture.h"

#include <criterion/criterion.h>

static struct site_fixture fixture;
static struct site *site;

/* A second programme with a step of its own that shares `valkommen`. */
static void second_programme(void)
{
    site_fixture_write(&fixture, "programmes/mentor/programme.yaml",
                       "id: mentor\ntitle: Mentorsprogram\nphases:\n  - {id: ett, title: Ett, also: [valkommen]}\n");
    site_fixture_write(&fixture, "programmes/mentor/01-ett/handleda.md",
                       "---\nid: handleda\ntitle: Handleda\ndue: week 1\n---\n\nLyssna.\n");
    site_fixture_publish(&fixture);
}

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

TestSuite(deviation, .init = begin, .fini = finish, .timeout = 1200);

static struct actor as(const char *person)
{
    return fixture_actor(&fixture.town, person);
}

static void expect_due(const char *step, const char *expected)
{
    char date[DAY_TEXT_BYTES];
    struct plan plan = site_fixture_plan(&fixture, "anna");
    const struct plan_item *item = site_fixture_find(&plan, step);
    cr_assert_not_null(item, "%s", step);
    cr_expect_str_eq(day_format(item->due, date), expected, "%s: %s", step, date);
}

static int leave(const char *first, const char *last)
{
    struct leave days = {fixture_date(first), last ? fixture_date(last) : DAY_NONE, LEAVE_PARENTAL};
    return plan_add_leave(site, &actor_operator, subject_id("anna"), &days);
}

static struct deviations deviations(void)
{
    struct deviations found;
    struct plan *plan = arena_zeroed(&fixture.town.arena, sizeof *plan);
    *plan = site_fixture_plan(&fixture, "anna");
    fixture_ok(deviations_of(site, fixture_subject(site->records, &actor_operator, &plan->person), plan,
                             &fixture.town.arena, &found));
    return found;
}

static void expect_end(const struct deviations *found, const char *end, const char *template_end)
{
    char date[DAY_TEXT_BYTES];
    cr_expect_str_eq(day_format(found->end, date), end, "%s", date);
    cr_expect_str_eq(day_format(found->template_end, date), template_end, "%s", date);
}

/* ---- leave and part-time ---- */

Test(deviation, leave_told_twice_is_one_leave)
{
    fixture_ok(leave("2026-03-09", "2026-03-13"));
    fixture_expect_failure(leave("2026-03-09", "2026-03-13"), FAIL_RULE, "person 'anna': this leave is told already");
    fixture_expect_failure(leave("2026-03-10", "2026-03-12"), FAIL_RULE,
                           "person 'anna': the leave 2026-03-09..2026-03-13 has these days already");
    expect_due("normen", "2026-03-20");
    fixture_ok(leave("2026-03-11", "2026-03-17")); /* overlaps: seven working days in all */
    expect_due("normen", "2026-03-24");
}

Test(deviation, leave_until_further_notice_gets_its_end)
{
    fixture_ok(leave("2026-03-09", NULL));
    expect_due("sjalv", "2026-03-06");
    expect_due("normen", "");
    struct deviations found = deviations();
    cr_expect(found.is_end_open);
    fixture_day("2026-03-23");
    fixture_ok(leave("2026-03-09", "2026-03-20"));
    expect_due("normen", "2026-03-27");
    cr_expect_not(deviations().is_end_open);
}

Test(deviation, leave_taken_back_is_as_if_never_told)
{
    fixture_ok(leave("2026-03-09", "2026-03-13"));
    fixture_ok(plan_add_share(site, &actor_operator, subject_id("anna"), 50, fixture_date("2026-03-16")));
    fixture_expect_failure(plan_add_share(site, &actor_operator, subject_id("anna"), 50, fixture_date("2026-03-16")),
                           FAIL_RULE, "person 'anna': this share is told already");
    fixture_ok(plan_remove_leave(site, &actor_operator, subject_id("anna"), fixture_date("2026-03-09")));
    fixture_ok(plan_remove_share(site, &actor_operator, subject_id("anna"), fixture_date("2026-03-16")));
    expect_due("normen", "2026-03-13");
    expect_due("sent", "2026-04-01");
    fixture_expect_failure(plan_remove_leave(site, &actor_operator, subject_id("anna"), fixture_date("2026-03-09")),
                           FAIL_NOT_FOUND, "person 'anna': no leave begins on 2026-03-09");
    fixture_expect_failure(plan_remove_share(site, &actor_operator, subject_id("anna"), fixture_date("2026-03-16")),
                           FAIL_NOT_FOUND, "person 'anna': no share begins on 2026-03-16");
}

Test(deviation, part_time_told_late_leaves_what_had_passed)
{
    fixture_day("2026-03-16");
    fixture_ok(plan_add_share(site, &actor_operator, subject_id("anna"), 50, fixture_date("2026-03-02")));
    expect_due("normen", "2026-03-13");
    expect_due("besok", "2026-04-14"); /* thirty working days from 2 March, over Easter */
    fixture_ok(plan_add_share(site, &actor_operator, subject_id("anna"), 100, fixture_date("2026-03-02")));
    expect_due("besok", "2026-03-20");
}

Test(deviation, leave_holds_for_a_plan_that_begins_later)
{
    second_programme();
    fixture_ok(leave("2026-03-09", "2026-03-13"));
    fixture_ok(plan_add_share(site, &actor_operator, subject_id("anna"), 50, fixture_date("2026-03-02")));
    fixture_ok(plan_start(site, &actor_operator, subject_id("anna"), "mentor", fixture_date("2026-03-09")));
    struct plan plan = site_fixture_plan(&fixture, "anna");
    char date[DAY_TEXT_BYTES];
    cr_expect_str_eq(plan.programme, "mentor");
    cr_expect_str_eq(day_format(site_fixture_find(&plan, "handleda")->due, date), "2026-03-27", "%s", date);
}

/* ---- steps for one person ---- */

static int add(const char *step, const char *instead_of, const char *due)
{
    struct actor cecilia = as("cecilia");
    return added_step_add(site, &cecilia,
                          &(struct added_step_new){.person = subject_id("anna"),
                                                   .step = step,
                                                   .instead_of = instead_of,
                                                   .due = due ? fixture_date(due) : DAY_NONE,
                                                   .because = "Behövs här"});
}

Test(deviation, a_step_from_elsewhere_is_added_with_its_own_date)
{
    second_programme();
    fixture_ok(add("handleda", NULL, "2026-04-10"));
    fixture_expect_failure(add("handleda", NULL, NULL), FAIL_RULE, "step 'handleda': is in the plan already");
    fixture_expect_failure(add("normen", NULL, NULL), FAIL_RULE, "step 'normen': is in the plan already");
    expect_due("handleda", "2026-04-10");
    struct deviations found = deviations();
    expect_end(&found, "2026-04-10", "2026-04-01");
    cr_assert_eq(found.count, 1);
    cr_expect_eq(found.items[0].kind, DEVIATION_ADDED);
    cr_expect_str_eq(found.items[0].because, "Behövs här");
    cr_expect_str_eq(found.items[0].by_name, "Cecilia Ström");
    cr_expect(found.items[0].moves_end);
    fixture_ok(leave("2026-03-09", "2026-03-13"));
    expect_due("handleda", "2026-04-17");
    fixture_ok(added_step_remove(site, &actor_operator, subject_id("anna"), "handleda", "Behövs inte"));
    struct plan plan = site_fixture_plan(&fixture, "anna");
    cr_expect_null(site_fixture_find(&plan, "handleda"));
    fixture_expect_failure(added_step_remove(site, &actor_operator, subject_id("anna"), "handleda", "Igen"),
                           FAIL_NOT_FOUND, "step 'handleda': was not added to the plan of person 'anna'");
}

Test(deviation, a_replaced_step_keeps_its_history_and_comes_back)
{
    struct actor bo = as("bo");
    second_programme();
    fixture_ok(signoff_request(site, &actor_operator, subject_id("anna"), "normen", false));
    fixture_expect_failure(add("handleda", "normen", NULL), FAIL_RULE,
                           "step 'normen': waits for a signature; have it signed or sent back first");
    fixture_ok(signoff_return(site, &bo, subject_id("anna"), "normen", "Läs igen"));
    fixture_expect_failure(add("handleda", "finns-inte", NULL), FAIL_RULE, "step 'finns-inte': is not in the plan");
    fixture_ok(add("handleda", "normen", NULL));
    struct plan plan = site_fixture_plan(&fixture, "anna");
    const struct plan_item *item = site_fixture_find(&plan, "handleda");
    cr_expect_null(site_fixture_find(&plan, "normen"));
    cr_assert_not_null(item);
    cr_expect_str_eq(item->instead_of, "normen");
    expect_due("handleda", "2026-03-13"); /* the date of the one it stands for */
    cr_expect_eq(site_fixture_item(&fixture, "anna", "normen").state, STATE_RETURNED);
    fixture_expect_failure(
        added_step_add(site, &bo, &(struct added_step_new){.person = subject_id("anna"), .step = "fritt"}), FAIL_DENIED,
        "person 'anna': only a manager of the person decides this");
    fixture_ok(added_step_remove(site, &actor_operator, subject_id("anna"), "handleda", "Ändå inte"));
    expect_due("normen", "2026-03-13");
}

Test(deviation, what_is_done_is_not_replaced_and_a_stand_in_that_is_gone_gives_way)
{
    second_programme();
    fixture_ok(step_done(site, &actor_operator, subject_id("anna"), "fritt"));
    fixture_expect_failure(add("handleda", "fritt", NULL), FAIL_RULE,
                           "step 'fritt': is done already, so there is nothing to replace");
    fixture_ok(add("handleda", "sent", NULL));
    site_fixture_write(&fixture, "programmes/mentor/01-ett/handleda.md",
                       "---\nid: annat\ntitle: Annat\ndue: week 1\n---\n\nLyssna.\n");
    site_fixture_publish(&fixture);
    expect_due("sent", "2026-04-01");
    struct deviations found = deviations();
    cr_assert_eq(found.count, 1);
    cr_expect_not(found.items[0].is_in_use);
    cr_expect_eq(add("handleda", NULL, NULL), FAIL_RULE); /* a decision about a step that has just left */
}

/* What the plan shows and what the survey of many plans counts are the same. */
Test(deviation, summaries_count_own_steps_as_the_plan_does)
{
    struct plan_summary *summaries;
    size_t count = 0;
    second_programme();
    fixture_ok(add("handleda", "normen", NULL));
    fixture_ok(plan_start(site, &actor_operator, subject_id("lars"), "mentor", fixture_date("2026-03-02")));
    fixture_ok(added_step_add(
        site, &actor_operator,
        &(struct added_step_new){
            .person = subject_id("lars"), .step = "sjalv", .due = fixture_date("2026-03-03"), .because = "Tidigt"}));
    fixture_ok(step_done(site, &actor_operator, subject_id("anna"), "handleda"));
    fixture_day("2026-03-11");
    fixture_ok(plan_summaries(site, &actor_operator, NULL, &fixture.town.arena, &summaries, &count));
    cr_assert_eq(count, 2);
    for (size_t i = 0; i < count; i++) {
        struct plan plan = site_fixture_plan(&fixture, summaries[i].person.id);
        int finished = 0, late = 0;
        for (size_t j = 0; j < plan.count; j++) {
            finished += plan_item_is_finished(&plan.items[j]);
            late += plan.items[j].is_late;
        }
        cr_expect_eq(summaries[i].steps, (int)plan.count, "%s", summaries[i].person.id);
        cr_expect_eq(summaries[i].finished, finished, "%s", summaries[i].person.id);
        cr_expect_eq(summaries[i].late, late, "%s", summaries[i].person.id);
    }
}

/* ---- background ---- */

Test(deviation, another_background_takes_away_only_what_was_not_done)
{
    fixture_ok(
        person_set(site->records, &actor_operator, subject_id("anna"), &(struct person_change){.background = "annan"}));
    struct plan plan = site_fixture_plan(&fixture, "anna");
    cr_expect_null(site_fixture_find(&plan, "bara-socionom"));
    struct deviations found = deviations();
    cr_assert_eq(found.count, 1);
    cr_expect_eq(found.items[0].kind, DEVIATION_BACKGROUND);
    cr_expect_not(found.items[0].moves_end);
    fixture_ok(person_set(site->records, &actor_operator, subject_id("anna"),
                          &(struct person_change){.background = "socionom"}));
    fixture_ok(step_done(site, &actor_operator, subject_id("anna"), "bara-socionom"));
    fixture_ok(
        person_set(site->records, &actor_operator, subject_id("anna"), &(struct person_change){.background = "annan"}));
    plan = site_fixture_plan(&fixture, "anna");
    cr_assert_not_null(site_fixture_find(&plan, "bara-socionom"));
    cr_expect_eq(site_fixture_find(&plan, "bara-socionom")->state, STATE_DONE);
}

/* ---- decisions ---- */

Test(deviation, the_second_to_decide_is_told_who_did_and_when)
{
    struct actor cecilia = as("cecilia"), frida = as("frida");
    int64_t events;
    fixture_ok(step_skip(site, &cecilia, subject_id("anna"), "normen", "Kursen är full", fixture_date("2026-06-01")));
    events = fixture_events(&fixture.town);
    fixture_expect_failure(step_skip(site, &frida, subject_id("anna"), "normen", "Hinner inte", DAY_NONE), FAIL_RULE,
                           "step 'normen': was skipped already, by Cecilia Ström, 2026-03-02 09:00");
    cr_expect_eq(fixture_events(&fixture.town), events);
    fixture_ok(step_recognise(site, &frida, subject_id("anna"), "normen", "Arbetade med det i Umeå"));
    fixture_expect_failure(step_skip(site, &cecilia, subject_id("anna"), "normen", "Full", DAY_NONE), FAIL_RULE,
                           "step 'normen': was recognised already, by Frida Ång, 2026-03-02 09:00");
}

Test(deviation, a_day_that_has_passed_is_no_day_for_a_debt)
{
    fixture_expect_failure(
        step_skip(site, &actor_operator, subject_id("anna"), "normen", "Full", fixture_date("2026-03-01")), FAIL_INPUT,
        "'2026-03-01' has passed");
    fixture_ok(step_skip(site, &actor_operator, subject_id("anna"), "normen", "Full", fixture_date("2026-03-02")));
    fixture_expect_failure(
        step_defer(site, &actor_operator, subject_id("anna"), "normen", NULL, fixture_date("2026-03-01")), FAIL_INPUT,
        "'2026-03-01' has passed");
}

static size_t deferral_count(bool *ret_is_due)
{
    struct deferral *deferrals;
    size_t count = 0;
    struct person anna = fixture_person(&fixture.town, "anna");
    fixture_ok(deferrals_of(site, fixture_subject(site->records, &actor_operator, &anna), &fixture.town.arena,
                            &deferrals, &count));
    *ret_is_due = count && deferrals[0].is_due;
    return count;
}

Test(deviation, doing_the_step_repays_the_debt)
{
    bool is_due = true;
    fixture_ok(step_skip(site, &actor_operator, subject_id("anna"), "fritt", "Senare", fixture_date("2026-03-20")));
    cr_expect_eq(deferral_count(&is_due), 1);
    cr_expect_not(is_due);
    fixture_day("2026-03-20");
    cr_expect_eq(deferral_count(&is_due), 1);
    cr_expect(is_due);
    fixture_ok(step_done(site, &actor_operator, subject_id("anna"), "fritt"));
    cr_expect_eq(deferral_count(&is_due), 0);
    cr_expect_eq(site_fixture_item(&fixture, "anna", "fritt").state, STATE_DONE);
    fixture_ok(step_skip(site, &actor_operator, subject_id("anna"), "normen", "Senare", fixture_date("2026-04-20")));
    fixture_ok(site_fixture_sign(&fixture, "bo", "anna", "normen"));
    cr_expect_eq(deferral_count(&is_due), 0);
}

Test(deviation, a_debt_of_a_step_that_is_gone_can_be_written_off)
{
    bool is_due = false;
    fixture_ok(step_skip(site, &actor_operator, subject_id("anna"), "fritt", "Senare", fixture_date("2026-03-20")));
    site_fixture_remove(&fixture, "fritt");
    site_fixture_publish(&fixture);
    cr_expect_eq(deferral_count(&is_due), 1);
    cr_expect_eq(step_defer(site, &actor_operator, subject_id("anna"), "fritt", NULL, fixture_date("2026-05-20")),
                 FAIL_RULE);
    fixture_ok(step_defer(site, &actor_operator, subject_id("anna"), "fritt", "Utgår", DAY_NONE));
    cr_expect_eq(deferral_count(&is_due), 0);
    cr_expect_eq(step_skip(site, &actor_operator, subject_id("anna"), "fritt", "Utgår", DAY_NONE), FAIL_RULE);
}

Test(deviation, a_decision_taken_back_leaves_what_stood_before)
{
    fixture_ok(step_skip(site, &actor_operator, subject_id("anna"), "normen", "Full", DAY_NONE));
    fixture_ok(step_undo(site, &actor_operator, subject_id("anna"), "normen", "Det blev en plats"));
    cr_expect_eq(site_fixture_item(&fixture, "anna", "normen").state, STATE_TODO);
    fixture_expect_failure(step_undo(site, &actor_operator, subject_id("anna"), "normen", "Igen"), FAIL_RULE,
                           "step 'normen': is neither skipped nor recognised");
    fixture_ok(step_recognise(site, &actor_operator, subject_id("anna"), "normen", "Kan det"));
    fixture_ok(step_undo(site, &actor_operator, subject_id("anna"), "normen", "Fel person"));
    struct plan_item item = site_fixture_item(&fixture, "anna", "normen");
    cr_expect_eq(item.state, STATE_TODO);
    cr_expect_eq(item.done_revision, 0);
}

Test(deviation, what_was_recognised_lapses_like_what_was_done)
{
    fixture_ok(step_recognise(site, &actor_operator, subject_id("anna"), "normen", "Fem år i grannkommunen"));
    site_fixture_step(&fixture, "normen",
                      "due: week 2\nsignoff: mentor\ncompetences: {norm: 3}\nrevisions:\n"
                      "  - {n: 2, date: 2026-04-01, class: legal, note: Ny lag}\n"
                      "  - {n: 1, date: 2025-09-01, class: substantive, note: Första}\n",
                      "Ny text.");
    site_fixture_publish(&fixture);
    struct plan_item item = site_fixture_item(&fixture, "anna", "normen");
    cr_expect_eq(item.diff, REVISION_DIFF_READ);
    cr_expect(plan_item_is_finished(&item));
    fixture_day("2026-04-01");
    item = site_fixture_item(&fixture, "anna", "normen");
    cr_expect_eq(item.state, STATE_RECOGNISED);
    cr_expect_eq(item.diff, REVISION_DIFF_REDO);
    cr_expect_not(plan_item_is_finished(&item));
    fixture_ok(step_recognise(site, &actor_operator, subject_id("anna"), "normen", "Har gått kursen om nya lagen"));
    item = site_fixture_item(&fixture, "anna", "normen");
    cr_expect(plan_item_is_finished(&item));
}

/* ---- the end ---- */

Test(deviation, says_what_moves_the_end)
{
    fixture_ok(leave("2026-03-09", "2026-03-20"));
    fixture_ok(step_skip(site, &actor_operator, subject_id("anna"), "sjalv", "Kan det", DAY_NONE));
    struct deviations found = deviations();
    expect_end(&found, "2026-04-17", "2026-04-01");
    cr_assert_eq(found.count, 2);
    cr_expect_eq(found.items[0].kind, DEVIATION_LEAVE);
    cr_expect_eq(found.items[0].days, 10);
    cr_expect(found.items[0].moves_end);
    cr_expect_eq(found.items[1].kind, DEVIATION_SKIPPED);
    cr_expect_not(found.items[1].moves_end);
    fixture_ok(step_skip(site, &actor_operator, subject_id("anna"), "sent", "Behövs inte", DAY_NONE));
    found = deviations();
    expect_end(&found, "2026-04-07", "2026-04-01"); /* the visit of week 3, ten working days later */
    cr_expect(found.items[2].moves_end);
}

/* ---- several programmes ---- */

Test(deviation, a_step_in_two_programmes_is_done_once)
{
    second_programme();
    fixture_ok(plan_start(site, &actor_operator, subject_id("anna"), "mentor", fixture_date("2026-03-09")));
    struct person anna = fixture_person(&fixture.town, "anna");
    struct plan old, new;
    fixture_ok(step_done(site, &actor_operator, subject_id("anna"), "valkommen"));
    fixture_ok(plan_show(site, fixture_subject(site->records, &actor_operator, &anna), "introduktion",
                         &fixture.town.arena, &old));
    fixture_ok(
        plan_show(site, fixture_subject(site->records, &actor_operator, &anna), "mentor", &fixture.town.arena, &new));
    cr_expect_eq(site_fixture_find(&old, "valkommen")->state, STATE_DONE);
    cr_expect_eq(site_fixture_find(&new, "valkommen")->state, STATE_DONE);
    cr_expect_str_eq(site_fixture_item(&fixture, "anna", "handleda").programme_title, "Mentorsprogram");
    cr_expect_str_eq(site_fixture_item(&fixture, "anna", "normen").programme_title, "Introduktion");
    struct plan_choice *choices;
    size_t count = 0;
    fixture_ok(plan_choices(site, fixture_subject(site->records, &actor_operator, &anna), false, &fixture.town.arena,
                            &choices, &count));
    cr_assert_eq(count, 2);
    cr_expect_str_eq(choices[0].title, "Mentorsprogram");
}

Test(deviation, a_plan_ends_and_the_returning_keep_what_they_did)
{
    struct person anna = fixture_person(&fixture.town, "anna");
    struct plan plan;
    fixture_ok(step_done(site, &actor_operator, subject_id("anna"), "valkommen"));
    fixture_day("2026-03-20");
    fixture_expect_failure(plan_end(site, &actor_operator, subject_id("anna"), "introduktion", " "), FAIL_INPUT,
                           "the comment: some words are needed");
    fixture_ok(plan_end(site, &actor_operator, subject_id("anna"), "introduktion", "Slutar"));
    fixture_expect_failure(plan_end(site, &actor_operator, subject_id("anna"), "introduktion", "Slutar"), FAIL_RULE,
                           "person 'anna': the plan of programme 'introduktion' has ended");
    fixture_expect_failure(
        plan_show(site, fixture_subject(site->records, &actor_operator, &anna), NULL, &fixture.town.arena, &plan),
        FAIL_NOT_FOUND, "person 'anna': has no plan that runs");
    fixture_expect_failure(leave("2026-04-01", "2026-04-02"), FAIL_NOT_FOUND, "person 'anna': has no plan that runs");
    fixture_day("2026-09-01");
    fixture_ok(plan_start(site, &actor_operator, subject_id("anna"), "introduktion", fixture_date("2026-09-01")));
    plan = site_fixture_plan(&fixture, "anna");
    cr_expect_eq(plan.start, fixture_date("2026-09-01"));
    cr_expect_eq(site_fixture_find(&plan, "valkommen")->state, STATE_DONE);
    cr_expect_eq(site_fixture_find(&plan, "normen")->state, STATE_TODO);
}

Test(deviation, whoever_changes_unit_keeps_the_plan_and_gets_another_manager)
{
    struct actor cecilia = as("cecilia"), stina = as("stina");
    struct deferral *deferrals;
    size_t count = 0;
    fixture_ok(step_skip(site, &cecilia, subject_id("anna"), "fritt", "Senare", fixture_date("2026-03-20")));
    fixture_ok(person_set(site->records, &actor_operator, subject_id("anna"), &(struct person_change){.unit = "barn"}));
    fixture_expect_failure(step_defer(site, &cecilia, subject_id("anna"), "fritt", NULL, DAY_NONE), FAIL_NOT_FOUND,
                           "person 'anna': no such person");
    fixture_ok(deferrals_in(site, &stina, "barn", &fixture.town.arena, &deferrals, &count));
    cr_assert_eq(count, 1);
    cr_expect_str_eq(deferrals[0].by_name, "Cecilia Ström");
    fixture_ok(step_defer(site, &stina, subject_id("anna"), "fritt", "Behövs inte hos oss", DAY_NONE));
    struct plan plan = site_fixture_plan(&fixture, "anna");
    cr_expect_eq(plan.start, fixture_date("2026-03-02"));
}

/* ---- caseload ---- */

Test(deviation, keeps_planned_and_actual_cases_by_week)
{
    struct actor anna = as("anna"), bo = as("bo"), britt = as("britt"), cecilia = as("cecilia");
    struct caseload_week *weeks;
    size_t count = 0;
    fixture_ok(caseload_plan(site, &cecilia, subject_id("anna"), NULL, "0, 2 4,6"));
    fixture_expect_failure(caseload_plan(site, &cecilia, subject_id("anna"), NULL, "0 två"), FAIL_INPUT,
                           "'två' is not a number of cases from 0 to 200");
    cr_expect_eq(caseload_plan(site, &bo, subject_id("anna"), NULL, "0"), FAIL_DENIED);
    fixture_ok(caseload_report(site, &anna, subject_id("anna"), NULL, clock_today(), 1));
    fixture_ok(caseload_report(site, &bo, subject_id("anna"), NULL, clock_today(), 0));
    cr_expect_eq(caseload_report(site, &britt, subject_id("anna"), NULL, clock_today(), 0), FAIL_NOT_FOUND);
    fixture_expect_failure(caseload_report(site, &anna, subject_id("anna"), NULL, fixture_date("2026-03-11"), 1),
                           FAIL_INPUT, "the week of 2026-03-09 has not begun");
    fixture_expect_failure(caseload_report(site, &anna, subject_id("anna"), NULL, fixture_date("2026-02-27"), 1),
                           FAIL_INPUT, "the week of 2026-02-23 is not in the plan");
    struct plan plan = site_fixture_plan(&fixture, "anna");
    fixture_ok(caseload_of(site, fixture_subject(site->records, &bo, &plan.person), &plan, &fixture.town.arena, &weeks,
                           &count));
    cr_assert_eq(count, 4);
    cr_expect_eq(weeks[0].planned, 0);
    cr_expect_eq(weeks[0].actual, 0);
    cr_expect_eq(weeks[3].planned, 6);
    cr_expect_eq(weeks[3].actual, CASELOAD_NONE);
    fixture_ok(caseload_plan(site, &cecilia, subject_id("anna"), NULL, "1"));
    fixture_ok(caseload_of(site, fixture_subject(site->records, &bo, &plan.person), &plan, &fixture.town.arena, &weeks,
                           &count));
    cr_expect_eq(count, 1);
}
