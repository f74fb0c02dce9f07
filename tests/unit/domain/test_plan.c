/* Tests of plans: starting, shifting, showing, what changes later, and who may. */
#include "site_fixture.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/plan/reschedule.h"
#include "domain/plan/step_comment.h"
#include "domain/progress/decision.h"
#include "domain/progress/deferral.h"
#include "domain/progress/state.h"
#include "domain/signoff/step_action.h"

#include <criterion/criterion.h>
#include <string.h>

static struct site_fixture fixture;

static void begin(void)
{
    site_fixture_begin(&fixture);
    fixture_ok(
        plan_start(&fixture.site, &actor_operator, subject_id("anna"), "introduktion", fixture_date("2026-03-02")));
}

static void finish(void)
{
    site_fixture_verify(&fixture);
    site_fixture_end(&fixture);
}

TestSuite(plan, .init = begin, .fini = finish, .timeout = 1200);

static void expect_due(const char *step, const char *expected)
{
    char date[DAY_TEXT_BYTES];
    struct plan plan = site_fixture_plan(&fixture, "anna");
    const struct plan_item *item = site_fixture_find(&plan, step);
    cr_assert_not_null(item, "%s", step);
    cr_expect_str_eq(day_format(item->due, date), expected, "%s: %s", step, date);
}

static struct actor as(const char *person)
{
    return fixture_actor(&fixture.town, person);
}

Test(plan, shows_every_step_in_the_programmes_order)
{
    static const char *const order[] = {"valkommen", "sekretess", "sjalv",  "bara-socionom",
                                        "besok",     "fritt",     "normen", "sent"};
    struct plan plan = site_fixture_plan(&fixture, "anna");
    cr_assert_eq(plan.count, COUNT_OF(order));
    for (size_t i = 0; i < plan.count; i++) {
        cr_expect_str_eq(plan.items[i].step.id, order[i]);
        cr_expect_eq(plan.items[i].state, STATE_TODO);
        cr_expect_eq(plan.items[i].done_revision, 0);
    }
    cr_expect_str_eq(plan.programme_title, "Introduktion");
    expect_due("valkommen", "2026-03-02");
    expect_due("sekretess", "2026-03-03");
    expect_due("normen", "2026-03-13");
    expect_due("sent", "2026-04-01");
    expect_due("fritt", "");
}

Test(plan, leaves_out_steps_for_another_background)
{
    struct person_new person = {.id = "nils",
                                .name = "Nils Dahl",
                                .unit = "ekb",
                                .roles = "learner",
                                .background = "annan",
                                .in_profession_since = DAY_NONE};
    fixture_ok(person_add(fixture.site.records, &actor_operator, &person, NULL));
    fixture_ok(
        plan_start(&fixture.site, &actor_operator, subject_id("nils"), "introduktion", fixture_date("2026-03-02")));
    struct plan plan = site_fixture_plan(&fixture, "nils");
    cr_expect_null(site_fixture_find(&plan, "bara-socionom"));
    cr_expect_not_null(site_fixture_find(&plan, "fritt"));
}

Test(plan, moves_dates_that_have_not_passed_for_leave)
{
    fixture_day("2026-03-09");
    fixture_ok(
        plan_add_leave(&fixture.site, &actor_operator, subject_id("anna"),
                       &(struct leave){.first = fixture_date("2026-03-09"), .last = fixture_date("2026-03-13")}));
    expect_due("sjalv", "2026-03-06");
    expect_due("normen", "2026-03-20");
    expect_due("besok", "2026-03-27");
}

Test(plan, divides_the_days_that_remain_by_the_share)
{
    fixture_ok(plan_add_share(&fixture.site, &actor_operator, subject_id("anna"), 50, fixture_date("2026-03-09")));
    expect_due("sjalv", "2026-03-06");
    expect_due("normen", "2026-03-20");
}

Test(plan, says_what_is_late)
{
    fixture_day("2026-03-04");
    fixture_ok(step_done(&fixture.site, &actor_operator, subject_id("anna"), "valkommen"));
    struct plan plan = site_fixture_plan(&fixture, "anna");
    cr_expect_not(site_fixture_find(&plan, "valkommen")->is_late);
    cr_expect(site_fixture_find(&plan, "sekretess")->is_late);
    cr_expect_not(site_fixture_find(&plan, "normen")->is_late);
}

Test(plan, refuses_what_makes_no_sense)
{
    int day = fixture_date("2026-03-02");
    struct actor bo = as("bo"), hanna = as("hanna"), stina = as("stina"), anna = as("anna"), cecilia = as("cecilia");
    struct site *site = &fixture.site;
    fixture_expect_failure(plan_start(site, &actor_operator, subject_id("anna"), "introduktion", day), FAIL_RULE,
                           "person 'anna': programme 'introduktion' runs already");
    fixture_expect_failure(plan_start(site, &actor_operator, subject_id("nils"), "introduktion", day), FAIL_NOT_FOUND,
                           "person 'nils': no such person");
    cr_expect_eq(plan_start(site, &actor_operator, subject_id("lars"), "introduktio", day), FAIL_NOT_FOUND);
    fixture_expect_failure(plan_start(site, &actor_operator, subject_id("disa"), "introduktion", day), FAIL_RULE,
                           "person 'disa': the account is not active");
    fixture_expect_failure(plan_start(site, &bo, subject_id("anna"), "introduktion", day), FAIL_DENIED,
                           "person 'anna': only a manager of the person decides this");
    fixture_expect_failure(plan_start(site, &stina, subject_id("anna"), "introduktion", day), FAIL_NOT_FOUND,
                           "person 'anna': no such person");
    fixture_expect_failure(plan_start(site, &anna, subject_id("anna"), "introduktion", day), FAIL_DENIED,
                           "person 'anna': only a manager of the person decides this");
    fixture_expect_failure(plan_add_leave(site, &hanna, subject_id("anna"), &(struct leave){.first = day, .last = day}),
                           FAIL_DENIED, "person 'anna': only a manager of the person decides this");
    fixture_expect_failure(
        plan_add_leave(site, &cecilia, subject_id("anna"), &(struct leave){.first = day, .last = day - 1}), FAIL_INPUT,
        "leave: ends before it begins");
    fixture_expect_failure(
        plan_add_leave(site, &cecilia, subject_id("anna"), &(struct leave){.first = day, .last = day + 10000}),
        FAIL_INPUT, "leave: is longer than five years");
    fixture_expect_failure(plan_add_share(site, &cecilia, subject_id("anna"), 0, day), FAIL_INPUT,
                           "share: 0 is not between 1 and 100 percent");
    fixture_expect_failure(
        plan_add_leave(site, &actor_operator, subject_id("lars"), &(struct leave){.first = day, .last = day}),
        FAIL_NOT_FOUND, "person 'lars': has no plan that runs");
    fixture_ok(plan_start(site, &hanna, subject_id("lars"), "introduktion", day));
}

Test(plan, is_seen_by_those_who_may)
{
    static const char *const may[] = {"anna", "bo", "cecilia", "frida", "hanna"};
    static const char *const may_not[] = {"lars", "britt", "stina", "adam", "erik", "klara"};
    struct person anna = fixture_person(&fixture.town, "anna");
    struct plan plan;
    for (size_t i = 0; i < COUNT_OF(may); i++) {
        struct actor actor = as(may[i]);
        cr_expect_eq(plan_show(&fixture.site, fixture_subject(fixture.site.records, &actor, &anna), NULL,
                               &fixture.town.arena, &plan),
                     0, "%s", may[i]);
    }
    for (size_t i = 0; i < COUNT_OF(may_not); i++) {
        struct actor actor = as(may_not[i]);
        cr_expect_neq(plan_show(&fixture.site, fixture_subject(fixture.site.records, &actor, &anna), NULL,
                                &fixture.town.arena, &plan),
                      0, "%s", may_not[i]);
    }
}

Test(plan, says_when_there_is_none)
{
    struct person lars = fixture_person(&fixture.town, "lars");
    struct plan plan;
    fixture_expect_failure(plan_show(&fixture.site, fixture_subject(fixture.site.records, &actor_operator, &lars), NULL,
                                     &fixture.town.arena, &plan),
                           FAIL_NOT_FOUND, "person 'lars': has no plan that runs");
    fixture_expect_failure(plan_show(&fixture.site, fixture_subject(fixture.site.records, &actor_operator, &lars),
                                     "annat", &fixture.town.arena, &plan),
                           FAIL_NOT_FOUND, "person 'lars': has no plan of programme 'annat'");
}

/* ---- what changes later ---- */

static void expect_item(const char *step, enum plan_state state, enum revision_diff_kind diff, int done)
{
    struct plan_item item = site_fixture_item(&fixture, "anna", step);
    cr_expect_eq(item.state, state, "%s is %s", step, plan_state_word(item.state));
    cr_expect_eq(item.diff, diff, "%s has delta %s", step, revision_diff_word(item.diff));
    cr_expect_eq(item.done_revision, done, "%s done at %d", step, item.done_revision);
}

static void revise(const char *id, const char *revisions)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    site_fixture_step(&fixture, id, arena_format(&arena, "revisions:\n%s", revisions), "Ny text.");
    site_fixture_publish(&fixture);
}

#define FIRST "  - {n: 1, date: 2025-09-01, class: substantive, note: Första}\n"

Test(plan, asks_to_read_a_substantive_difference_until_it_is_taken)
{
    struct site *site = &fixture.site;
    fixture_expect_failure(step_accept_revision(site, &actor_operator, subject_id("anna"), "fritt"), FAIL_RULE,
                           "step 'fritt': is not done, so there is no difference to take");
    fixture_ok(step_done(site, &actor_operator, subject_id("anna"), "fritt"));
    fixture_expect_failure(step_accept_revision(site, &actor_operator, subject_id("anna"), "fritt"), FAIL_RULE,
                           "step 'fritt': nothing has changed since it was done");
    revise("fritt", "  - {n: 2, date: 2026-03-01, class: substantive, note: Mer}\n" FIRST);
    expect_item("fritt", STATE_DONE, REVISION_DIFF_READ, 1);
    fixture_ok(step_accept_revision(site, &actor_operator, subject_id("anna"), "fritt"));
    expect_item("fritt", STATE_DONE, REVISION_DIFF_NONE, 2);
}

Test(plan, asks_nothing_for_an_editorial_revision_or_a_changed_word)
{
    fixture_ok(step_done(&fixture.site, &actor_operator, subject_id("anna"), "fritt"));
    site_fixture_step(&fixture, "fritt", "", "Texten.");
    site_fixture_publish(&fixture);
    expect_item("fritt", STATE_DONE, REVISION_DIFF_NONE, 1);
    revise("fritt", "  - {n: 2, date: 2026-03-01, class: editorial, note: Stavning}\n" FIRST);
    expect_item("fritt", STATE_DONE, REVISION_DIFF_NONE, 1);
}

Test(plan, asks_to_redo_from_the_day_a_legal_revision_holds)
{
    fixture_ok(step_done(&fixture.site, &actor_operator, subject_id("anna"), "fritt"));
    revise("fritt", "  - {n: 2, date: 2026-04-01, class: legal, note: Ny lag}\n" FIRST);
    expect_item("fritt", STATE_DONE, REVISION_DIFF_READ, 1);
    struct plan_item item = site_fixture_item(&fixture, "anna", "fritt");
    cr_expect_eq(item.diff_from, fixture_date("2026-04-01"));
    cr_expect(plan_item_is_finished(&item));
    fixture_day("2026-04-01");
    expect_item("fritt", STATE_DONE, REVISION_DIFF_REDO, 1);
    item = site_fixture_item(&fixture, "anna", "fritt");
    cr_expect_not(plan_item_is_finished(&item));
    fixture_expect_failure(step_accept_revision(&fixture.site, &actor_operator, subject_id("anna"), "fritt"), FAIL_RULE,
                           "step 'fritt': must be done again, reading the difference is not enough");
    fixture_ok(step_done(&fixture.site, &actor_operator, subject_id("anna"), "fritt"));
    expect_item("fritt", STATE_DONE, REVISION_DIFF_NONE, 2);
}

Test(plan, keeps_showing_what_was_done_in_a_step_that_is_gone)
{
    fixture_ok(step_done(&fixture.site, &actor_operator, subject_id("anna"), "fritt"));
    site_fixture_remove(&fixture, "fritt");
    site_fixture_publish(&fixture);
    struct plan plan = site_fixture_plan(&fixture, "anna");
    const struct plan_item *item = site_fixture_find(&plan, "fritt");
    cr_assert_not_null(item);
    cr_expect_eq(item->state, STATE_DONE);
    cr_expect_eq(item->done_revision, 1);
    cr_expect_eq(item->due, DAY_NONE);
    cr_expect_neq(step_done(&fixture.site, &actor_operator, subject_id("anna"), "fritt"), 0);
}

/* ---- what a learner and a manager do ---- */

Test(plan, marks_done_twice_as_once)
{
    fixture_ok(step_done(&fixture.site, &actor_operator, subject_id("anna"), "valkommen"));
    int64_t events = fixture_events(&fixture.town);
    fixture_ok(step_done(&fixture.site, &actor_operator, subject_id("anna"), "valkommen"));
    cr_expect_eq(fixture_events(&fixture.town), events);
}

Test(plan, refuses_to_mark_done_what_others_sign)
{
    fixture_expect_failure(step_done(&fixture.site, &actor_operator, subject_id("anna"), "normen"), FAIL_RULE,
                           "step 'normen': is done when a mentor has signed it");
    fixture_expect_failure(step_done(&fixture.site, &actor_operator, subject_id("anna"), "sekretess"), FAIL_RULE,
                           "step 'sekretess': is done when a manager has signed it");
    struct actor bo = as("bo");
    fixture_expect_failure(step_done(&fixture.site, &bo, subject_id("anna"), "valkommen"), FAIL_DENIED,
                           "person 'anna': only the person says this");
    cr_expect_eq(step_done(&fixture.site, &actor_operator, subject_id("anna"), "nonsens"), FAIL_NOT_FOUND);
}

Test(plan, signs_a_self_step_for_oneself)
{
    struct actor anna = as("anna");
    fixture_ok(step_done(&fixture.site, &anna, subject_id("anna"), "sjalv"));
    struct plan_item item = site_fixture_item(&fixture, "anna", "sjalv");
    cr_expect_eq(item.state, STATE_SIGNED);
    cr_expect_eq(item.signed_revision, 1);
    cr_expect_str_eq(item.signed_by_id, "anna");
    cr_expect_str_eq(item.evidence, "self");
}

Test(plan, skips_with_a_reason_and_keeps_the_debt)
{
    struct site *site = &fixture.site;
    struct deferral *deferrals;
    struct person anna = fixture_person(&fixture.town, "anna");
    size_t count = 0;
    struct actor cecilia = as("cecilia"), bo = as("bo");
    fixture_expect_failure(step_skip(site, &cecilia, subject_id("anna"), "normen", "  ", DAY_NONE), FAIL_INPUT,
                           "the comment: some words are needed");
    fixture_expect_failure(step_skip(site, &bo, subject_id("anna"), "normen", "Hinner inte", DAY_NONE), FAIL_DENIED,
                           "person 'anna': only a manager of the person decides this");
    fixture_ok(step_skip(site, &cecilia, subject_id("anna"), "normen", "Hinner inte", fixture_date("2026-06-01")));
    expect_item("normen", STATE_SKIPPED, REVISION_DIFF_NONE, 0);
    fixture_ok(
        deferrals_of(site, fixture_subject(site->records, &cecilia, &anna), &fixture.town.arena, &deferrals, &count));
    cr_assert_eq(count, 1);
    cr_expect_str_eq(deferrals[0].step.id, "normen");
    cr_expect_eq(deferrals[0].until, fixture_date("2026-06-01"));
    fixture_ok(step_defer(site, &cecilia, subject_id("anna"), "normen", NULL, DAY_NONE));
    fixture_ok(
        deferrals_of(site, fixture_subject(site->records, &cecilia, &anna), &fixture.town.arena, &deferrals, &count));
    cr_expect_eq(count, 0);
    expect_item("normen", STATE_SKIPPED, REVISION_DIFF_NONE, 0);
}

Test(plan, recognises_what_was_known_before)
{
    struct site *site = &fixture.site;
    fixture_ok(step_recognise(site, &actor_operator, subject_id("anna"), "normen", "Fem år i grannkommunen"));
    expect_item("normen", STATE_RECOGNISED, REVISION_DIFF_NONE, 1);
    fixture_expect_failure(step_recognise(site, &actor_operator, subject_id("anna"), "normen", "Igen"), FAIL_RULE,
                           "step 'normen': was recognised already, by operator, 2026-03-02 09:00");
    struct comment *comments;
    size_t count = 0;
    struct person anna = fixture_person(&fixture.town, "anna");
    struct actor hanna = as("hanna"), bo = as("bo");
    fixture_ok(step_comments(site, fixture_subject(site->records, &bo, &anna), "normen", &fixture.town.arena, &comments,
                             &count));
    cr_assert_eq(count, 1);
    cr_expect_str_eq(comments[0].words, "Fem år i grannkommunen");
    cr_expect_str_eq(comments[0].kind, "recognised");
    fixture_ok(step_comments(site, fixture_subject(site->records, &hanna, &anna), "normen", &fixture.town.arena,
                             &comments, &count));
    cr_assert_eq(count, 1);
    cr_expect_null(comments[0].words);
}

Test(plan, warns_of_what_comes_before)
{
    struct content_ids unmet;
    struct person anna = fixture_person(&fixture.town, "anna");
    fixture_ok(step_unmet_requirements(&fixture.site, fixture_subject(fixture.site.records, &actor_operator, &anna),
                                       "sent", &fixture.town.arena, &unmet));
    cr_assert_eq(unmet.count, 1);
    cr_expect_str_eq(unmet.items[0], "normen");
    fixture_ok(step_done(&fixture.site, &actor_operator, subject_id("anna"), "sent"));
    fixture_ok(site_fixture_sign(&fixture, "bo", "anna", "normen"));
    fixture_ok(step_unmet_requirements(&fixture.site, fixture_subject(fixture.site.records, &actor_operator, &anna),
                                       "sent", &fixture.town.arena, &unmet));
    cr_expect_eq(unmet.count, 0);
}

/* A step is done once, whatever plans it is in. */
Test(plan, finds_done_what_was_done_before_it_started)
{
    fixture_ok(step_done(&fixture.site, &actor_operator, subject_id("lars"), "valkommen"));
    fixture_ok(
        plan_start(&fixture.site, &actor_operator, subject_id("lars"), "introduktion", fixture_date("2026-04-01")));
    struct plan plan = site_fixture_plan(&fixture, "lars");
    cr_expect_eq(site_fixture_find(&plan, "valkommen")->state, STATE_DONE);
}

/* ---- many plans ---- */

Test(plan, summaries_say_the_same_as_the_plans)
{
    struct plan_summary *summaries;
    size_t count = 0;
    fixture_ok(
        plan_start(&fixture.site, &actor_operator, subject_id("lars"), "introduktion", fixture_date("2026-02-02")));
    fixture_ok(
        plan_start(&fixture.site, &actor_operator, subject_id("bo"), "introduktion", fixture_date("2026-02-16")));
    fixture_ok(
        plan_add_leave(&fixture.site, &actor_operator, subject_id("bo"),
                       &(struct leave){.first = fixture_date("2026-03-02"), .last = fixture_date("2026-03-13")}));
    fixture_ok(step_done(&fixture.site, &actor_operator, subject_id("anna"), "fritt"));
    fixture_ok(step_done(&fixture.site, &actor_operator, subject_id("lars"), "sjalv"));
    fixture_ok(signoff_request(&fixture.site, &actor_operator, subject_id("anna"), "normen", false));
    revise("fritt", "  - {n: 2, date: 2026-03-01, class: substantive, note: Mer}\n" FIRST);
    fixture_day("2026-03-11");
    fixture_ok(plan_summaries(&fixture.site, &actor_operator, NULL, &fixture.town.arena, &summaries, &count));
    cr_assert_eq(count, 3);
    cr_expect_str_eq(summaries[0].person.id, "lars");
    for (size_t i = 0; i < count; i++) {
        const struct plan_summary *summary = &summaries[i];
        struct plan plan = site_fixture_plan(&fixture, summary->person.id);
        int finished = 0, late = 0, requested = 0, changed = 0;
        for (size_t j = 0; j < plan.count; j++) {
            finished += plan_item_is_finished(&plan.items[j]);
            late += plan.items[j].is_late;
            requested += plan.items[j].state == STATE_REQUESTED;
            changed += plan.items[j].diff != REVISION_DIFF_NONE;
        }
        cr_expect_eq(summary->steps, (int)plan.count);
        cr_expect_eq(summary->finished, finished, "%s", summary->person.id);
        cr_expect_eq(summary->late, late, "%s: %d late, not %d", summary->person.id, summary->late, late);
        cr_expect_eq(summary->requested, requested);
        cr_expect_eq(summary->changed, changed);
    }
}

Test(plan, summaries_hold_only_those_whom_the_actor_sees)
{
    struct plan_summary *summaries;
    size_t count = 0;
    struct actor stina = as("stina"), cecilia = as("cecilia"), bo = as("bo");
    fixture_ok(
        plan_start(&fixture.site, &actor_operator, subject_id("lars"), "introduktion", fixture_date("2026-03-02")));
    fixture_ok(
        plan_start(&fixture.site, &actor_operator, subject_id("petra"), "introduktion", fixture_date("2026-03-02")));
    fixture_ok(plan_summaries(&fixture.site, &stina, NULL, &fixture.town.arena, &summaries, &count));
    cr_assert_eq(count, 1);
    cr_expect_str_eq(summaries[0].person.id, "lars");
    fixture_ok(plan_summaries(&fixture.site, &cecilia, "ekb", &fixture.town.arena, &summaries, &count));
    cr_expect_eq(count, 2);
    fixture_ok(plan_summaries(&fixture.site, &bo, NULL, &fixture.town.arena, &summaries, &count));
    cr_expect_eq(count, 1);
    struct actor hanna = as("hanna");
    fixture_ok(plan_summaries(&fixture.site, &hanna, NULL, &fixture.town.arena, &summaries, &count));
    cr_expect_eq(count, 2); /* petra is protected */
    fixture_ok(plan_summaries(&fixture.site, &hanna, "barn", &fixture.town.arena, &summaries, &count));
    cr_expect_eq(count, 1);
}
