/* Formatting says what vsnprintf() says. */
#include "base/format.h"

#include <criterion/criterion.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

__attribute__((format(printf, 2, 3))) static void check_same(size_t room, const char *format, ...)
{
    char ours[128], theirs[128];
    va_list arguments, second;
    memset(ours, 'x', sizeof ours);
    memset(theirs, 'x', sizeof theirs);
    va_start(arguments, format);
    va_copy(second, arguments);
    size_t our_length = format_into(ours, room, format, arguments);
    int their_length = vsnprintf(theirs, room, format, second);
    va_end(second);
    va_end(arguments);
    cr_assert_eq(our_length, (size_t)their_length);
    cr_assert_eq(memcmp(ours, theirs, sizeof ours), 0, "'%.*s' and '%s'", (int)room, ours, theirs);
}

Test(format, says_what_the_c_library_says)
{
    const size_t rooms[] = {128, 20, 7, 2, 1, 0};
    for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++) {
        check_same(rooms[i], "%s", "");
        check_same(rooms[i], "%s: %d of %d", "step", INT_MIN, INT_MAX);
        check_same(rooms[i], "100 %% of %u", UINT_MAX);
        check_same(rooms[i], "%zu %lld %lld", SIZE_MAX, LLONG_MIN, LLONG_MAX);
        check_same(rooms[i], "%c%c", 'a', 'z');
        check_same(rooms[i], "plain words");
        check_same(rooms[i], "%s%s", "två", "åtta");
    }
}

Test(format, leaves_the_rest_to_the_c_library)
{
    check_same(128, "%04d-%02u %s %.3g %ld %lu %x %.*s", 7, 8U, "word", 0.5, -3L, 3UL, 255U, 2, "abc");
    check_same(9, "%04d-%02u %s", 7, 8U, "word");
}
