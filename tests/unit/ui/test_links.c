/* Every address that is written anywhere has a page. */
#include "app/routes.h"
#include "io/file.h"
#include "ui/text/links.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static void expect_page(const char *method, const char *address, const char *where)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const char *values[2] = {NULL, NULL}, *allow = NULL;
    cr_expect(route_find(route_tables, method, address, &arena, values, &allow), "%s: nothing answers %s %s", where,
              method, address);
}

Test(links, lead_to_pages)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    char what[40];
    for (int kind = 0; kind < TARGET_KINDS; kind++) {
        int known = 0;
        for (int form = 0; form < 4; form++) {
            const struct target target = {(enum target_kind)kind, form & 2 ? "0f3c" : NULL, form & 1 ? "x-1" : NULL};
            if (!link_is_known(&target))
                continue;
            snprintf(what, sizeof what, "target %d in form %d", kind, form);
            expect_page("GET", link_to(&arena, &target), what);
            known++;
        }
        cr_expect(known, "target %d is nowhere", kind);
    }
}

Test(links, say_whose_page_it_is_and_which)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    static const struct {
        struct target target;
        const char *address;
    } cases[] = {
        {{TARGET_STEP, NULL, "normen"}, "/moment/normen"},
        {{TARGET_STEP, "0f3c", "normen"}, "/person/0f3c/moment/normen"},
        {{TARGET_SUPERVISION, NULL, NULL}, "/samtal"},
        {{TARGET_SUPERVISION, "0f3c", NULL}, "/person/0f3c/samtal"},
        {{TARGET_CALENDAR_FEED, NULL, "aB_-9"}, "/kalender/aB_-9.ics"},
        {{TARGET_STEP, "../x", "a/b?c#å"}, "/person/..%2Fx/moment/a%2Fb%3Fc%23%C3%A5"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        cr_expect_str_eq(link_to(&arena, &cases[i].target), cases[i].address);
    cr_expect(!link_is_known(&(struct target){.kind = TARGET_STEP}), "a step is always one");
}

/* They stand in texts that are rendered once and kept: whoever changes them raises MARKDOWN_RENDERER_VERSION too. */
Test(links, in_rendered_texts_are_as_they_were_when_these_were_rendered)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    cr_expect_str_eq(link_to(&arena, &(struct target){TARGET_STEP, NULL, "x"}), "/moment/x");
    cr_expect_str_eq(link_to(&arena, &(struct target){TARGET_IMAGE, NULL, "x"}), "/bild/x");
}

/* ---- addresses that templates spell out ---- */

/* What stands between the quotes at `at`, with "x" for what the page puts in, and without query and part. */
static void address_cut(const char *at, struct text *ret_address)
{
    for (; *at && !strchr("\"?#", *at); at++)
        if (text_starts(at, "{=")) {
            const char *end = strstr(at, "=}");
            text_add(ret_address, "x");
            at = end ? end + 1 : at;
        } else {
            text_add_char(ret_address, *at);
        }
}

/* A form says method="post" before its action, or asks by GET. */
static const char *method_of(const char *words, const char *at)
{
    static const char post[] = "method=\"post\" ";
    size_t length = strlen(post);
    return (size_t)(at - words) >= length && memcmp(at - length, post, length) == 0 ? "POST" : "GET";
}

static int template_check(const char *path, const char *words, const char *before)
{
    int seen = 0;
    for (const char *at = words; (at = strstr(at, before)); seen++) {
        CLEANUP(text_finish) struct text address = TEXT(1024);
        const char *method = method_of(words, at);
        at += strlen(before) - 1;
        address_cut(at, &address);
        expect_page(method, text_string(&address), path);
    }
    return seen;
}

Test(links, in_templates_lead_to_pages_and_forms)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    struct file_list list = {0};
    int seen = 0;
    cr_assert_eq(file_list(&arena, "core/ui/web", 1000, &list), 0);
    for (size_t i = 0; i < list.count; i++) {
        const char *path = file_join(&arena, "core/ui/web", list.entries[i].path);
        CLEANUP(text_finish) struct text words = TEXT(1024 * 1024);
        if (!text_ends(path, ".html"))
            continue;
        cr_assert_eq(file_read(path, &words), 0);
        seen += template_check(path, text_string(&words), "href=\"/");
        seen += template_check(path, text_string(&words), "action=\"/");
    }
    cr_expect_gt(seen, 50, "only %d are read", seen);
}
