/* Kept plans: lent while nothing has changed, and never after, nor to anybody who may not see them. */
#include "site_fixture.h"

#include "base/clock.h"
#include "base/fail.h"
#include "domain/plan/plan_cache.h"
#include "domain/progress/state.h"
#include "domain/signoff/step_action.h"

#include <criterion/criterion.h>
#include <string.h>

static struct site_fixture fixture;
static struct site *reader; /* as a web worker: connections of its own, and answers are kept */

static void begin(void)
{
    site_fixture_begin(&fixture);
    fixture_ok(
        plan_start(&fixture.site, &actor_operator, subject_id("anna"), "introduktion", fixture_date("2026-03-02")));
    fixture_ok(site_open(fixture.town.folder, &reader));
    fixture_ok(site_cache_queries(reader));
}

static void finish(void)
{
    site_close(reader);
    site_fixture_verify(&fixture);
    site_fixture_end(&fixture);
}

TestSuite(plan_cache, .init = begin, .fini = finish, .timeout = 1200);

/* What a page does: the plan of `person` as `by` sees it, in a reading of its own. */
static int read_plan(const char *by, const char *person, struct arena *arena, struct plan *ret_plan, bool *ret_is_kept)
{
    struct actor actor = fixture_actor(&fixture.town, by);
    struct person found;
    fixture_ok(records_read_begin(reader->records));
    fixture_ok(content_read_begin(reader->content));
    fixture_ok(person_find(reader->records, person, arena, &found));
    struct plan_key key = {found.key, NULL, clock_today(), site_state(reader)};
    *ret_is_kept = plan_cache_find(&key) != NULL;
    int result = plan_show(reader, fixture_subject(reader->records, &actor, &found), NULL, arena, ret_plan);
    content_read_end(reader->content);
    records_read_end(reader->records);
    return result;
}

static void expect_state(const char *step, enum plan_state state, bool is_kept)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct plan plan;
    bool was_kept = false;
    fixture_ok(read_plan("anna", "anna", &arena, &plan, &was_kept));
    cr_expect_eq(site_fixture_find(&plan, step)->state, state);
    cr_expect_eq(was_kept, is_kept);
    cr_expect_str_eq(plan.person.id, "anna");
}

Test(plan_cache, is_lent_while_nothing_changes)
{
    expect_state("valkommen", STATE_TODO, false);
    expect_state("valkommen", STATE_TODO, true);
    site_idle(reader);
    expect_state("valkommen", STATE_TODO, true);
}

Test(plan_cache, shows_what_was_written_elsewhere_at_the_next_reading)
{
    expect_state("valkommen", STATE_TODO, false);
    fixture_ok(step_done(&fixture.site, &actor_operator, subject_id("anna"), "valkommen"));
    expect_state("valkommen", STATE_DONE, false);
    expect_state("normen", STATE_TODO, true);
    fixture_ok(site_fixture_sign(&fixture, "bo", "anna", "normen"));
    expect_state("normen", STATE_SIGNED, false);
}

Test(plan_cache, shows_a_new_edition_at_the_next_reading)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct plan plan;
    bool is_kept = false;
    expect_state("valkommen", STATE_TODO, false);
    site_fixture_step(&fixture, "nytt", "due: week 1\n", "Nytt.");
    site_fixture_publish(&fixture);
    fixture_ok(read_plan("anna", "anna", &arena, &plan, &is_kept));
    cr_expect_not(is_kept);
    cr_expect_not_null(site_fixture_find(&plan, "nytt"));
}

Test(plan_cache, is_of_its_day)
{
    expect_state("valkommen", STATE_TODO, false);
    fixture_day("2026-03-20");
    expect_state("valkommen", STATE_TODO, false);
    expect_state("valkommen", STATE_TODO, true);
}

Test(plan_cache, is_not_shown_to_whoever_may_not_see_it)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct plan plan;
    bool is_kept = false;
    expect_state("valkommen", STATE_TODO, false);
    cr_expect_neq(read_plan("britt", "anna", &arena, &plan, &is_kept), 0);
    cr_expect(is_kept, "it is there, and yet not hers to see");
    fixture_ok(read_plan("bo", "anna", &arena, &plan, &is_kept));
    cr_expect(is_kept);
}

Test(plan_cache, is_not_mixed_up_with_another_person_s)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct plan plan;
    bool is_kept = false;
    struct person_new person = {
        .id = "nils", .name = "Nils", .unit = "ekb", .roles = "learner", .in_profession_since = DAY_NONE};
    fixture_ok(person_add(fixture.site.records, &actor_operator, &person, NULL));
    fixture_ok(
        plan_start(&fixture.site, &actor_operator, subject_id("nils"), "introduktion", fixture_date("2026-03-02")));
    fixture_ok(step_done(&fixture.site, &actor_operator, subject_id("anna"), "valkommen"));
    expect_state("valkommen", STATE_DONE, false);
    fixture_ok(read_plan("nils", "nils", &arena, &plan, &is_kept));
    cr_expect_not(is_kept);
    cr_expect_eq(site_fixture_find(&plan, "valkommen")->state, STATE_TODO);
    expect_state("valkommen", STATE_DONE, true);
}

Test(plan_cache, leaves_what_is_lent_alone_until_the_reading_ends)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    static const char *const ids[] = {"p1", "p2", "p3", "p4", "p5", "p6", "p7"};
    struct plan plans[COUNT_OF(ids)];
    for (size_t i = 0; i < COUNT_OF(ids); i++) {
        struct person_new person = {
            .id = ids[i], .name = ids[i], .unit = "ekb", .roles = "learner", .in_profession_since = DAY_NONE};
        fixture_ok(person_add(fixture.site.records, &actor_operator, &person, NULL));
        fixture_ok(
            plan_start(&fixture.site, &actor_operator, subject_id(ids[i]), "introduktion", fixture_date("2026-03-02")));
    }
    fixture_ok(records_read_begin(reader->records));
    fixture_ok(content_read_begin(reader->content));
    for (size_t i = 0; i < COUNT_OF(ids); i++) {
        struct person found;
        fixture_ok(person_find(reader->records, ids[i], &arena, &found));
        fixture_ok(
            plan_show(reader, fixture_subject(reader->records, &actor_operator, &found), NULL, &arena, &plans[i]));
    }
    for (size_t i = 0; i < COUNT_OF(ids); i++) {
        cr_expect_str_eq(plans[i].person.id, ids[i]);
        cr_expect_str_eq(plans[i].items[0].step.id, "valkommen");
        cr_expect_str_eq(plans[i].programme, "introduktion");
    }
    content_read_end(reader->content);
    records_read_end(reader->records);
}

Test(plan_cache, is_no_plan_where_there_is_none)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct plan plan;
    bool is_kept = true;
    for (int i = 0; i < 2; i++) {
        cr_expect_eq(read_plan("britt", "britt", &arena, &plan, &is_kept), FAIL_NOT_FOUND);
        cr_expect_not(is_kept);
    }
}
