/* Escaping at run time: what an attacker writes stays words, wherever it is put. */
#include "ui/web/kernel/template.h"

#include "base/memory.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static const char *write_as(enum template_context context, const char *value)
{
    static char copy[512];
    CLEANUP(text_finish) struct text text = TEXT(4096);
    struct template into = {.text = &text, .language = LANGUAGE_EN};
    template_add(&into, context, value);
    snprintf(copy, sizeof copy, "%s", text_string(&text));
    return copy;
}

Test(template, keeps_text_text)
{
    cr_expect_str_eq(write_as(TEMPLATE_TEXT, "<script>alert(1)</script>"), "&lt;script&gt;alert(1)&lt;/script&gt;");
    cr_expect_str_eq(write_as(TEMPLATE_TEXT, "\" onmouseover='x' &amp;"), "&quot; onmouseover=&#39;x&#39; &amp;amp;");
    cr_expect_str_eq(write_as(TEMPLATE_TEXT, "Åsa Öberg"), "Åsa Öberg");
    cr_expect_str_eq(write_as(TEMPLATE_TEXT, NULL), "");
}

Test(template, shows_what_is_not_seen_and_isolates_what_runs_leftwards)
{
    cr_expect_str_eq(write_as(TEMPLATE_TEXT, "a\u202eb\nc"), "a&lt;U+202E&gt;b\nc");
    cr_expect_str_eq(write_as(TEMPLATE_PLAIN, "a\u200bb"), "a&lt;U+200B&gt;b");
    cr_expect_str_eq(write_as(TEMPLATE_TEXT, "أمل"), "<bdi>أمل</bdi>");
    cr_expect_str_eq(write_as(TEMPLATE_PLAIN, "أمل"), "أمل");
}

Test(template, refuses_urls_that_are_code_or_another_site_in_disguise)
{
    static const char *const bad[] = {"javascript:alert(1)",  "JaVaScRiPt:alert(1)",
                                      " javascript:alert(1)", "java\tscript:alert(1)",
                                      "data:text/html,x",     "vbscript:x",
                                      "//evil.example/",      "/\\evil.example",
                                      "\\\\evil.example",     "blob:x",
                                      "view-source:x",        "http\n://x"};
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        cr_expect_str_eq(write_as(TEMPLATE_URL, bad[i]), "#refused", "%s", bad[i]);
    static const char *const good[] = {"https://example.se/a",
                                       "HTTP://example.se",
                                       "mailto:a@example.se",
                                       "tel:+4600",
                                       "/plan/x",
                                       "#part",
                                       "\?a=b",
                                       "x/y:z",
                                       ""};
    for (size_t i = 0; i < COUNT_OF(good); i++)
        cr_expect_str_eq(write_as(TEMPLATE_URL, good[i]), good[i]);
    cr_expect_str_eq(write_as(TEMPLATE_URL, "/a\"b"), "/a&quot;b");
}

Test(template, keeps_a_part_of_a_url_a_part)
{
    cr_expect_str_eq(write_as(TEMPLATE_URL_PART, "../a?b=c&d#e:å"), "..%2Fa%3Fb%3Dc%26d%23e%3A%C3%A5");
    cr_expect_str_eq(write_as(TEMPLATE_URL_PART, "\"><script>"), "%22%3E%3Cscript%3E");
}

Test(template, escapes_arguments_of_translations_and_puts_plurals_right)
{
    CLEANUP(text_finish) struct text text = TEXT(4096);
    struct template into = {.text = &text, .language = LANGUAGE_EN};
    template_translate(&into, "Hi %s & %d%% of %ld", "<b>", 3, 70000L);
    cr_expect_str_eq(text_string(&text), "Hi &lt;b&gt; &amp; 3% of 70000");
    text_clear(&text);
    template_translate_plural(&into, 1, "%d test thing for %s", "%d test things for %s", 1, "me");
    template_translate_plural(&into, 2, "%d test thing for %s", "%d test things for %s", 2, "<you>");
    cr_expect_str_eq(text_string(&text), "1 test thing for me2 test things for &lt;you&gt;");
    text_clear(&text);
    template_add_number(&into, -5);
    template_add_html(&into, html_trusted("<b>x</b>", 8));
    cr_expect_str_eq(text_string(&text), "-5<b>x</b>");
}
