/* Tests of collate. */
#include "io/collate.h"

#include "base/memory.h"

#include <criterion/criterion.h>

Test(collate, sorts_names_as_swedish_does)
{
    const char *names[] = {"Anna", "Bo", "Edit", "Élise", "Eva", "Viktor", "Walter", "Zara", "Åke", "Ärla", "Örjan"};
    for (size_t i = 0; i + 1 < COUNT_OF(names); i++) {
        cr_assert_lt(collate_swedish(names[i], names[i + 1]), 0, "%s before %s", names[i], names[i + 1]);
        cr_assert_gt(collate_swedish(names[i + 1], names[i]), 0, "%s after %s", names[i + 1], names[i]);
    }
}

Test(collate, lets_capitals_and_accents_decide_only_between_equals)
{
    cr_assert_lt(collate_swedish("åke b", "ÅKE C"), 0);
    cr_assert_neq(collate_swedish("Åke", "åke"), 0);
    cr_assert_neq(collate_swedish("Eva", "Éva"), 0);
    cr_assert_eq(collate_swedish("Åke", "Åke"), 0);
}

Test(collate, puts_what_has_no_name_last_and_survives_broken_utf8)
{
    cr_assert_gt(collate_swedish(NULL, "Ö"), 0);
    cr_assert_lt(collate_swedish("Ö", NULL), 0);
    cr_assert_eq(collate_swedish(NULL, NULL), 0);
    cr_assert_neq(collate_swedish("a\xc3", "a\xf0\x9f"), 0);
}
Test(collate, follows_the_cldr)
{
    const char *names[] = {"Daa",  "Đorđe", "Dra", "Laa", "Łukasz", "Lz",   "Saa", "Šimić", "Sz",
                           "Tha",  "Þór",   "Thu", "Ti",  "Yma",    "Ümit", "Yz",  "Zara",  "Åke",
                           "Ärla", "Ärn",   "Æsa", "Öa",  "Øb",     "Öc",   "Жан"};
    for (size_t i = 0; i + 1 < COUNT_OF(names); i++)
        cr_assert_lt(collate_swedish(names[i], names[i + 1]), 0, "%s before %s", names[i], names[i + 1]);
}

Test(collate, takes_decomposed_letters_for_the_same)
{
    cr_assert_gt(collate_swedish("A\u030ake", "Zara"), 0);
    cr_assert_lt(collate_swedish("A\u030ake", "Ärla"), 0);
    cr_assert_lt(collate_swedish("Åke A", "A\u030ake B"), 0);
}
