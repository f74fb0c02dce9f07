/* Tests of encoding: what a file is in, and every character of Windows-1252. */
#include "base/encoding.h"

#include "base/memory.h"

#include <criterion/criterion.h>
#include <string.h>

Test(encoding, is_found_out_from_the_bytes)
{
    cr_assert_eq(encoding_of("Asa", 3), ENCODING_UTF_8);
    cr_assert_eq(encoding_of("\xc3\x85sa", 4), ENCODING_UTF_8);
    cr_assert_eq(encoding_of("\xef\xbb\xbfid", 5), ENCODING_UTF_8_MARKED);
    cr_assert_eq(encoding_of("\xc5sa", 3), ENCODING_WINDOWS_1252);
    cr_assert_eq(encoding_of("\xff\xfei\0", 4), ENCODING_UTF_16);
    cr_assert_eq(encoding_of("", 0), ENCODING_UTF_8);
}

static void expect(enum encoding encoding, const char *bytes, const char *expected)
{
    CLEANUP(text_finish) struct text text = TEXT(1000);
    encoding_add_as_utf_8(&text, encoding, bytes, strlen(bytes));
    cr_assert_str_eq(text_string(&text), expected);
}

Test(encoding, becomes_utf_8)
{
    expect(ENCODING_WINDOWS_1252,
           "\xc5sa \xd6"
           "berg, \x80 10 \x96 \x93x\x94",
           "Åsa Öberg, € 10 – “x”");
    expect(ENCODING_WINDOWS_1252, "\x81\xa0\xff", "\xc2\x81\xc2\xa0\xc3\xbf");
    expect(ENCODING_UTF_8_MARKED,
           "\xef\xbb\xbf"
           "Å",
           "Å");
    expect(ENCODING_UTF_8, "Å", "Å");
    expect(ENCODING_UTF_16, "\xff\xfe", "");
}

Test(encoding, gives_valid_utf_8_for_every_byte)
{
    CLEANUP(text_finish) struct text text = TEXT(1000);
    char all[256];
    for (int i = 0; i < 256; i++)
        all[i] = (char)i;
    encoding_add_as_utf_8(&text, ENCODING_WINDOWS_1252, all, sizeof all);
    cr_assert(text_is_utf8(text.bytes, text.length, NULL));
    cr_assert_eq(text.length, 128 + 96 * 2 + 17 * 3 + 15 * 2, "%zu", text.length);
}
