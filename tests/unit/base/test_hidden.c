/* Tests of hidden. */
#include "base/hidden.h"

#include "base/memory.h"

#include <criterion/criterion.h>
#include <string.h>

Test(hidden, knows_what_is_not_seen)
{
    static const uint32_t hidden[] = {'\n', 0x7f, 0x9b, 0xad, 0x200b, 0x200e, 0x202e, 0x2028, 0x2029, 0xfeff, 0xe0041};
    for (size_t i = 0; i < COUNT_OF(hidden); i++)
        cr_assert(hidden_is(hidden[i]), "U+%04X", hidden[i]);
    static const uint32_t seen[] = {'a', ' ', 0xa0, 0x200d, 0x301, 0x1f600};
    for (size_t i = 0; i < COUNT_OF(seen); i++)
        cr_assert_not(hidden_is(seen[i]), "U+%04X", seen[i]);
    cr_assert_eq(hidden_in("a\nb\u202e", "\n"), 0x202e);
    cr_assert_eq(hidden_in("a\nb", "\n\t"), 0);
}

Test(hidden, is_shown_as_what_it_is)
{
    CLEANUP(text_finish) struct text shown = TEXT(1000);
    const char *string = "a\xc2\x9b"
                         "31mb \u202eÅ\nc\u2028";
    hidden_add_shown(&shown, string, strlen(string), "\n");
    cr_assert_str_eq(text_string(&shown), "a<U+009B>31mb <U+202E>Å\nc<U+2028>");
}
