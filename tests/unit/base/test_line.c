/* Tests of lines: every ending of CommonMark, at every place. */
#include "base/line.h"

#include <criterion/criterion.h>
#include <string.h>

Test(line, ends_with_a_feed_a_return_or_both)
{
    static const char text[] = "a\nb\rc\r\nd\n\r\n\re";
    static const char *const lines[] = {"a", "b", "c", "d", "", "", "e"};
    const char *at = text, *end = text + strlen(text);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct line line = line_at(at, end);
        cr_expect(line.length == strlen(lines[i]) && memcmp(line.start, lines[i], line.length) == 0, "line %zu", i);
        at = line_after(line);
    }
    cr_assert_eq(at, end);
    cr_assert_eq(line_endings(text, strlen(text)), 6);
    cr_assert_eq(line_endings("", 0), 0);
}

Test(line, gives_a_place_for_an_offset_and_back)
{
    static const char text[] = "\xc3\xa5\xc3\xa4\r\xc3\xb6x\r\n\ny";
    for (size_t offset = 0; offset <= strlen(text); offset++) {
        struct line_place place = line_place(text, offset);
        if ((text[offset] & 0xc0) != 0x80 && text[offset] != '\n')
            cr_expect_eq(line_offset(text, strlen(text), place), offset, "offset %zu", offset);
    }
    struct line_place last = line_place(text, strlen(text) - 1);
    cr_assert(last.line == 4 && last.column == 1);
    cr_assert_eq(line_offset(text, strlen(text), (struct line_place){9, 1}), strlen(text));
}
