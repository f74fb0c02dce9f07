/* Packed numbers and strings, and bytes that are none. */
#include "base/pack.h"

#include "base/memory.h"

#include <criterion/criterion.h>

Test(pack, gives_back_what_was_put_in)
{
    static const int64_t numbers[] = {0, 1, -1, 63, 64, -64, -65, 1000000, INT64_MAX, INT64_MIN};
    CLEANUP(text_finish) struct text bytes = TEXT(1024);
    for (size_t i = 0; i < COUNT_OF(numbers); i++)
        pack_number(&bytes, numbers[i]);
    pack_string(&bytes, NULL);
    pack_string(&bytes, "");
    pack_string(&bytes, "räksmörgås");
    struct unpack from = {bytes.bytes, bytes.bytes + bytes.length, false};
    for (size_t i = 0; i < COUNT_OF(numbers); i++)
        cr_expect_eq(unpack_number(&from), numbers[i]);
    cr_expect_null(unpack_string(&from));
    cr_expect_str_eq(unpack_string(&from), "");
    cr_expect_str_eq(unpack_string(&from), "räksmörgås");
    cr_expect_not(from.is_bad);
    cr_expect_eq(from.at, from.end);
}

Test(pack, never_reads_beyond_the_end)
{
    static const char *const broken[] = {"", "\x80", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff",
                                         "\x05"
                                         "ab",
                                         "\x03"
                                         "abc"};
    for (size_t i = 0; i < COUNT_OF(broken); i++) {
        struct unpack from = {broken[i], broken[i] + strlen(broken[i]), false};
        cr_expect_null(unpack_string(&from));
        cr_expect(from.is_bad);
        cr_expect_eq(unpack_number(&from), 0);
    }
    struct unpack many = {"\x7e"
                          "abc",
                          NULL, false};
    many.end = many.at + 4;
    cr_expect_eq(unpack_count(&many), 0);
    cr_expect(many.is_bad);
}
