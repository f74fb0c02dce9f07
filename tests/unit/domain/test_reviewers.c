/* Tests of reviewers: whose a file is by `reviewers:` of a layer. */
#include "domain/curriculum/reviewers.h"

#include <criterion/criterion.h>
#include <string.h>

static struct reviewers parse(const char *yaml, struct arena *arena)
{
    struct reviewers reviewers;
    cr_assert_eq(reviewers_parse(yaml, strlen(yaml), arena, &reviewers), 0);
    return reviewers;
}

Test(reviewers, the_longest_folder_that_a_file_is_in_decides)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct reviewers reviewers =
        parse("id: x\nreviewers:\n  .: [rut]\n  cases: [bo, eva]\n  cases/ett.md: [my]\n", &arena);
    cr_assert(reviewers_has(reviewers_find(&reviewers, "curriculum.yaml"), "rut"));
    cr_assert(reviewers_has(reviewers_find(&reviewers, "cases/två.md"), "eva"));
    cr_assert_not(reviewers_has(reviewers_find(&reviewers, "cases/två.md"), "rut"));
    cr_assert(reviewers_has(reviewers_find(&reviewers, "cases/ett.md"), "my"));
    cr_assert_not(reviewers_has(reviewers_find(&reviewers, "cases/ett.md"), "bo"));
    cr_assert(reviewers_has(reviewers_find(&reviewers, "cases-av-annat/ett.md"), "rut"));
}

Test(reviewers, nobody_is_named_where_nothing_fits_or_can_be_read)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct reviewers reviewers = parse("reviewers: {cases/: [bo]}\n", &arena);
    cr_assert_null(reviewers_find(&reviewers, "programmes/p/ett.md"));
    cr_assert(reviewers_has(reviewers_find(&reviewers, "cases/ett.md"), "bo"));
    cr_assert_eq(parse("id: x\n", &arena).count, 0);
    cr_assert_eq(parse("reviewers: [bo]\n", &arena).count, 0);
    cr_assert_eq(parse("reviewers: {a: bo}\n", &arena).rows[0].count, 0);
    cr_assert_eq(parse("a: [\n", &arena).count, 0);
}
