/* Tests of text: ceilings, UTF-8, ids, numbers, near misses. */
#include "base/text.h"

#include "base/fail.h"
#include "base/memory.h"

#include <criterion/criterion.h>
#include <string.h>

Test(text, starts_empty_and_lends_a_string)
{
    struct text text = TEXT(10);
    cr_assert_str_eq(text_string(&text), "");
    text_add(&text, NULL);
    text_add(&text, "");
    cr_assert_str_eq(text_string(&text), "");
    text_finish(&text);
    text_finish(&text);
}

Test(text, grows_by_every_way_of_adding)
{
    CLEANUP(text_finish) struct text text = TEXT(1000);
    text_add(&text, "a");
    text_add_char(&text, 'b');
    text_add_bytes(&text, "c\0d", 3);
    text_addf(&text, "%d-%s", 7, "e");
    cr_assert_eq(text.length, 8);
    cr_assert_arr_eq(text.bytes, "abc\0d7-e", 9);
    cr_assert_eq(text_check(&text, "page"), 0);
}

Test(text, holds_exactly_its_ceiling)
{
    CLEANUP(text_finish) struct text text = TEXT(4);
    text_add(&text, "1234");
    cr_assert_not(text.is_over);
    text_add(&text, "5");
    cr_assert(text.is_over);
    cr_assert_str_eq(text_string(&text), "1234");
    cr_assert_eq(text_check(&text, "a line"), FAIL_LIMIT);
    cr_assert_str_eq(fail_sentence(), "a line: larger than 4 bytes");
}

Test(text, adds_nothing_more_once_over)
{
    CLEANUP(text_finish) struct text text = TEXT(4);
    text_add(&text, "12345");
    text_add(&text, "1");
    text_addf(&text, "%d", 1);
    cr_assert_str_eq(text_string(&text), "");
    text_clear(&text);
    text_addf(&text, "%d", 1234);
    cr_assert_str_eq(text_string(&text), "1234");
    cr_assert_not(text.is_over);
}

Test(text, grows_past_its_first_room_up_to_a_large_ceiling)
{
    CLEANUP(text_finish) struct text text = TEXT(100000);
    for (int i = 0; i < 20000; i++)
        text_addf(&text, "%05d", i);
    cr_assert_eq(text.length, 100000);
    cr_assert_str_eq(text.bytes + 99995, "19999");
    text_add_char(&text, 'x');
    cr_assert(text.is_over);
}

Test(text, is_taken_and_empty_after)
{
    struct text text = TEXT(10);
    CLEANUP(memory_free_at) char *nothing = text_take(&text);
    cr_assert_str_eq(nothing, "");
    text_add(&text, "x");
    CLEANUP(memory_free_at) char *taken = text_take(&text);
    cr_assert_str_eq(taken, "x");
    cr_assert_str_eq(text_string(&text), "");
    cr_assert_eq(text.ceiling, 10);
}

static size_t bad_at(const char *bytes)
{
    size_t bad = SIZE_MAX;
    cr_assert_eq(text_is_utf8(bytes, strlen(bytes), &bad), bad == SIZE_MAX);
    return bad;
}

Test(text, knows_utf8_by_rfc_3629)
{
    static const char *const good[] = {"",
                                       "a",
                                       "\x7f",
                                       "\xc2\x80",
                                       "\xdf\xbf",
                                       "\xe0\xa0\x80",
                                       "\xed\x9f\xbf",
                                       "\xee\x80\x80",
                                       "\xef\xbf\xbf",
                                       "\xf0\x90\x80\x80",
                                       "\xf4\x8f\xbf\xbf",
                                       "r\xc3\xa4tt \xe2\x82\xac \xf0\x9f\x98\x80"};
    for (size_t i = 0; i < COUNT_OF(good); i++)
        cr_assert_eq(bad_at(good[i]), SIZE_MAX, "good %zu", i);
    cr_assert(text_is_utf8("\0", 1, NULL));
}

Test(text, names_the_first_byte_that_is_not_utf8)
{
    static const struct {
        const char *bytes;
        size_t bad;
    } rows[] = {
        {"\x80", 0},             /* continuation alone */
        {"ab\xff", 2},           /* never a byte of UTF-8 */
        {"a\xc0\xaf", 1},        /* overlong slash */
        {"\xc1\xbf", 0},         /* overlong */
        {"\xe0\x9f\xbf", 0},     /* overlong */
        {"\xf0\x8f\xbf\xbf", 0}, /* overlong */
        {"\xed\xa0\x80", 0},     /* surrogate */
        {"\xed\xbf\xbf", 0},     /* surrogate */
        {"\xf4\x90\x80\x80", 0}, /* past U+10FFFF */
        {"\xf8\x88\x80\x80\x80", 0},
        {"x\xc3", 1},         /* cut short */
        {"x\xe2\x82", 1},     /* cut short */
        {"x\xf0\x9f\x98", 1}, /* cut short */
        {"\xc3(", 0},         /* no continuation */
        {"\xe2\x82(", 0},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        cr_assert_eq(bad_at(rows[i].bytes), rows[i].bad, "row %zu", i);
        cr_assert_not(text_is_utf8(rows[i].bytes, strlen(rows[i].bytes), NULL));
    }
}

Test(text, knows_an_id)
{
    char longest[66];
    memset(longest, 'a', sizeof longest);
    longest[64] = '\0';
    cr_assert(text_is_id("eb-11-riksnorm"));
    cr_assert(text_is_id("-"));
    cr_assert(text_is_id(longest));
    longest[64] = 'a';
    longest[65] = '\0';
    static const char *const bad[] = {"", "A", "a b", "a_b", "\xc3\xa5", "a/b", "a.b", "a\n"};
    cr_assert_not(text_is_id(longest));
    cr_assert_not(text_is_id(NULL));
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        cr_assert_not(text_is_id(bad[i]), "'%s'", bad[i]);
}

Test(text, compares)
{
    cr_assert(text_equal(NULL, NULL));
    cr_assert_not(text_equal(NULL, ""));
    cr_assert_not(text_equal("", NULL));
    cr_assert(text_equal("a", "a"));
    cr_assert(text_starts("abc", "ab") && text_starts("abc", ""));
    cr_assert_not(text_starts("a", "ab"));
    cr_assert(text_ends("a.md", ".md") && text_ends("a", ""));
    cr_assert_not(text_ends("md", ".md"));
    cr_assert(text_is_blank(NULL) && text_is_blank("") && text_is_blank(" \t\r\n"));
    cr_assert_not(text_is_blank(" . "));
}

Test(text, reads_whole_numbers_within_bounds)
{
    int64_t number = 77;
    cr_assert(text_to_number("0", 0, 10, &number) && number == 0);
    cr_assert(text_to_number("-5", -5, 10, &number) && number == -5);
    cr_assert(text_to_number("9223372036854775807", INT64_MIN, INT64_MAX, &number) && number == INT64_MAX);
    cr_assert(text_to_number("-9223372036854775808", INT64_MIN, INT64_MAX, &number) && number == INT64_MIN);
    number = 77;
    static const char *const bad[] = {"",
                                      "-",
                                      "+1",
                                      " 1",
                                      "1 ",
                                      "1x",
                                      "0x1",
                                      "--1",
                                      "- 1",
                                      "1.0",
                                      "11",
                                      "-6",
                                      "9223372036854775808",
                                      "99999999999999999999"};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        cr_assert_not(text_to_number(bad[i], -5, 10, &number), "'%s'", bad[i]);
    cr_assert_not(text_to_number(NULL, -5, 10, &number));
    cr_assert_eq(number, 77);
}

Test(text, suggests_what_was_probably_meant)
{
    static const char *const words[] = {"publish", "show", "steps", "layers", "diff"};
    cr_assert_str_eq(text_nearest("publsh", words, COUNT_OF(words)), "publish");
    cr_assert_str_eq(text_nearest("step", words, COUNT_OF(words)), "steps");
    cr_assert_str_eq(text_nearest("diff", words, COUNT_OF(words)), "diff");
    cr_assert_null(text_nearest("xy", words, COUNT_OF(words)));
    cr_assert_null(text_nearest("something-else", words, COUNT_OF(words)));
    cr_assert_null(text_nearest("show", words, 0));
}

Test(text, does_not_compare_words_that_are_too_long)
{
    char word[66], longest[65];
    memset(word, 'a', sizeof word);
    memset(longest, 'a', sizeof longest);
    word[65] = longest[64] = '\0';
    const char *const words[] = {word, longest};
    cr_assert_null(text_nearest(word, words, COUNT_OF(words)));
    cr_assert_eq(text_nearest(longest, words, COUNT_OF(words)), longest);
}

static void id_is(const char *words, const char *id)
{
    CLEANUP(text_finish) struct text text = TEXT(64);
    text_add_id_from(&text, words);
    cr_assert_str_eq(text_string(&text), id, "'%s' gave '%s'", words, text_string(&text));
    cr_assert(text.length == 0 || text_is_id(text_string(&text)));
}

Test(text, makes_ids_from_free_words)
{
    id_is("F\xc3\xb6rsta dagen!", "forsta-dagen");
    id_is("\xc3\x85tg\xc3\xa4rder & \xc3\x96VRIGT", "atgarder-ovrigt");
    id_is("  caf\xc3\xa9 / \xc3\xbc  ", "cafe-u");
    id_is("a -- b", "a-b");
    id_is("\xe2\x82\xac", "");
    id_is("\xc3", "");
    id_is("---", "");
    id_is("", "");
}

Test(text, cuts_an_id_at_64_without_a_dash_at_the_end)
{
    char words[101];
    memset(words, 'a', 100);
    words[100] = '\0';
    words[63] = ' ';
    CLEANUP(text_finish) struct text text = TEXT(64);
    text_add_id_from(&text, words);
    cr_assert_eq(text.length, 63);
}
