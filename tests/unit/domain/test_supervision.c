/* Tests of talks: the agenda, what the learner raises, that a talk was held, and several signatures at once. */
#include "base/fail.h"
#include "domain/mentor/supervision.h"
#include "domain/progress/state.h"
#include "domain/signoff/step_action.h"
#include "site_fixture.h"

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

TestSuite(supervision, .init = begin, .fini = finish, .timeout = 1200);

static struct supervision seen_by(const char *person)
{
    struct supervision supervision;
    struct person anna = fixture_person(&fixture.town, "anna");
    struct actor actor = fixture_actor(&fixture.town, person);
    fixture_ok(
        supervision_show(site, fixture_subject(site->records, &actor, &anna), &fixture.town.arena, &supervision));
    return supervision;
}

static bool lists(const struct supervision_list *list, const char *step)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i]->step.id, step) == 0)
            return true;
    return false;
}

static int hold(const char *by, const char *day, int minutes)
{
    struct actor actor = fixture_actor(&fixture.town, by);
    return supervision_record(site, &actor, &(struct supervision_new){subject_id("anna"), fixture_date(day), minutes});
}

Test(supervision, has_what_is_done_stuck_and_due)
{
    struct actor anna = fixture_actor(&fixture.town, "anna");
    fixture_ok(step_done(site, &anna, subject_id("anna"), "valkommen"));
    fixture_ok(signoff_request(site, &anna, subject_id("anna"), "normen", false));
    fixture_day("2026-03-10");
    struct supervision supervision = seen_by("bo");
    cr_expect(lists(&supervision.done, "valkommen"));
    cr_expect(lists(&supervision.stuck, "sekretess"), "it is late");
    cr_expect(lists(&supervision.stuck, "normen"), "it has waited for eight days");
    cr_expect(lists(&supervision.due, "besok"));
    cr_expect_not(lists(&supervision.due, "sent"), "it is due in three weeks");
    cr_expect_eq(supervision.last_day, DAY_NONE);
}

Test(supervision, begins_anew_after_one_was_held)
{
    struct actor anna = fixture_actor(&fixture.town, "anna");
    fixture_ok(step_done(site, &anna, subject_id("anna"), "valkommen"));
    fixture_ok(agenda_add(site, &anna, subject_id("anna"), "Hur säger man nej?"));
    fixture_day("2026-03-05");
    cr_expect_eq(seen_by("bo").point_count, 1);
    cr_expect_str_eq(seen_by("bo").points[0].words, "Hur säger man nej?");
    cr_expect_eq(seen_by("hanna").point_count, 0, "HR sees no reflections");
    fixture_ok(hold("bo", "2026-03-05", 45));
    struct supervision supervision = seen_by("bo");
    cr_expect_eq(supervision.point_count, 0);
    cr_expect_eq(supervision.done.count, 0);
    cr_expect_eq(supervision.held_count, 1);
    cr_expect_eq(supervision.held[0].minutes, 45);
    cr_expect_eq(supervision.last_day, fixture_date("2026-03-05"));
}

Test(supervision, refuses_what_cannot_be)
{
    struct actor anna = fixture_actor(&fixture.town, "anna"), bo = fixture_actor(&fixture.town, "bo");
    const char *sentence = "2026-03-06: is a day to come, or before the first day of the plan";
    fixture_day("2026-03-05");
    fixture_expect_failure(hold("bo", "2026-03-06", 30), FAIL_INPUT, sentence);
    fixture_expect_failure(hold("bo", "2026-03-05", 0), FAIL_INPUT, "a talk takes 1 to 480 minutes, not 0");
    fixture_expect_failure(agenda_add(site, &anna, subject_id("anna"), "  "), FAIL_INPUT,
                           "say what you want to talk about");
    cr_expect_neq(hold("anna", "2026-03-05", 30), 0, "the learner does not hold it");
    cr_expect_neq(agenda_add(site, &bo, subject_id("anna"), "Mitt ärende"), 0, "the mentor does not raise it");
}

Test(supervision, ends_with_several_signatures_or_none)
{
    struct actor bo = fixture_actor(&fixture.town, "bo");
    const struct signoff_new all[] = {
        {.person = subject_id("anna"), .step = "normen", .evidence = "observed", .autonomy = 3, .revision = 1},
        {.person = subject_id("anna"), .step = "besok", .evidence = "observed", .revision = 1}};
    fixture_expect_failure(signoff_give_all(site, &bo, all, 2), FAIL_RULE,
                           "step 'besok': a signer stands on level 2 or higher, and you stand on 1");
    cr_expect_eq(site_fixture_item(&fixture, "anna", "normen").state, STATE_TODO);
    fixture_ok(site_fixture_decide(&fixture, "cecilia", "bo", 2));
    fixture_ok(signoff_give_all(site, &bo, all, 2));
    cr_expect_eq(site_fixture_item(&fixture, "anna", "normen").state, STATE_SIGNED);
    cr_expect_eq(site_fixture_item(&fixture, "anna", "besok").state, STATE_SIGNED);
}
