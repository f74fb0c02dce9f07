/* Tests of sign-offs: the way from asking to signing and back, who may, and what lapses. */
#include "site_fixture.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/plan/step_comment.h"
#include "domain/progress/decision.h"
#include "domain/progress/state.h"
#include "domain/signoff/step_action.h"

#include <criterion/criterion.h>
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

TestSuite(signoff, .init = begin, .fini = finish, .timeout = 1200);

static struct actor as(const char *person)
{
    return fixture_actor(&fixture.town, person);
}

static struct plan_item anna_in(const char *step)
{
    return site_fixture_item(&fixture, "anna", step);
}

static int ask(const char *step)
{
    struct actor anna = as("anna");
    return signoff_request(site, &anna, subject_id("anna"), step, false);
}

static int sign(const char *by, const char *step)
{
    return site_fixture_sign(&fixture, by, "anna", step);
}

static size_t queue_of(const char *person, struct signoff_queue_item **ret_waiting)
{
    size_t count = 0;
    struct actor actor = as(person);
    fixture_ok(signoff_queue(site, &actor, &fixture.town.arena, ret_waiting, &count));
    return count;
}

static void revise(const char *id, const char *front, const char *revisions)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    site_fixture_step(&fixture, id, arena_format(&arena, "%srevisions:\n%s", front, revisions), "Ny text.");
    site_fixture_publish(&fixture);
}

#define NORMEN "due: week 2\nsignoff: mentor\ncompetences: {norm: 3}\n"
#define FIRST "  - {n: 1, date: 2025-09-01, class: substantive, note: Första}\n"

/* ---- the way there and back ---- */

Test(signoff, goes_from_asking_to_signed)
{
    struct signoff_queue_item *waiting;
    fixture_ok(ask("normen"));
    struct plan_item item = anna_in("normen");
    cr_expect_eq(item.state, STATE_REQUESTED);
    cr_expect_str_eq(item.asked_name, "Bo Lind");
    cr_assert_eq(queue_of("bo", &waiting), 1);
    cr_expect_str_eq(waiting[0].person.id, "anna");
    cr_expect_str_eq(waiting[0].step.id, "normen");
    cr_assert_eq(waiting[0].aim_count, 1);
    cr_expect_eq(waiting[0].last_autonomy, 0);
    fixture_ok(sign("bo", "normen"));
    item = anna_in("normen");
    cr_expect_eq(item.state, STATE_SIGNED);
    cr_expect_eq(item.done_revision, 1);
    cr_expect_eq(item.signed_revision, 1);
    cr_expect_str_eq(item.signed_by_id, "bo");
    cr_expect_str_eq(item.evidence, "observed");
    cr_expect_eq(item.autonomy, 3);
    cr_expect_eq(queue_of("bo", &waiting), 0);
}

static const struct query bound = {
    "test.bound", NULL,
    "SELECT version.parts, edition.id, signoff.signer_right, signoff.signer_level, signoff.at FROM signoff"
    " JOIN version ON version.key = signoff.version_key JOIN edition ON edition.key = signoff.edition_key"
    " WHERE signoff.person_key = ?1"};

Test(signoff, is_bound_to_everything_it_rests_on)
{
    struct rows rows CLEANUP(rows_end) = {0};
    struct content_entry entry;
    const char *edition;
    fixture_ok(sign("bo", "normen"));
    fixture_ok(content_step(site->content, "normen", &fixture.town.arena, &entry));
    fixture_ok(content_edition(site->content, &edition));
    fixture_ok(records_select(site->records, &bound, BIND(value_number(fixture_key(&fixture.town, "anna"))), &rows));
    cr_assert(rows_next(&rows));
    cr_expect_str_eq(row_text(&rows, 0), entry.parts);
    cr_expect_not_null(strstr(row_text(&rows, 0), entry.blob));
    cr_expect_str_eq(row_text(&rows, 1), edition);
    cr_expect_str_eq(row_text(&rows, 2), "mentor");
    cr_expect_eq(row_number(&rows, 3), 1);
    cr_expect_eq(row_number(&rows, 4), clock_now());
}

Test(signoff, may_be_given_without_being_asked)
{
    fixture_ok(sign("cecilia", "sekretess"));
    cr_expect_eq(anna_in("sekretess").state, STATE_SIGNED);
}

Test(signoff, is_given_once)
{
    fixture_ok(sign("bo", "normen"));
    int64_t events = fixture_events(&fixture.town);
    fixture_expect_failure(sign("bo", "normen"), FAIL_RULE, "step 'normen': is already signed");
    fixture_expect_failure(sign("cecilia", "normen"), FAIL_RULE, "step 'normen': is already signed");
    fixture_expect_failure(ask("normen"), FAIL_RULE, "step 'normen': is already signed");
    cr_expect_eq(fixture_events(&fixture.town), events);
}

Test(signoff, is_asked_for_once)
{
    struct signoff_queue_item *waiting;
    fixture_ok(ask("normen"));
    int64_t events = fixture_events(&fixture.town);
    fixture_ok(ask("normen"));
    cr_expect_eq(fixture_events(&fixture.town), events);
    struct actor anna = as("anna");
    fixture_ok(signoff_request(site, &anna, subject_id("anna"), "normen", true));
    cr_assert_eq(queue_of("bo", &waiting), 1);
    cr_expect(waiting[0].to_observe);
}

Test(signoff, comes_back_with_a_comment_and_can_be_asked_for_again)
{
    struct comment *comments;
    size_t count = 0;
    struct actor bo = as("bo");
    struct person anna = fixture_person(&fixture.town, "anna");
    fixture_expect_failure(signoff_return(site, &bo, subject_id("anna"), "normen", "Mer"), FAIL_RULE,
                           "step 'normen': nobody was asked to sign it");
    fixture_ok(ask("normen"));
    fixture_expect_failure(signoff_return(site, &bo, subject_id("anna"), "normen", " \n"), FAIL_INPUT,
                           "the comment: some words are needed");
    cr_expect_str_eq(fail_last_field(), "comment");
    fixture_ok(signoff_return(site, &bo, subject_id("anna"), "normen", "Räkna om barnens del"));
    cr_expect_eq(anna_in("normen").state, STATE_RETURNED);
    fixture_ok(step_comments(site, fixture_subject(site->records, &bo, &anna), "normen", &fixture.town.arena, &comments,
                             &count));
    cr_assert_eq(count, 1);
    cr_expect_str_eq(comments[0].words, "Räkna om barnens del");
    cr_expect_str_eq(comments[0].by_name, "Bo Lind");
    cr_expect_str_eq(comments[0].kind, "returned");
    fixture_ok(ask("normen"));
    fixture_ok(sign("bo", "normen"));
    cr_expect_eq(anna_in("normen").state, STATE_SIGNED);
}

Test(signoff, request_withdrawn_leaves_what_was_before)
{
    struct actor anna = as("anna");
    struct signoff_queue_item *waiting;
    fixture_ok(ask("normen"));
    fixture_ok(signoff_withdraw(site, &anna, subject_id("anna"), "normen"));
    cr_expect_eq(anna_in("normen").state, STATE_TODO);
    cr_expect_eq(queue_of("bo", &waiting), 0);
    fixture_expect_failure(signoff_withdraw(site, &anna, subject_id("anna"), "normen"), FAIL_RULE,
                           "step 'normen': nobody was asked to sign it");
    fixture_ok(step_skip(site, &actor_operator, subject_id("anna"), "normen", "Senare", fixture_date("2026-05-04")));
    fixture_ok(ask("normen"));
    fixture_ok(signoff_withdraw(site, &anna, subject_id("anna"), "normen"));
    struct plan_item item = anna_in("normen");
    cr_expect_eq(item.state, STATE_SKIPPED);
    cr_expect_eq(item.until, fixture_date("2026-05-04"));
}

Test(signoff, is_reopened_with_a_reason_and_kept)
{
    struct actor bo = as("bo"), anna = as("anna"), britt = as("britt"), cecilia = as("cecilia");
    fixture_expect_failure(signoff_reopen(site, &cecilia, subject_id("anna"), "normen", "Fel"), FAIL_NOT_FOUND,
                           "step 'normen': person 'anna' has done nothing in it");
    fixture_ok(sign("bo", "normen"));
    fixture_expect_failure(signoff_reopen(site, &anna, subject_id("anna"), "normen", "Fel"), FAIL_DENIED,
                           "step 'normen': only the one who signed it or a manager reopens it");
    fixture_expect_failure(signoff_reopen(site, &britt, subject_id("anna"), "normen", "Fel"), FAIL_NOT_FOUND,
                           "person 'anna': no such person");
    fixture_expect_failure(signoff_reopen(site, &bo, subject_id("anna"), "normen", ""), FAIL_INPUT,
                           "the comment: some words are needed");
    fixture_ok(signoff_reopen(site, &bo, subject_id("anna"), "normen", "Fel person"));
    struct plan_item item = anna_in("normen");
    cr_expect_eq(item.state, STATE_TODO);
    cr_expect_eq(item.signed_revision, 0);
    fixture_expect_failure(signoff_reopen(site, &bo, subject_id("anna"), "normen", "Igen"), FAIL_RULE,
                           "step 'normen': is not signed");
    fixture_ok(sign("bo", "normen"));
}

Test(signoff, can_be_taken_back_by_its_signer_who_is_no_mentor_any_more)
{
    fixture_mentors(&fixture.town, (struct fixture_mentorship){
                                       .learner = "lars", .mentor = "britt", .from = "2026-03-02", .to = "2026-03-06"});
    fixture_ok(site_fixture_sign(&fixture, "britt", "lars", "normen"));
    fixture_day("2026-03-09");
    struct actor britt = as("britt");
    fixture_ok(signoff_reopen(site, &britt, subject_id("lars"), "normen", "Jag såg fel"));
    cr_expect_eq(site_fixture_item(&fixture, "lars", "normen").state, STATE_TODO);
}

/* ---- who ---- */

Test(signoff, is_refused_to_those_who_may_not)
{
    fixture_expect_failure(sign("britt", "normen"), FAIL_NOT_FOUND, "person 'anna': no such person");
    fixture_expect_failure(sign("hanna", "normen"), FAIL_DENIED,
                           "person 'anna': only the mentor, the substitute or the manager signs");
    fixture_expect_failure(sign("anna", "normen"), FAIL_DENIED, "step 'normen': nobody signs for oneself");
    fixture_expect_failure(sign("bo", "sekretess"), FAIL_DENIED,
                           "step 'sekretess': only a manager of person 'anna' signs it");
    fixture_expect_failure(sign("bo", "sjalv"), FAIL_DENIED, "step 'sjalv': only the person signs it");
    fixture_expect_failure(sign("bo", "fritt"), FAIL_RULE, "step 'fritt': needs no signature");
    struct signoff_new signing = {
        .person = subject_id("anna"), .step = "normen", .evidence = "observed", .autonomy = 3};
    fixture_expect_failure(signoff_give(site, &actor_operator, &signing), FAIL_DENIED,
                           "step 'normen': a person signs, say who");
    cr_expect_eq(anna_in("normen").state, STATE_TODO);
}

Test(signoff, of_a_step_with_signer_level_needs_that_level)
{
    fixture_expect_failure(sign("bo", "besok"), FAIL_RULE,
                           "step 'besok': a signer stands on level 2 or higher, and you stand on 1");
    fixture_ok(site_fixture_decide(&fixture, "cecilia", "bo", 2));
    fixture_ok(sign("bo", "besok"));
}

Test(signoff, of_a_mentor_step_may_be_the_managers_too)
{
    fixture_ok(sign("cecilia", "normen"));
    cr_expect_str_eq(anna_in("normen").signed_by_id, "cecilia");
}

Test(signoff, is_asked_of_the_substitute_while_there_is_no_mentor)
{
    struct signoff_queue_item *waiting;
    fixture_mentors(
        &fixture.town,
        (struct fixture_mentorship){.learner = "lars", .mentor = "britt", .is_substitute = true, .to = "2026-03-06"});
    fixture_ok(signoff_request(site, &actor_operator, subject_id("lars"), "normen", false));
    cr_expect_eq(queue_of("britt", &waiting), 1);
    fixture_ok(site_fixture_sign(&fixture, "britt", "lars", "normen"));
    fixture_day("2026-03-09");
    fixture_ok(signoff_request(site, &actor_operator, subject_id("lars"), "besok", false));
    cr_expect_eq(queue_of("britt", &waiting), 0);
    cr_expect_eq(queue_of("stina", &waiting), 1);
}

Test(signoff, waits_for_the_next_when_a_mentors_time_ran_out)
{
    struct signoff_queue_item *waiting;
    fixture_mentors(&fixture.town,
                    (struct fixture_mentorship){.learner = "lars", .mentor = "britt", .to = "2026-03-06"});
    fixture_ok(signoff_request(site, &actor_operator, subject_id("lars"), "normen", false));
    cr_expect_eq(queue_of("britt", &waiting), 1);
    cr_expect_eq(queue_of("stina", &waiting), 0);
    fixture_day("2026-03-09");
    cr_expect_eq(queue_of("britt", &waiting), 0);
    cr_expect_eq(queue_of("stina", &waiting), 1);
    fixture_mentors(&fixture.town, (struct fixture_mentorship){.learner = "lars", .mentor = "bo"});
    cr_expect_eq(queue_of("bo", &waiting), 1);
    cr_expect_eq(queue_of("stina", &waiting), 0);
    fixture_ok(site_fixture_sign(&fixture, "bo", "lars", "normen"));
    cr_expect_eq(queue_of("bo", &waiting), 0);
}

Test(signoff, of_a_manager_step_is_asked_of_the_nearest_manager)
{
    struct signoff_queue_item *waiting;
    fixture_ok(ask("sekretess"));
    cr_expect_eq(queue_of("cecilia", &waiting), 1);
    fixture_ok(signoff_request(site, &actor_operator, subject_id("cecilia"), "sekretess", false));
    cr_expect_eq(queue_of("frida", &waiting), 1);
    fixture_expect_failure(signoff_request(site, &actor_operator, subject_id("frida"), "sekretess", false), FAIL_RULE,
                           "step 'sekretess': person 'frida' has neither mentor nor manager who could sign");
}

Test(signoff, is_only_asked_for_by_the_person_where_one_is_needed)
{
    struct actor bo = as("bo");
    fixture_expect_failure(signoff_request(site, &bo, subject_id("anna"), "normen", false), FAIL_DENIED,
                           "person 'anna': only the person says this");
    fixture_expect_failure(ask("fritt"), FAIL_RULE, "step 'fritt': needs no signature");
    fixture_expect_failure(ask("sjalv"), FAIL_RULE, "step 'sjalv': the person signs it, nobody need be asked");
}

/* ---- what must be said ---- */

Test(signoff, says_what_it_rests_on)
{
    struct actor bo = as("bo");
    struct signoff_new signing = {.person = subject_id("anna"), .step = "normen", .autonomy = 3};
    fixture_expect_failure(signoff_give(site, &bo, &signing), FAIL_USAGE,
                           "step 'normen': say what the sign-off rests on: observed, simulated or reported");
    signing.evidence = "self";
    fixture_expect_failure(signoff_give(site, &bo, &signing), FAIL_INPUT,
                           "evidence 'self': is observed, simulated or reported");
    signing.evidence = "simulated";
    signing.autonomy = 6;
    fixture_expect_failure(signoff_give(site, &bo, &signing), FAIL_INPUT, "autonomy: 6 is not between 1 and 5");
    signing.autonomy = 0;
    fixture_expect_failure(signoff_give(site, &bo, &signing), FAIL_USAGE,
                           "step 'normen': names competences, so say the autonomy, 1 to 5");
    signing.autonomy = 2;
    signing.comment = "Bra";
    fixture_ok(signoff_give(site, &bo, &signing));
    cr_expect_str_eq(anna_in("normen").evidence, "simulated");
}

Test(signoff, is_refused_when_the_step_has_moved_on)
{
    struct actor bo = as("bo");
    struct signoff_new signing = {
        .person = subject_id("anna"), .step = "normen", .evidence = "observed", .autonomy = 3, .revision = 1};
    revise("normen", NORMEN, "  - {n: 2, date: 2026-03-01, class: substantive, note: Mer}\n" FIRST);
    fixture_expect_failure(signoff_give(site, &bo, &signing), FAIL_RULE,
                           "step 'normen': revision 2 is the newest now and you saw 1, look at it again");
    signing.revision = 2;
    fixture_ok(signoff_give(site, &bo, &signing));
}

Test(signoff, starts_with_what_was_last_given)
{
    struct signoff_queue_item *waiting;
    fixture_ok(sign("bo", "normen"));
    revise("normen", NORMEN, "  - {n: 2, date: 2026-03-01, class: legal, note: Ny lag}\n" FIRST);
    fixture_ok(ask("normen"));
    cr_assert_eq(queue_of("bo", &waiting), 1);
    cr_expect_eq(waiting[0].last_autonomy, 3);
}

/* ---- what changes ---- */

Test(signoff, keeps_its_revision_when_the_difference_is_taken)
{
    fixture_ok(sign("bo", "normen"));
    revise("normen", NORMEN, "  - {n: 2, date: 2026-03-01, class: substantive, note: Mer}\n" FIRST);
    cr_expect_eq(anna_in("normen").diff, REVISION_DIFF_READ);
    fixture_ok(step_accept_revision(site, &actor_operator, subject_id("anna"), "normen"));
    struct plan_item item = anna_in("normen");
    cr_expect_eq(item.state, STATE_SIGNED);
    cr_expect_eq(item.diff, REVISION_DIFF_NONE);
    cr_expect_eq(item.done_revision, 2);
    cr_expect_eq(item.signed_revision, 1);
}

Test(signoff, lapses_when_a_legal_revision_comes)
{
    fixture_ok(sign("bo", "normen"));
    revise("normen", NORMEN, "  - {n: 2, date: 2026-04-01, class: legal, note: Ny lag}\n" FIRST);
    cr_expect_eq(anna_in("normen").diff, REVISION_DIFF_READ);
    cr_expect_eq(anna_in("normen").diff_from, fixture_date("2026-04-01"));
    fixture_ok(step_accept_revision(site, &actor_operator, subject_id("anna"), "normen"));
    cr_expect_eq(anna_in("normen").diff, REVISION_DIFF_NONE);
    cr_expect_eq(anna_in("normen").diff_from, fixture_date("2026-04-01"));
    fixture_day("2026-04-01");
    struct plan_item item = anna_in("normen");
    cr_expect_eq(item.state, STATE_SIGNED);
    cr_expect_eq(item.diff, REVISION_DIFF_REDO);
    cr_expect_not(plan_item_is_finished(&item));
    fixture_ok(ask("normen"));
    cr_expect_eq(anna_in("normen").signed_revision, 1);
    cr_expect_eq(anna_in("normen").diff, REVISION_DIFF_REDO);
    fixture_ok(sign("bo", "normen"));
    item = anna_in("normen");
    cr_expect_eq(item.diff, REVISION_DIFF_NONE);
    cr_expect_eq(item.signed_revision, 2);
    cr_expect(plan_item_is_finished(&item));
}

Test(signoff, of_a_legal_revision_given_early_counts)
{
    fixture_ok(sign("bo", "normen"));
    revise("normen", NORMEN, "  - {n: 2, date: 2026-04-01, class: legal, note: Ny lag}\n" FIRST);
    fixture_ok(ask("normen"));
    struct plan_item item = anna_in("normen");
    cr_expect(plan_item_is_finished(&item)); /* the old signature holds until the day */
    fixture_ok(sign("bo", "normen"));
    fixture_day("2026-04-02");
    cr_expect_eq(anna_in("normen").diff, REVISION_DIFF_NONE);
}

Test(signoff, withdrawn_request_gives_the_old_signature_back)
{
    struct actor anna = as("anna");
    fixture_ok(sign("bo", "normen"));
    revise("normen", NORMEN, "  - {n: 2, date: 2026-03-01, class: legal, note: Ny lag}\n" FIRST);
    fixture_ok(ask("normen"));
    fixture_ok(signoff_withdraw(site, &anna, subject_id("anna"), "normen"));
    struct plan_item item = anna_in("normen");
    cr_expect_eq(item.state, STATE_SIGNED);
    cr_expect_eq(item.diff, REVISION_DIFF_REDO);
    cr_expect_eq(item.signed_revision, 1);
}

Test(signoff, stays_when_its_step_is_gone)
{
    fixture_ok(ask("besok"));
    fixture_ok(sign("bo", "normen"));
    site_fixture_remove(&fixture, "normen");
    site_fixture_remove(&fixture, "besok");
    site_fixture_step(&fixture, "sent", "", "Text."); /* named normen in requires */
    site_fixture_publish(&fixture);
    struct plan plan = site_fixture_plan(&fixture, "anna");
    const struct plan_item *item = site_fixture_find(&plan, "normen");
    cr_assert_not_null(item);
    cr_expect_eq(item->state, STATE_SIGNED);
    cr_expect_eq(item->signed_revision, 1);
    fixture_ok(signoff_withdraw(site, &actor_operator, subject_id("anna"), "besok"));
    struct actor bo = as("bo");
    fixture_ok(signoff_reopen(site, &bo, subject_id("anna"), "normen", "Fel"));
}

Test(signoff, counts_in_the_matrix_until_it_lapses)
{
    struct matrix_cell *cells;
    size_t count = 0;
    struct actor cecilia = as("cecilia"), stina = as("stina");
    fixture_ok(sign("bo", "normen"));
    fixture_ok(signoff_matrix(site, &cecilia, NULL, &fixture.town.arena, &cells, &count));
    cr_assert_eq(count, 1);
    cr_expect_eq(cells[0].person_key, fixture_key(&fixture.town, "anna"));
    cr_expect_str_eq(cells[0].competence, "norm");
    cr_expect_eq(cells[0].autonomy, 3);
    cr_expect_eq(cells[0].signoffs, 1);
    cr_expect_eq(cells[0].observed, 1);
    fixture_ok(signoff_matrix(site, &stina, NULL, &fixture.town.arena, &cells, &count));
    cr_expect_eq(count, 0);
    revise("normen", NORMEN, "  - {n: 2, date: 2026-03-01, class: legal, note: Ny lag}\n" FIRST);
    fixture_ok(signoff_matrix(site, &cecilia, "ekb", &fixture.town.arena, &cells, &count));
    cr_expect_eq(count, 0);
}
