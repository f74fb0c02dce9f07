/* Tests of unicode. */
#include "io/unicode.h"

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

Test(unicode, knows_what_is_not_seen)
{
    static const uint32_t hidden[] = {'\n', 0x7f, 0x9b, 0xad, 0x200b, 0x200e, 0x202e, 0x2028, 0x2029, 0xfeff, 0xe0041};
    for (size_t i = 0; i < COUNT_OF(hidden); i++)
        cr_assert(unicode_is_hidden(hidden[i]), "U+%04X", hidden[i]);
    static const uint32_t seen[] = {'a', ' ', 0xa0, 0x200d, 0x301, 0x1f600};
    for (size_t i = 0; i < COUNT_OF(seen); i++)
        cr_assert_not(unicode_is_hidden(seen[i]), "U+%04X", seen[i]);
    cr_assert_eq(unicode_hidden_in("a\nb\u202e", "\n"), 0x202e);
    cr_assert_eq(unicode_hidden_in("a\nb", "\n\t"), 0);
}

Test(unicode, shows_what_is_not_seen)
{
    CLEANUP(text_finish) struct text shown = TEXT(1000);
    unicode_add_shown(&shown,
                      "a\xc2\x9b"
                      "31mb \u202eÅ\nc",
                      "\n");
    cr_assert_str_eq(text_string(&shown), "a<U+009B>31mb <U+202E>Å\nc");
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
