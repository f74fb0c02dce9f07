/* Tests of stem: Swedish inflections meet, å ä ö stay letters. */
#include "io/stem.h"

#include <criterion/criterion.h>
#include <string.h>

static void has_stem(const char *word, const char *expected)
{
    char stem[STEM_WORD_BYTES_MAX + 1];
    int length = stem_swedish(word, (int)strlen(word), stem, STEM_WORD_BYTES_MAX);
    stem[length] = '\0';
    cr_assert_str_eq(stem, expected);
}

Test(stem, brings_inflections_together)
{
    has_stem("beslut", "beslut");
    has_stem("besluten", "beslut");
    has_stem("handläggare", "handlägg");
    has_stem("handläggarna", "handlägg");
    has_stem("ansökningarna", "ansökning");
}

Test(stem, keeps_far_and_får_apart)
{
    has_stem("far", "far");
    has_stem("får", "får");
}

Test(stem, never_writes_past_the_room)
{
    char stem[4] = "....";
    cr_assert_eq(stem_swedish("socialtjänst", 13, stem, 3), 3);
    cr_assert_arr_eq(stem, "soc.", 4);
    cr_assert_eq(stem_swedish("", 0, stem, 3), 0);
}

Test(stem, a_word_too_long_is_its_own_stem)
{
    char word[400], stem[400];
    memset(word, 'a', sizeof word);
    cr_assert_eq(stem_swedish(word, 400, stem, 400), 400);
}
