/* Tests by chance: whatever people do to plans and steps, in whatever order, nothing that was done is lost, due dates
 * are working days, and the log is whole. And two who sign at once. */
#include "site_fixture.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/workday.h"
#include "domain/plan/reschedule.h"
#include "domain/progress/decision.h"
#include "domain/progress/state.h"
#include "domain/signoff/step_action.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

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

TestSuite(chance, .init = begin, .fini = finish, .timeout = 1200);

static const char *const steps[] = {"valkommen", "sekretess", "sjalv", "normen", "besok", "fritt", "sent"};
static const char *const actors[] = {"anna", "bo", "cecilia", "britt", "hanna", "frida"};

/* One thing that somebody tries; *ret_ends is true if it is one that may end what was done. */
static int try_something(const char *step, const struct actor *actor, bool *ret_ends)
{
    static const char *const evidences[] = {"observed", "simulated", "reported"};
    struct signoff_new signing = {.person = subject_id("anna"),
                                  .step = step,
                                  .evidence = evidences[rand() % 3],
                                  .autonomy = rand() % 6,
                                  .comment = "Så"};
    int today = clock_today();
    *ret_ends = false;
    switch (rand() % 13) {
    case 0:
        return step_done(site, actor, subject_id("anna"), step);
    case 1:
        return step_accept_revision(site, actor, subject_id("anna"), step);
    case 2:
        return step_skip(site, actor, subject_id("anna"), step, "Senare", rand() % 2 ? today + 30 : DAY_NONE);
    case 3:
        return step_recognise(site, actor, subject_id("anna"), step, "Kunde det");
    case 4:
        return step_defer(site, actor, subject_id("anna"), step, NULL, today + rand() % 60);
    case 5:
        return signoff_request(site, actor, subject_id("anna"), step, rand() % 2);
    case 6:
        return signoff_withdraw(site, actor, subject_id("anna"), step);
    case 7:
        return signoff_return(site, actor, subject_id("anna"), step, "En gång till");
    case 8:
        *ret_ends = true;
        return signoff_reopen(site, actor, subject_id("anna"), step, "Fel");
    case 9:
        return rand() % 4
                   ? signoff_give(site, actor, &signing)
                   : plan_add_leave(site, actor, subject_id("anna"),
                                    &(struct leave){.first = today + rand() % 20, .last = today + 20 + rand() % 20});
    case 10:
        return rand() % 8 ? signoff_give(site, actor, &signing)
                          : plan_add_share(site, actor, subject_id("anna"), 25 * (1 + rand() % 4), today + rand() % 40);
    default:
        return signoff_give(site, actor, &signing);
    }
}

static void dues_check(void)
{
    struct plan plan = site_fixture_plan(&fixture, "anna");
    for (size_t i = 0; i < plan.count; i++) {
        int due = plan.items[i].due;
        cr_assert(due == DAY_NONE || (due >= plan.start && day_is_workday(due)), "%s", plan.items[i].step.id);
    }
}

static void revise(int n)
{
    static const char *const classes[] = {"editorial", "substantive", "legal"};
    CLEANUP(text_finish) struct text front = TEXT(8192);
    text_add(&front, "due: week 2\nsignoff: mentor\ncompetences: {norm: 3}\nrevisions:\n");
    for (int i = n; i > 1; i--)
        text_addf(&front, "  - {n: %d, date: 2026-0%d-15, class: %s, note: Ny}\n", i, 2 + i, classes[i % 3]);
    text_add(&front, "  - {n: 1, date: 2025-09-01, class: substantive, note: Första}\n");
    site_fixture_step(&fixture, "normen", text_string(&front), "Text.");
    site_fixture_publish(&fixture);
}

Test(chance, loses_nothing_that_was_done)
{
    int day = fixture_date("2026-03-02");
    srand(7);
    for (int round = 0; round < 600; round++) {
        const char *step = steps[rand() % (int)COUNT_OF(steps)];
        bool is_operator = rand() % 5 == 0, ends = false;
        struct actor actor =
            is_operator ? actor_operator : fixture_actor(&fixture.town, actors[rand() % (int)COUNT_OF(actors)]);
        if (round % 120 == 119)
            revise(2 + round / 120);
        if (round % 10 == 0)
            clock_set(instant_at(++day, 9, 0));
        struct plan_item before = site_fixture_item(&fixture, "anna", step);
        int64_t events = fixture_events(&fixture.town);
        int result = try_something(step, &actor, &ends);
        struct plan_item after = site_fixture_item(&fixture, "anna", step);
        cr_assert(result == 0 || result >= FAIL_RULE, "%d: %s", result, fail_sentence());
        if (result != 0)
            cr_assert(fixture_events(&fixture.town) == events && after.state == before.state);
        if (!ends || result != 0) {
            cr_assert_geq(after.done_revision, before.done_revision, "%s lost what was done", step);
            cr_assert(after.state == STATE_RECOGNISED || after.signed_revision >= before.signed_revision);
        }
        if (plan_item_is_finished(&before) && (!ends || result != 0))
            cr_assert(plan_item_is_finished(&after) || before.state == STATE_SKIPPED, "%s was finished, is %s", step,
                      plan_state_word(after.state));
        if (round % 20 == 0)
            dues_check();
    }
}

/* ---- two at once ---- */

static int sign_in_child(void)
{
    struct site own = {.folder = fixture.town.folder};
    CLEANUP(memory_free_at) char *path = memory_format("%s/content.db", own.folder);
    if (records_open(own.folder, &own.records) != 0 || content_open(path, &own.content) != 0)
        return 9;
    struct person bo;
    struct arena arena = {0};
    struct actor actor;
    struct signoff_new signing = {
        .person = subject_id("anna"), .step = "normen", .evidence = "observed", .autonomy = 3};
    int result = person_find(own.records, "bo", &arena, &bo);
    if (result == 0)
        result = person_actor(own.records, &bo, &actor);
    if (result == 0)
        result = signoff_give(&own, &actor, &signing);
    return result == 0 ? 0 : result == FAIL_RULE ? 1 : 9;
}

Test(chance, lets_one_of_many_who_sign_at_once_sign)
{
    int signed_count = 0, refused = 0;
    for (int i = 0; i < 6; i++) {
        pid_t child = fork();
        cr_assert_geq(child, 0);
        if (child == 0)
            _exit(sign_in_child());
    }
    for (int i = 0, status; i < 6; i++) {
        cr_assert_geq(wait(&status), 0);
        signed_count += WIFEXITED(status) && WEXITSTATUS(status) == 0;
        refused += WIFEXITED(status) && WEXITSTATUS(status) == 1;
    }
    cr_expect_eq(signed_count, 1);
    cr_expect_eq(refused, 5);
    cr_expect_eq(site_fixture_item(&fixture, "anna", "normen").state, STATE_SIGNED);
}

/* ---- how quick ---- */

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Prints the rate and asserts nothing of it: machines differ. */
Test(chance, signs_a_thousand_times_in_a_row)
{
    struct actor bo = fixture_actor(&fixture.town, "bo");
    struct signoff_new signing = {
        .person = subject_id("anna"), .step = "normen", .evidence = "observed", .autonomy = 3};
    double spent = 0;
    for (int i = 0; i < 1000; i++) {
        double start = seconds_now();
        fixture_ok(signoff_give(site, &bo, &signing));
        spent += seconds_now() - start;
        fixture_ok(signoff_reopen(site, &bo, subject_id("anna"), "normen", "Igen"));
    }
    printf("sign-offs one after another: %.0f a second\n", 1000 / spent);
}
