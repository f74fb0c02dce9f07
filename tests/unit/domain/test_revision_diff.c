/* Tests of what a new revision asks of somebody who did an older one. */
#include "domain/progress/revision_diff.h"

#include "base/clock.h"

#include <criterion/criterion.h>

#define BASE(number, days, class)                                                                                      \
    ((struct content_revision){.layer = "bas", .n = (number), .day = (days), .change = (class)})
#define LOCAL(number, class) ((struct content_revision){.layer = "ort", .n = (number), .day = 1, .change = (class)})
#define TODAY 100

static void asks(const char *done, const char *newest, const struct content_revision revisions[4],
                 struct revision_diff expected)
{
    size_t count = 0;
    while (count < 4 && revisions[count].layer)
        count++;
    struct revision_diff diff =
        revision_diff_between(done, newest, (struct revision_diff_revisions){revisions, count}, TODAY);
    cr_expect_eq(diff.what, expected.what, "%s to %s: %d", done, newest, diff.what);
    cr_expect_eq(diff.from, expected.from, "%s to %s: from %d", done, newest, diff.from);
}

#define REVISIONS(...) ((const struct content_revision[4]){__VA_ARGS__})
#define NONE ((struct revision_diff){REVISION_DIFF_NONE, DAY_NONE})
#define READ ((struct revision_diff){REVISION_DIFF_READ, DAY_NONE})

Test(diff, is_none_for_the_same_revision_whatever_the_blob)
{
    asks("bas 2 aa", "bas 2 aa", REVISIONS(BASE(2, 1, CHANGE_LEGAL)), NONE);
    asks("bas 2 aa", "bas 2 bb", REVISIONS(BASE(2, 1, CHANGE_LEGAL)), NONE);
}

Test(diff, is_the_highest_class_after_what_was_done)
{
    asks("bas 1 aa", "bas 2 bb", REVISIONS(BASE(2, 1, CHANGE_EDITORIAL), BASE(1, 1, CHANGE_LEGAL)), NONE);
    asks("bas 1 aa", "bas 3 bb", REVISIONS(BASE(3, 1, CHANGE_EDITORIAL), BASE(2, 1, CHANGE_SUBSTANTIVE)), READ);
    asks("bas 1 aa", "bas 3 bb", REVISIONS(BASE(3, 1, CHANGE_SUBSTANTIVE), BASE(2, 50, CHANGE_LEGAL)),
         ((struct revision_diff){REVISION_DIFF_REDO, 50}));
    asks("bas 2 aa", "bas 3 bb", REVISIONS(BASE(3, 1, CHANGE_SUBSTANTIVE), BASE(2, 50, CHANGE_LEGAL)), READ);
}

Test(diff, of_a_legal_revision_is_read_until_its_day)
{
    asks("bas 1 aa", "bas 2 bb", REVISIONS(BASE(2, TODAY + 1, CHANGE_LEGAL)),
         ((struct revision_diff){REVISION_DIFF_READ, TODAY + 1}));
    asks("bas 1 aa", "bas 2 bb", REVISIONS(BASE(2, TODAY, CHANGE_LEGAL)),
         ((struct revision_diff){REVISION_DIFF_REDO, TODAY}));
    asks("bas 1 aa", "bas 2 bb", REVISIONS(BASE(2, DAY_NONE, CHANGE_LEGAL)),
         ((struct revision_diff){REVISION_DIFF_REDO, DAY_NONE}));
    asks("bas 1 aa", "bas 3 bb", REVISIONS(BASE(3, TODAY + 90, CHANGE_LEGAL), BASE(2, TODAY + 9, CHANGE_LEGAL)),
         ((struct revision_diff){REVISION_DIFF_READ, TODAY + 9}));
    asks("bas 1 aa", "bas 3 bb", REVISIONS(BASE(3, TODAY + 90, CHANGE_LEGAL), BASE(2, 9, CHANGE_LEGAL)),
         ((struct revision_diff){REVISION_DIFF_REDO, 9}));
}

Test(diff, of_a_part_that_appears_later_is_read_unless_it_says_otherwise)
{
    asks("bas 1 aa\n", "bas 1 aa\nort 1 cc\n", REVISIONS(BASE(1, 1, CHANGE_LEGAL), LOCAL(1, CHANGE_SUBSTANTIVE)), READ);
    asks("bas 1 aa\n", "bas 1 aa\nort 1 cc\n", REVISIONS(LOCAL(1, CHANGE_EDITORIAL)), NONE);
    asks("bas 1 aa\n", "bas 1 aa\nort 1 cc\n", REVISIONS(LOCAL(1, CHANGE_LEGAL)),
         ((struct revision_diff){REVISION_DIFF_REDO, 1}));
    asks("bas 1 aa\nort 1 cc\n", "bas 1 aa\n", REVISIONS(BASE(1, 1, CHANGE_LEGAL)), NONE);
}

Test(diff, counts_each_layer_by_its_own_numbers)
{
    asks("bas 5 aa\nort 1 cc", "bas 5 aa\nort 2 dd", REVISIONS(BASE(2, 1, CHANGE_LEGAL), LOCAL(2, CHANGE_SUBSTANTIVE)),
         READ);
    asks("basal 5 aa", "bas 1 aa", REVISIONS(BASE(1, 1, CHANGE_SUBSTANTIVE)), READ);
}

Test(diff, of_a_revision_that_nobody_describes_is_read)
{
    asks("bas 1 aa", "bas 2 bb", REVISIONS(BASE(0, 0, CHANGE_LEGAL)), READ);
    asks("", "bas 1 bb", REVISIONS(BASE(0, 0, CHANGE_LEGAL)), READ);
    asks("bas 3 aa", "bas 2 bb", REVISIONS(BASE(3, 1, CHANGE_LEGAL)), NONE);
}

Test(diff, of_a_replacement_that_came_or_went_is_what_its_newest_revision_says)
{
    asks("bas 3 aa", "ort 1 cc", REVISIONS(LOCAL(1, CHANGE_SUBSTANTIVE)), READ);
    asks("bas 3 aa", "ort 1 cc", REVISIONS(LOCAL(1, CHANGE_EDITORIAL)), NONE);
    asks("ort 1 cc", "bas 3 aa", REVISIONS(BASE(3, 1, CHANGE_SUBSTANTIVE), BASE(2, 1, CHANGE_LEGAL)), READ);
    asks("ort 1 cc", "bas 3 aa", REVISIONS(BASE(3, TODAY + 5, CHANGE_LEGAL)),
         ((struct revision_diff){REVISION_DIFF_READ, TODAY + 5}));
    asks("ort 1 cc", "bas 3 aa", REVISIONS(BASE(0, 0, CHANGE_LEGAL)), READ);
}

Test(diff, keeps_a_replacement_and_an_addition_of_one_layer_apart)
{
    asks("bas 1 aa\nort 5 cc", "ort 1 dd", REVISIONS(LOCAL(1, CHANGE_SUBSTANTIVE)), READ);
    asks("ort 5 cc", "bas 1 aa\nort 1 dd", REVISIONS(BASE(1, 1, CHANGE_EDITORIAL), LOCAL(1, CHANGE_SUBSTANTIVE)), READ);
    cr_assert_eq(revision_diff_done_revision("bas 1 aa\nort 5 cc", "ort"), 5);
    cr_assert_eq(revision_diff_done_revision("bas 1 aa", "ort"), 0);
}

Test(diff, of_a_day_that_was_moved_or_a_revision_taken_back_is_what_the_newest_edition_says)
{
    asks("bas 1 aa", "bas 2 bb", REVISIONS(BASE(2, 50, CHANGE_LEGAL)),
         ((struct revision_diff){REVISION_DIFF_REDO, 50}));
    asks("bas 1 aa", "bas 2 cc", REVISIONS(BASE(2, TODAY + 30, CHANGE_LEGAL)),
         ((struct revision_diff){REVISION_DIFF_READ, TODAY + 30}));
    asks("bas 1 aa", "bas 1 aa", REVISIONS(BASE(1, 1, CHANGE_SUBSTANTIVE)), NONE);
    asks("bas 2 bb", "bas 1 aa", REVISIONS(BASE(1, 1, CHANGE_SUBSTANTIVE)), NONE);
}
