/* Tests of what changes in a step under people who have done it: shown in words, told before they act, taken over by
 * what grows out of it, and bad luck in publishing. */
#include "site_fixture.h"

#include "base/clock.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/content/content_seal.h"
#include "domain/content/version.h"
#include "domain/plan/carry_over.h"
#include "domain/plan/publish_impact.h"
#include "domain/plan/step_diff.h"
#include "domain/progress/state.h"
#include "domain/publish/layer.h"
#include "domain/publish/publish.h"
#include "domain/signoff/step_action.h"
#include "io/file.h"
#include "io/sqlite/database.h"

#include <criterion/criterion.h>
#include <stdlib.h>

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

TestSuite(difference, .init = begin, .fini = finish, .timeout = 1200);

static struct plan_item anna_in(const char *step)
{
    return site_fixture_item(&fixture, "anna", step);
}

static int sign(const char *step)
{
    return site_fixture_sign(&fixture, "bo", "anna", step);
}

#define NORMEN "due: week 2\nsignoff: mentor\ncompetences: {norm: 3}\n"
#define FIRST "  - {n: 1, date: 2025-09-01, class: substantive}\n"

static void revise(const char *id, const char *front, const char *body)
{
    site_fixture_step(&fixture, id, front, body);
    site_fixture_publish(&fixture);
}

static const char *version_now(const char *step)
{
    char name[VERSION_NAME_BYTES];
    version_name(anna_in(step).step.parts, name);
    return arena_copy_string(&fixture.town.arena, name);
}

/* ---- in words ---- */

static struct step_comparison difference_of(const char *step)
{
    struct plan_item item;
    struct step_comparison comparison;
    struct person anna = fixture_person(&fixture.town, "anna");
    const struct step_diff_request of = {.step = step, .language = "sv"};
    fixture_ok(content_read_begin(site->content));
    int result = step_diff(site, fixture_subject(site->records, &actor_operator, &anna), &of, &fixture.town.arena,
                           &item, &comparison);
    content_read_end(site->content);
    fixture_ok(result);
    return comparison;
}

/* All runs that came, and all that went, with commas between. */
static const char *words_that(enum comparison_mark what, const struct step_comparison *comparison)
{
    CLEANUP(text_finish) struct text words = TEXT(4096);
    for (size_t i = 0; i < comparison->count; i++)
        for (size_t j = 0; j < comparison->parts[i].comparison.count; j++) {
            const struct comparison_block *block = &comparison->parts[i].comparison.items[j];
            for (size_t k = 0; k < block->run_count; k++)
                if (block->runs[k].what == what)
                    text_addf(&words, "%s%s", words.length ? ", " : "", block->runs[k].words);
        }
    return arena_copy_string(&fixture.town.arena, text_string(&words));
}

Test(difference, is_shown_in_words_from_what_was_done)
{
    revise("fritt", "revisions:\n" FIRST, "Ring på **tisdag** klockan nio.");
    fixture_ok(step_done(site, &actor_operator, subject_id("anna"), "fritt"));
    cr_expect_eq(difference_of("fritt").count, 0);
    revise("fritt", "revisions:\n  - {n: 2, date: 2026-03-01, class: substantive}\n" FIRST,
           "Ring på **onsdag** klockan nio.\n\nEller skriv.");
    struct step_comparison comparison = difference_of("fritt");
    cr_expect_str_eq(words_that(COMPARISON_REMOVED, &comparison), "tisdag");
    cr_expect_str_eq(words_that(COMPARISON_ADDED, &comparison), "onsdag, Eller skriv.");
    fixture_ok(step_accept_revision(site, &actor_operator, subject_id("anna"), "fritt"));
    cr_expect_eq(difference_of("fritt").count, 0);
}

/* As an older program wrote it. */
static void content_write(const char *sql)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(database_close_at) struct database *database = NULL;
    fixture_ok(database_open(file_join(&arena, fixture.town.folder, "content.db"), DATABASE_WRITE, &database));
    fixture_ok(database_script(database, sql));
    fixture_ok(content_seal_write(database));
}

Test(difference, from_an_edition_older_than_the_renderer_is_shown_and_the_next_publish_renders_anew)
{
    struct publication publication = {0};
    fixture_ok(step_done(site, &actor_operator, subject_id("anna"), "fritt"));
    revise("fritt", "revisions:\n  - {n: 2, date: 2026-03-01, class: substantive}\n" FIRST, "Annan text.");
    content_write("UPDATE rendering SET renderer = 0; UPDATE edition SET renderer = 0; DELETE FROM lesson;");
    struct step_comparison comparison = difference_of("fritt");
    cr_expect_str_eq(words_that(COMPARISON_ADDED, &comparison), "Annan text.");
    fixture_ok(publish(site->records, &actor_operator, &publication));
    cr_expect(publication.is_new);
    cr_expect_gt(publication.rendered, 0);
    publication_finish(&publication);
    comparison = difference_of("fritt");
    cr_expect_str_eq(words_that(COMPARISON_REMOVED, &comparison), "Text.");
}

Test(difference, from_a_text_that_is_lost_is_the_whole_new_text_and_says_so)
{
    fixture_ok(step_done(site, &actor_operator, subject_id("anna"), "fritt"));
    revise("fritt", "revisions:\n  - {n: 2, date: 2026-03-01, class: substantive}\n" FIRST, "Annan text.");
    content_write("DELETE FROM rendering WHERE blob NOT IN (SELECT blob FROM entry WHERE step = 'fritt')");
    struct step_comparison comparison = difference_of("fritt");
    cr_assert_eq(comparison.count, 1);
    cr_expect(comparison.parts[0].is_lost);
    cr_expect_str_eq(words_that(COMPARISON_ADDED, &comparison), "Annan text.");
}

/* ---- nobody acts on a text that was replaced ---- */

#define REPLACED(step) "step '" step "': has changed since it was opened; look at what is new, and go on"

Test(difference, is_told_before_somebody_acts_on_the_older_text)
{
    struct actor anna = fixture_actor(&fixture.town, "anna"), bo = fixture_actor(&fixture.town, "bo");
    const char *fritt = version_now("fritt"), *normen = version_now("normen");
    revise("fritt", "revisions:\n  - {n: 2, date: 2026-03-01, class: substantive}\n" FIRST, "Annan text.");
    revise("normen", NORMEN "revisions:\n  - {n: 2, date: 2026-03-01, class: legal}\n" FIRST, "Ny lag.");
    int64_t before = fixture_events(&fixture.town);
    struct signoff_request request = {.person = subject_id("anna"), .step = "normen", .expected_version = normen};
    struct signoff_new signing = {.person = subject_id("anna"),
                                  .step = "normen",
                                  .evidence = "observed",
                                  .autonomy = 3,
                                  .expected_version = normen};
    fixture_expect_failure(step_done_version(site, &anna, subject_id("anna"), "fritt", fritt), FAIL_RULE,
                           REPLACED("fritt"));
    fixture_expect_failure(signoff_request_version(site, &anna, &request), FAIL_RULE, REPLACED("normen"));
    fixture_expect_failure(signoff_give(site, &bo, &signing), FAIL_RULE, REPLACED("normen"));
    cr_expect(fail_is(FAIL_RULE, REASON_TEXT_CHANGED));
    cr_expect_eq(fixture_events(&fixture.town), before);
    request.expected_version = signing.expected_version = version_now("normen");
    fixture_ok(step_done_version(site, &anna, subject_id("anna"), "fritt", version_now("fritt")));
    fixture_ok(signoff_request_version(site, &anna, &request));
    fixture_ok(signoff_give(site, &bo, &signing));
    cr_expect_eq(anna_in("normen").signed_revision, 2);
}

Test(difference, is_not_taken_further_than_it_was_read)
{
    fixture_ok(step_done(site, &actor_operator, subject_id("anna"), "fritt"));
    revise("fritt", "revisions:\n  - {n: 2, date: 2026-03-01, class: substantive}\n" FIRST, "Annan text.");
    const char *read = version_now("fritt");
    revise("fritt",
           "revisions:\n  - {n: 3, date: 2026-03-01, class: substantive}\n"
           "  - {n: 2, date: 2026-03-01, class: substantive}\n" FIRST,
           "Tredje text.");
    fixture_expect_failure(step_accept_version(site, &actor_operator, subject_id("anna"), "fritt", read), FAIL_RULE,
                           REPLACED("fritt"));
    cr_expect_eq(anna_in("fritt").done_revision, 1);
    fixture_ok(content_read_begin(site->content));
    const char *parts = NULL;
    fixture_ok(version_find(site->content, "fritt", read, &fixture.town.arena, &parts));
    content_read_end(site->content);
    cr_assert_not_null(parts); /* what was read can be shown beside what came since */
}

Test(difference, of_an_edition_published_while_somebody_signs_is_shown_after)
{
    fixture_ok(content_read_begin(site->content)); /* the signer's page was answered from this edition */
    revise("normen", NORMEN "revisions:\n  - {n: 2, date: 2026-03-01, class: substantive}\n" FIRST, "Mer text.");
    int result = sign("normen");
    content_read_end(site->content);
    fixture_ok(result);
    struct plan_item item = anna_in("normen");
    cr_expect_eq(item.signed_revision, 1);
    cr_expect_eq(item.diff, REVISION_DIFF_READ);
}

/* ---- dates ---- */

Test(difference, of_a_legal_revision_dated_in_the_past_is_redone_at_once)
{
    fixture_ok(sign("normen"));
    revise("normen", NORMEN "revisions:\n  - {n: 2, date: 2025-01-01, class: legal}\n" FIRST, "Ny lag.");
    struct plan_item item = anna_in("normen");
    cr_expect_eq(item.diff, REVISION_DIFF_REDO);
    cr_expect_eq(item.diff_from, fixture_date("2025-01-01"));
    cr_expect_eq(item.state, STATE_SIGNED);
    cr_expect_eq(item.signed_revision, 1);
}

Test(difference, of_a_day_that_is_withdrawn_gives_the_signature_back)
{
    fixture_ok(sign("normen"));
    revise("normen", NORMEN "revisions:\n  - {n: 2, date: 2026-03-01, class: legal}\n" FIRST, "Ny lag.");
    cr_expect_eq(anna_in("normen").diff, REVISION_DIFF_REDO);
    revise("normen", NORMEN "revisions:\n  - {n: 2, date: 2026-07-01, class: legal}\n" FIRST, "Ny lag.");
    cr_expect_eq(anna_in("normen").diff, REVISION_DIFF_READ); /* the day was moved */
    revise("normen", NORMEN "revisions:\n" FIRST, "Text.");
    struct plan_item item = anna_in("normen");
    cr_expect_eq(item.diff, REVISION_DIFF_NONE); /* the revision was taken back */
    cr_expect(plan_item_is_finished(&item));
}

/* ---- gone, back, in another layer ---- */

Test(difference, of_a_step_that_comes_back_counts_from_what_was_done)
{
    fixture_ok(step_done(site, &actor_operator, subject_id("anna"), "fritt"));
    site_fixture_remove(&fixture, "fritt");
    site_fixture_publish(&fixture);
    struct plan plan = site_fixture_plan(&fixture, "anna");
    cr_assert_not_null(site_fixture_find(&plan, "fritt"));
    cr_expect_eq(site_fixture_find(&plan, "fritt")->state, STATE_DONE);
    revise("fritt", "", "Text.");
    cr_expect_eq(anna_in("fritt").state, STATE_DONE);
    cr_expect_eq(anna_in("fritt").diff, REVISION_DIFF_NONE);
    site_fixture_remove(&fixture, "fritt");
    site_fixture_publish(&fixture);
    revise("fritt", "revisions:\n  - {n: 2, date: 2026-03-01, class: substantive}\n" FIRST, "Åter.");
    cr_expect_eq(anna_in("fritt").diff, REVISION_DIFF_READ);
}

Test(difference, of_a_replacement_in_an_upper_layer_and_of_its_removal_is_read)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    char folder[FILE_TEMPORARY_BYTES];
    fixture_ok(file_make_temporary("trappa-upper", folder));
    const char *replacement = file_join(&arena, folder, "programmes/introduktion/02-grund/fritt.md");
    fixture_ok(step_done(site, &actor_operator, subject_id("anna"), "fritt"));
    site_fixture_write(&fixture, file_join(&arena, folder, "curriculum.yaml"), "id: ort\ntitle: Ort\nlanguage: sv\n");
    site_fixture_write(&fixture, replacement, "---\nreplaces: fritt\nbased-on: 1\ntitle: Här\n---\n\nSå gör vi här.\n");
    struct layer_new layer = {.name = "ort", .where = folder};
    fixture_ok(layer_add(site->records, &actor_operator, &layer));
    site_fixture_publish(&fixture);
    cr_expect_eq(anna_in("fritt").diff, REVISION_DIFF_READ);
    struct step_comparison comparison = difference_of("fritt");
    cr_expect_str_eq(words_that(COMPARISON_ADDED, &comparison), "Så gör vi här.");
    cr_expect_str_eq(words_that(COMPARISON_REMOVED, &comparison), "Text.");
    fixture_ok(step_accept_revision(site, &actor_operator, subject_id("anna"), "fritt"));
    fixture_ok(file_remove_tree(replacement));
    site_fixture_publish(&fixture);
    cr_expect_eq(anna_in("fritt").diff, REVISION_DIFF_READ);
    cr_expect_eq(anna_in("fritt").state, STATE_DONE);
    fixture_ok(step_accept_revision(site, &actor_operator, subject_id("anna"), "fritt"));
    cr_expect_eq(anna_in("fritt").diff, REVISION_DIFF_NONE);
    fixture_ok(file_remove_tree(folder));
}

/* ---- split and merged ---- */

static struct carry_over carry_of(const char *step)
{
    struct carry_over carry_over;
    struct person anna = fixture_person(&fixture.town, "anna");
    fixture_ok(carry_over_show(site, fixture_subject(site->records, &actor_operator, &anna), step, &fixture.town.arena,
                               &carry_over));
    return carry_over;
}

Test(difference, of_a_split_step_takes_over_what_was_signed_into_each)
{
    fixture_ok(sign("normen"));
    site_fixture_remove(&fixture, "normen");
    site_fixture_write(&fixture, "curriculum.yaml", "id: base\ntitle: Bas\nlanguage: sv\nretired: [normen]\n");
    site_fixture_step(&fixture, "sent", "", "Text."); /* named normen in requires */
    site_fixture_step(&fixture, "norm-del", "signoff: mentor\ncontinues: [normen]\n", "Första delen.");
    revise("norm-rest", "signoff: mentor\ncontinues: [normen]\n", "Andra delen.");
    struct carry_over carry_over = carry_of("norm-del");
    cr_assert_eq(carry_over.count, 1);
    cr_expect(carry_over.is_open);
    cr_expect_str_eq(carry_over.sources[0].signed_by_name, fixture_person(&fixture.town, "bo").name);
    fixture_ok(step_accept_revision(site, &actor_operator, subject_id("anna"), "norm-del"));
    cr_expect_eq(anna_in("norm-del").state, STATE_RECOGNISED);
    cr_expect_eq(anna_in("norm-rest").state, STATE_TODO);
    fixture_ok(step_accept_revision(site, &actor_operator, subject_id("anna"), "norm-rest"));
    carry_over = carry_of("norm-del");
    cr_expect(carry_over.is_taken);
    cr_expect_not(carry_over.is_open);
    cr_expect_eq(carry_over.sources[0].revision, 1);
    struct plan plan = site_fixture_plan(&fixture, "anna");
    cr_assert_not_null(site_fixture_find(&plan, "normen")); /* the signature stays in the history */
    cr_expect_eq(site_fixture_find(&plan, "normen")->signed_revision, 1);
    fixture_expect_failure(step_accept_revision(site, &actor_operator, subject_id("anna"), "norm-del"), FAIL_RULE,
                           "step 'norm-del': nothing has changed since it was done");
    revise("norm-del",
           "signoff: mentor\ncontinues: [normen]\nrevisions:\n  - {n: 2, date: 2026-03-01, class: legal}\n" FIRST,
           "Ny lag.");
    cr_expect_eq(anna_in("norm-del").diff, REVISION_DIFF_REDO);
    fixture_ok(sign("norm-del"));
    cr_expect_eq(anna_in("norm-del").state, STATE_SIGNED);
}

Test(difference, of_a_merged_step_takes_over_when_all_of_them_are_done)
{
    revise("allt", "continues: [fritt, valkommen]\n", "Båda.");
    fixture_ok(step_done(site, &actor_operator, subject_id("anna"), "fritt"));
    cr_expect_not(carry_of("allt").is_open);
    fixture_expect_failure(step_accept_revision(site, &actor_operator, subject_id("anna"), "allt"), FAIL_RULE,
                           "step 'allt': grew out of steps that are not all done, so there is nothing to take over");
    fixture_ok(step_done(site, &actor_operator, subject_id("anna"), "valkommen"));
    fixture_ok(step_accept_revision(site, &actor_operator, subject_id("anna"), "allt"));
    cr_expect_eq(anna_in("allt").state, STATE_RECOGNISED);
    cr_expect_eq(carry_of("allt").count, 2);
}

Test(difference, is_not_taken_over_where_a_signature_or_the_law_asks_for_more)
{
    fixture_ok(step_done(site, &actor_operator, subject_id("anna"), "fritt"));
    fixture_ok(sign("normen"));
    site_fixture_step(&fixture, "med-mentor", "signoff: mentor\ncontinues: [fritt]\n", "Ny.");
    site_fixture_step(&fixture, "med-chef", "signoff: manager\ncontinues: [normen]\n", "Ny.");
    revise("lag", "continues: [fritt]\nrevisions:\n  - {n: 1, date: 2026-01-01, class: legal}\n", "Ny.");
    fixture_expect_failure(step_accept_revision(site, &actor_operator, subject_id("anna"), "med-mentor"), FAIL_RULE,
                           "step 'med-mentor': asks for a signature that the older steps do not have");
    fixture_expect_failure(step_accept_revision(site, &actor_operator, subject_id("anna"), "med-chef"), FAIL_RULE,
                           "step 'med-chef': asks for a signature that the older steps do not have");
    fixture_expect_failure(step_accept_revision(site, &actor_operator, subject_id("anna"), "lag"), FAIL_RULE,
                           "step 'lag': says what the law is now, so it is done anew");
    cr_expect_eq(anna_in("lag").state, STATE_TODO);
}

/* ---- who signed is told ---- */

static size_t changed_for(const char *person, struct signoff_changed_item **ret_changed)
{
    size_t count = 0;
    struct actor actor = fixture_actor(&fixture.town, person);
    fixture_ok(signoff_changed(site, &actor, &fixture.town.arena, ret_changed, &count));
    return count;
}

Test(difference, is_told_to_whoever_signed_until_it_is_taken_or_signed_again)
{
    struct signoff_changed_item *changed;
    fixture_ok(sign("normen"));
    cr_expect_eq(changed_for("bo", &changed), 0);
    revise("normen", NORMEN "revisions:\n  - {n: 2, date: 2026-04-01, class: legal}\n" FIRST, "Ny lag.");
    cr_assert_eq(changed_for("bo", &changed), 1);
    cr_expect_eq(changed[0].item.diff, REVISION_DIFF_READ);
    cr_expect_eq(changed_for("britt", &changed), 0);
    fixture_ok(step_accept_revision(site, &actor_operator, subject_id("anna"), "normen"));
    cr_expect_eq(changed_for("bo", &changed), 0);
    fixture_day("2026-04-01");
    cr_assert_eq(changed_for("bo", &changed), 1);
    cr_expect_eq(changed[0].item.diff, REVISION_DIFF_REDO);
    fixture_ok(sign("normen"));
    cr_expect_eq(changed_for("bo", &changed), 0);
}

/* ---- before it is published ---- */

static struct publish_impact effect_for(const char *person)
{
    struct publication publication = {0};
    struct publish_impact publish_impact;
    struct actor actor = person ? fixture_actor(&fixture.town, person) : actor_operator;
    CLEANUP(memory_free_at) char *path = publish_preview_path(fixture.town.folder);
    CLEANUP(content_close_at) struct content *proposal = NULL;
    fixture_ok(publish_preview(site->records, &actor, &publication));
    cr_assert_neq(publication.edition[0], '\0');
    publication_finish(&publication);
    fixture_ok(content_open(path, &proposal));
    fixture_ok(publish_impact_compute(site, &actor, proposal, &fixture.town.arena, &publish_impact));
    return publish_impact;
}

static const struct publish_impact_step *effect_on(const struct publish_impact *publish_impact, const char *step)
{
    for (size_t i = 0; i < publish_impact->count; i++)
        if (text_equal(publish_impact->steps[i].difference.step, step))
            return &publish_impact->steps[i];
    cr_assert_fail("%s is not touched", step);
    return NULL;
}

Test(difference, is_reckoned_before_it_is_published_and_changes_nothing_by_that)
{
    fixture_ok(sign("normen"));
    fixture_ok(step_done(site, &actor_operator, subject_id("anna"), "fritt"));
    fixture_ok(step_done(site, &actor_operator, subject_id("petra"), "fritt"));
    site_fixture_step(&fixture, "normen", NORMEN "revisions:\n  - {n: 2, date: 2026-03-01, class: legal}\n" FIRST,
                      "Ny.");
    site_fixture_step(&fixture, "fritt", "revisions:\n  - {n: 2, date: 2026-05-01, class: legal}\n" FIRST, "Ny.");
    int64_t before = fixture_events(&fixture.town);
    struct publish_impact publish_impact = effect_for(NULL);
    cr_expect_eq(publish_impact.count, 2);
    cr_expect_eq(effect_on(&publish_impact, "normen")->redo, 1);
    cr_expect_eq(effect_on(&publish_impact, "normen")->signatures, 1);
    cr_expect_eq(effect_on(&publish_impact, "normen")->plans, 1);
    cr_expect_eq(effect_on(&publish_impact, "fritt")->read, 2);
    cr_expect_eq(effect_on(&publish_impact, "fritt")->later, 2);
    cr_expect_eq(effect_on(&publish_impact, "fritt")->redo, 0);
    cr_expect_eq(effect_on(&publish_impact, "fritt")->people_count, 2);
    cr_expect_eq(fixture_events(&fixture.town), before);
    cr_expect_eq(anna_in("normen").diff, REVISION_DIFF_NONE);
    site_fixture_publish(&fixture);
    cr_expect_eq(anna_in("normen").diff, REVISION_DIFF_REDO); /* as was said */
    cr_expect_eq(effect_for(NULL).count, 0);
}

Test(difference, is_reckoned_in_numbers_that_name_nobody_for_an_author)
{
    static const char *const five[] = {"anna", "petra", "lars", "bo", "britt"};
    struct actor anna = fixture_actor(&fixture.town, "anna");
    fixture_ok(sign("normen"));
    for (size_t i = 0; i < COUNT_OF(five); i++)
        fixture_ok(step_done(site, &actor_operator, subject_id(five[i]), "fritt"));
    site_fixture_step(&fixture, "normen", NORMEN "revisions:\n  - {n: 2, date: 2026-03-01, class: legal}\n" FIRST,
                      "Ny.");
    site_fixture_step(&fixture, "fritt", "revisions:\n  - {n: 2, date: 2026-03-01, class: substantive}\n" FIRST, "Ny.");
    struct publish_impact publish_impact = effect_for("erik");
    cr_expect_eq(effect_on(&publish_impact, "normen")->redo, PUBLISH_IMPACT_WITHHELD);
    cr_expect_eq(effect_on(&publish_impact, "normen")->signatures, PUBLISH_IMPACT_WITHHELD);
    cr_expect_eq(effect_on(&publish_impact, "normen")->read, 0);
    cr_expect_eq(effect_on(&publish_impact, "fritt")->read, 5);
    cr_expect_eq(effect_on(&publish_impact, "fritt")->people_count, 0);
    struct publication publication = {0};
    cr_expect_eq(publish_preview(site->records, &anna, &publication), FAIL_DENIED);
    publication_finish(&publication);
}
