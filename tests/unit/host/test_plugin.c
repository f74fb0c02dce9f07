/* What a plugin says of itself is looked over before anything of it is called. */
#include "base/fail.h"
#include "host/plugin.h"

#include <criterion/criterion.h>
#include <trappa/block.h>
#include <trappa/check.h>
#include <trappa/listener.h>
#include <trappa/migration.h>
#include <trappa/personal.h>
#include <trappa/route.h>
#include <trappa/step_kind.h>
#include <trappa/text.h>

static int start(const struct trappa_host *host)
{
    (void)host;
    return 0;
}

static int check_all(const struct trappa_offer *offers)
{
    static const char *const needs[] = {NULL};
    const struct trappa_plugin told = {TRAPPA_ABI, sizeof told, "test-er", "1.0", "For tests",
                                       needs,      offers,      start,     NULL};
    return plugin_check(&told);
}

static int check(const char *kind, const void *item)
{
    return check_all((const struct trappa_offer[]){{kind, item}, {NULL, NULL}});
}

static int check_two(const char *kind, const void *one, const void *other)
{
    return check_all((const struct trappa_offer[]){{kind, one}, {kind, other}, {NULL, NULL}});
}

static int find(const struct trappa_source_1 *source, const struct trappa_finder_1 *finder)
{
    (void)source;
    (void)finder;
    return 0;
}

static int show(const struct trappa_shown_1 *shown)
{
    (void)shown;
    return 0;
}

Test(plugin, offers_a_block_with_a_name_a_finder_and_a_show)
{
    struct trappa_block_1 block = {sizeof block, "question", find, show, NULL, NULL};
    cr_expect_eq(check(TRAPPA_BLOCK_1, &block), 0, "%s", fail_sentence());
    block.name = "Question 1";
    cr_expect_eq(check(TRAPPA_BLOCK_1, &block), FAIL_INPUT);
    cr_expect_str_eq(fail_sentence(), "block 'Question 1': is not of a-z and -, at most 32");
    block = (struct trappa_block_1){sizeof block, "question", NULL, show, NULL, NULL};
    cr_expect_eq(check(TRAPPA_BLOCK_1, &block), FAIL_INPUT);
    cr_expect_str_eq(fail_sentence(), "block 'question': something that must be there is NULL");
    block = (struct trappa_block_1){sizeof block - 8, "question", find, show, NULL, NULL};
    cr_expect_neq(check(TRAPPA_BLOCK_1, &block), 0);
}

Test(plugin, offers_a_kind_of_steps_that_is_no_word_of_trappas)
{
    struct trappa_step_kind_1 kind = {sizeof kind, "excursion", "excursion"};
    cr_expect_eq(check(TRAPPA_STEP_KIND_1, &kind), 0, "%s", fail_sentence());
    kind.word = "reading";
    cr_expect_eq(check(TRAPPA_STEP_KIND_1, &kind), FAIL_RULE);
    cr_expect_str_eq(fail_sentence(), "step kind 'reading': is a word of Trappa's own");
    kind.word = "two words";
    cr_expect_eq(check(TRAPPA_STEP_KIND_1, &kind), FAIL_INPUT);
}

Test(plugin, says_which_of_its_own_tables_hold_rows_about_people)
{
    static const char *const erased[] = {"words", NULL};
    static const char *const wrong[] = {"words = 1; --", NULL};
    struct trappa_personal_1 personal = {sizeof personal, "test_er_answer", "person", erased};
    cr_expect_eq(check(TRAPPA_PERSONAL_1, &personal), 0, "%s", fail_sentence());
    personal.erased = wrong;
    cr_expect_eq(check(TRAPPA_PERSONAL_1, &personal), FAIL_INPUT);
    personal = (struct trappa_personal_1){sizeof personal, "person", "rid", erased};
    cr_expect_eq(check(TRAPPA_PERSONAL_1, &personal), FAIL_INPUT);
    cr_expect_str_eq(fail_sentence(), "personal 'person': is no table of its own");
}

Test(plugin, brings_a_catalogue_that_is_one)
{
    const struct trappa_catalogue_1 catalogue = {sizeof catalogue, "sv", "not a catalogue", 15};
    cr_expect_eq(check(TRAPPA_CATALOGUE_1, &catalogue), FAIL_INPUT);
    cr_expect_str_eq(fail_sentence(), "its catalogue is no file that msgfmt made, or was cut");
}

static int handle(void)
{
    return 0;
}

Test(plugin, offers_one_page_for_a_method_and_a_path)
{
    const struct trappa_route_1 show = {sizeof show, "GET", "/test-er/:step", "Step", "signed-in", 0, NULL, handle};
    struct trappa_route_1 other = {sizeof other, "POST", "/test-er/:step", "Step", "signed-in", 0, NULL, handle};
    cr_expect_eq(check_two(TRAPPA_ROUTE_1, &show, &other), 0, "%s", fail_sentence());
    other.method = "GET";
    other.path = "/test-er/:person";
    cr_expect_eq(check_two(TRAPPA_ROUTE_1, &show, &other), FAIL_RULE);
    cr_expect_str_eq(fail_sentence(), "offers route/1 '/test-er/:person' twice");
    other.path = "/test-er/:person/notes";
    cr_expect_eq(check_two(TRAPPA_ROUTE_1, &show, &other), 0, "%s", fail_sentence());
}

Test(plugin, offers_nothing_twice)
{
    const struct trappa_step_kind_1 one = {sizeof one, "excursion", "excursion"}, other = one;
    const struct trappa_personal_1 personal = {sizeof personal, "test_er_answer", "person", NULL};
    const struct trappa_migration_1 first = {sizeof first, 1, "answers", "SELECT 1"},
                                    second = {sizeof second, 2, "answers", "SELECT 2"};
    cr_expect_eq(check_two(TRAPPA_STEP_KIND_1, &one, &other), FAIL_RULE);
    cr_expect_str_eq(fail_sentence(), "offers step-kind/1 'excursion' twice");
    cr_expect_eq(check_two(TRAPPA_PERSONAL_1, &personal, &personal), FAIL_RULE);
    cr_expect_str_eq(fail_sentence(), "offers personal/1 'test_er_answer' twice");
    cr_expect_eq(check_two(TRAPPA_MIGRATION_1, &first, &second), FAIL_RULE);
    cr_expect_str_eq(fail_sentence(), "offers migration/1 'answers' twice");
    cr_expect_eq(check_two(TRAPPA_MIGRATION_1, &first, &first), FAIL_RULE);
}

static int hear(const struct trappa_event_1 *event)
{
    (void)event;
    return 0;
}

Test(plugin, may_hear_one_event_in_two_ways_but_not_twice_in_the_same)
{
    const struct trappa_listener_1 one = {sizeof one, "signoff.", hear}, other = one;
    cr_expect_eq(check_two(TRAPPA_LISTENER_1, &one, &other), 0, "%s", fail_sentence());
    cr_expect_eq(check_two(TRAPPA_LISTENER_1, &one, &one), FAIL_RULE);
    cr_expect_str_eq(fail_sentence(), "offers the same listener/1 twice");
}

Test(plugin, gives_each_code_of_findings_one_meaning)
{
    const struct trappa_check_code_1 codes[] = {{"TE101", 1, "'%s'", "mend", "why"}, {NULL, 0, NULL, NULL, NULL}};
    const struct trappa_check_code_1 again[] = {
        {"TE102", 1, "'%s'", "mend", "why"}, {"TE101", 0, "'%s'", "mend", "why"}, {NULL, 0, NULL, NULL, NULL}};
    const struct trappa_check_1 one = {sizeof one, codes, NULL}, other = {sizeof other, again, NULL};
    cr_expect_eq(check_two(TRAPPA_CHECK_1, &one, &other), FAIL_RULE);
    cr_expect_str_eq(fail_sentence(), "offers the finding 'TE101' twice");
}
