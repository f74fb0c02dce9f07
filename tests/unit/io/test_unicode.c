/* Tests of unicode. */
#include "io/unicode.h"

#include "base/hidden.h"

#include <criterion/criterion.h>
#include <string.h>
#include <unictype.h>

#define LAST_POINT 0x10ffff

/* The character as UTF-8. */
static const char *utf8_of(uint32_t point, char room[5])
{
    char lead[] = {0, (char)0xc0, (char)0xe0, (char)0xf0};
    int more = point < 0x80 ? 0 : point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    room[0] = (char)(lead[more] | (char)(point >> 6 * more));
    for (int i = 1; i <= more; i++)
        room[i] = (char)(0x80 | (point >> 6 * (more - i) & 0x3f));
    room[more + 1] = '\0';
    return room;
}

Test(unicode, composes_what_was_decomposed_and_lends_what_is_composed)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const char *composed = "Åke Ärla på Öland";
    cr_assert_str_eq(unicode_compose(&arena, "A\u030ake A\u0308rla pa\u030a O\u0308land"), composed);
    cr_assert_eq(unicode_compose(&arena, composed), composed);
    cr_assert_str_eq(unicode_compose(&arena, "\u212b"), "Å"); /* the sign of the unit */
    cr_assert_null(unicode_compose(&arena, NULL));
    const char *broken = "a\u0308\xff";
    cr_assert_eq(unicode_compose(&arena, broken), broken);
}

Test(unicode, composes_every_character_within_its_room)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    char room[5];
    for (uint32_t point = 1; point <= LAST_POINT; point += point == 0xd7ff ? 0x801 : 1) {
        cr_assert(text_is_utf8(unicode_compose(&arena, utf8_of(point, room)), strlen(room), NULL) || point);
        (void)unicode_fold(&arena, room);
    }
}

Test(unicode, folds_capitals_of_every_alphabet)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    cr_assert_str_eq(unicode_fold(&arena, "ANSTA\u0308LLNINGSNUMMER"), "anställningsnummer");
    cr_assert_str_eq(unicode_fold(&arena, "Šimić ÇA Ы"), "šimić ça ы");
}

Test(unicode, knows_which_letters_run_leftwards)
{
    cr_assert(unicode_runs_leftwards("Amal أمل", strlen("Amal أمل")));
    cr_assert(unicode_runs_leftwards("דוד", strlen("דוד")));
    cr_assert_not(unicode_runs_leftwards("Šimić Ы 日本 …", strlen("Šimić Ы 日本 …")));
}

/* base/hidden.c has a table, since it stands below every library; libunistring may be older than Unicode 15. */
Test(unicode, agrees_with_what_is_called_hidden)
{
    for (uint32_t point = 1; point <= LAST_POINT; point++) {
        bool is_hidden =
            point != 0x200d && uc_is_general_category_withtable(point, UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf |
                                                                           UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp);
        bool is_unknown = uc_is_general_category_withtable(point, UC_CATEGORY_MASK_Cn);
        cr_assert(hidden_is(point) == is_hidden || is_unknown, "U+%04X", point);
    }
}

/* base/text.c has its own table of what leaves no ink, since it stands below every library. */
Test(unicode, agrees_with_what_text_calls_blank)
{
    char room[5];
    for (uint32_t point = 1; point <= LAST_POINT; point += point == 0xd7ff ? 0x801 : 1) {
        bool is_blank = uc_is_property_white_space(point) || uc_is_property_default_ignorable_code_point(point) ||
                        uc_is_general_category(point, UC_CONTROL);
        bool is_ours = text_is_blank(utf8_of(point, room));
        cr_assert(is_ours == is_blank || point == 0x2800, "U+%04X is %d", point, is_ours);
    }
}
