/* Forms, queries, cookies and paths, as they come from anybody. */
#include "io/http_fields.h"

#include "base/fail.h"
#include "base/memory.h"

#include <criterion/criterion.h>
#include <string.h>

static struct arena arena;

static void end(void)
{
    arena_finish(&arena);
}

Test(http_fields, keeps_repeated_fields_in_order, .fini = end)
{
    struct http_fields fields;
    cr_assert_eq(http_fields_read("a=1&b=x+y%21&a=2&c&&=d&e=%C3%A5=", "form", &arena, &fields), 0);
    cr_expect_eq(fields.count, 6);
    cr_expect_str_eq(http_field(&fields, "a"), "1");
    cr_expect_str_eq(http_field_at(&fields, "a", 1), "2");
    cr_expect_null(http_field_at(&fields, "a", 2));
    cr_expect_str_eq(http_field(&fields, "b"), "x y!");
    cr_expect_str_eq(http_field(&fields, "c"), "");
    cr_expect_str_eq(http_field(&fields, ""), "d");
    cr_expect_str_eq(http_field(&fields, "e"), "å=");
}

Test(http_fields, composes_values, .fini = end)
{
    struct http_fields fields;
    cr_assert_eq(http_fields_read("q=A%CC%8Ake+o%CC%88", "form", &arena, &fields), 0);
    cr_expect_str_eq(http_field(&fields, "q"), "Åke ö");
}

Test(http_fields, refuses_what_is_no_text, .fini = end)
{
    struct http_fields fields;
    static const char *const bad[] = {"a=%", "a=%4", "a=%zz", "a=%00", "a=%FF", "a=%C3", "%ED%A0%80=1"};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        cr_expect_eq(http_fields_read(bad[i], "form", &arena, &fields), FAIL_USAGE, "%s", bad[i]);
    char many[2 * HTTP_FIELDS_MAX + 8];
    memset(many, '&', sizeof many);
    many[sizeof many - 1] = '\0';
    cr_expect_eq(http_fields_read(many, "form", &arena, &fields), FAIL_LIMIT);
}

Test(http_fields, reads_cookies_and_leaves_out_the_rest, .fini = end)
{
    struct http_fields cookies;
    http_cookies_read("a=1; b=2=3;c; =x;\td=4", &arena, &cookies);
    cr_expect_eq(cookies.count, 3);
    cr_expect_str_eq(http_field(&cookies, "b"), "2=3");
    cr_expect_str_eq(http_field(&cookies, "d"), "4");
    http_cookies_read(NULL, &arena, &cookies);
    cr_expect_null(http_field(&cookies, "a"));
}

Test(http_fields, decodes_paths_without_letting_slashes_in)
{
    char good[] = "/plan/%C3%A5/a+b";
    cr_assert_eq(http_path_decode(good), 0);
    cr_expect_str_eq(good, "/plan/å/a+b");
    char bad[][16] = {"/a%2Fb", "/a%00", "/a%0d", "/a%", "/%ff"};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        cr_expect_eq(http_path_decode(bad[i]), FAIL_USAGE);
}
