/* Routes, the rate limit, local paths and the stairs. */
#include "app/routes.h"
#include "base/clock.h"
#include "ui/web/kernel/rate.h"
#include "ui/web/kernel/request.h"
#include "ui/web/kernel/route.h"
#include "ui/web/kernel/web.h"
#include "ui/web/staircase_svg.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

Test(route, finds_rows_segments_and_methods)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const char *values[2] = {NULL, NULL}, *allow = NULL;
    const struct route *row = route_find(route_tables, "GET", "/inbjudan/abc", &arena, values, &allow);
    cr_assert_not_null(row);
    cr_expect_str_eq(row->path, "/inbjudan/:token");
    cr_expect_str_eq(values[0], "abc");
    cr_expect_str_eq(allow, "GET, HEAD, POST");
    cr_expect_eq(route_find(route_tables, "HEAD", "/inbjudan/abc", &arena, values, &allow), row);
    cr_expect_null(route_find(route_tables, "GET", "/logga-ut", &arena, values, &allow));
    cr_expect_str_eq(allow, "POST");
    static const char *const none[] = {"/inbjudan",  "/inbjudan/", "/inbjudan/a/b", "//logga-in",
                                       "/logga-in/", "/Logga-in",  "logga-in",      "/nothing"};
    for (size_t i = 0; i < COUNT_OF(none); i++) {
        cr_expect_null(route_find(route_tables, "GET", none[i], &arena, values, &allow), "%s", none[i]);
        cr_expect_str_eq(allow, "");
    }
}

Test(route, has_rows_that_make_sense)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    for (const struct route *row = NULL; (row = route_next(route_tables, row));) {
        const char *values[2] = {NULL, NULL}, *allow = NULL;
        cr_expect(text_equal(row->method, "GET") || text_equal(row->method, "POST"), "%s", row->path);
        cr_expect(row->path[0] == '/' && row->handler && row->title && row->open_to, "%s", row->path);
        cr_expect_eq(route_find(route_tables, row->method, row->path, &arena, values, &allow), row, "%s is there twice",
                     row->path);
        cr_expect(!row->menu || (text_equal(row->method, "GET") && !strchr(row->path, ':')), "%s", row->path);
    }
}

Test(route, lists_itself_as_json)
{
    CLEANUP(text_finish) struct text text = TEXT(1024 * 1024);
    route_list_json(route_tables, &text);
    cr_expect(strstr(text_string(&text),
                     "{\"method\":\"POST\",\"path\":\"/logga-in\",\"title\":\"Sign in\",\"open_to\":["
                     "\"everybody\"],\"fields\":[\"name\",\"password\",\"to\"]}"));
}

Test(rate, refuses_after_so_many_and_forgets_with_the_window)
{
    static struct rate_table table;
    unsigned char key[32] = {1};
    clock_set(1000000);
    for (int i = 0; i < 3; i++)
        cr_expect(rate_allows(&table, key, "account anna", 3, 900));
    cr_expect(!rate_allows(&table, key, "account anna", 3, 900));
    cr_expect(rate_allows(&table, key, "account bo", 3, 900));
    clock_set(1000000 + 900);
    cr_expect(rate_allows(&table, key, "account anna", 3, 900));
}

Test(rate, does_not_count_what_was_right)
{
    static struct rate_table table;
    unsigned char key[32] = {3};
    clock_set(3000000);
    for (int i = 0; i < 20; i++) {
        cr_expect(rate_allows(&table, key, "account anna", 3, 900));
        rate_forgive(&table, key, "account anna", 900);
    }
    rate_forgive(&table, key, "account anna", 900);
    for (int i = 0; i < 3; i++)
        cr_expect(rate_allows(&table, key, "account anna", 3, 900));
    cr_expect(!rate_allows(&table, key, "account anna", 3, 900));
}

Test(rate, goes_on_counting_when_the_table_is_full)
{
    static struct rate_table table;
    unsigned char key[32] = {2};
    char who[32];
    clock_set(2000000);
    for (int i = 0; i < 4; i++)
        rate_allows(&table, key, "account anna", 3, 900);
    for (int i = 0; i < 20000; i++) {
        snprintf(who, sizeof who, "address %d", i);
        rate_allows(&table, key, who, 3, 900);
    }
    cr_expect(!rate_allows(&table, key, "account anna", 3, 900), "the one with the most tries is kept");
}

Test(web, goes_only_to_paths_of_this_site)
{
    cr_expect_str_eq(web_local_path("/plan?x=1"), "/plan?x=1");
    static const char *const bad[] = {
        "//evil.example", "/\\evil.example", "https://evil.example", "", "/a\r\nSet-Cookie: x", "/a b", "plan"};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        cr_expect_str_eq(web_local_path(bad[i]), "/", "%s", bad[i]);
    cr_expect_str_eq(web_local_path(NULL), "/");
}

Test(staircase_svg, draws_two_arrangements_with_escaped_titles)
{
    CLEANUP(text_finish) struct text text = TEXT(64 * 1024);
    struct template into = {.text = &text, .language = LANGUAGE_EN};
    struct staircase_svg_step steps[] = {{1, "New <b>"}, {2, "Own cases"}, {3, "Independent"}};
    staircase_svg_draw(&into, &(struct staircase_svg){.steps = steps, .count = 3, .level = 2, .share_percent = 300});
    cr_expect(strstr(text_string(&text), "aria-label=\"Level 2 of 3: Own cases\""));
    cr_expect(strstr(text_string(&text), "class=\"wide\"") && strstr(text_string(&text), "class=\"narrow\""));
    cr_expect(strstr(text_string(&text), "1 New &lt;b&gt;"));
}
