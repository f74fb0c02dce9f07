/* Tests of markdown: what is safe, tables, ids, places, words, and time on hostile texts. */
#include "io/markdown.h"

#include "base/fail.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define REGION(label) "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"" label "\"><table>\n"

static const char *resolve(const struct markdown_target *target, void *context)
{
    (void)context;
    if (strncmp(target->target, "step:", 5) == 0)
        return "/moment/riksnormen";
    if (strcmp(target->target, "bild.png") == 0)
        return "/bild?a=1&b=2";
    return strcmp(target->target, "lurig") == 0 ? "javascript:alert(1)" : NULL;
}

static void renders(const char *body, const char *expected)
{
    CLEANUP(text_finish) struct text html = TEXT(1 << 20);
    struct markdown markdown = {.body = body, .length = strlen(body), .resolve = resolve};
    cr_assert_eq(markdown_render(&markdown, &html), 0);
    cr_assert_str_eq(text_string(&html), expected);
}

static struct arena arena;

static void finish(void)
{
    arena_finish(&arena);
}

static struct markdown_facts competence_record_of(const char *body)
{
    struct markdown_facts facts;
    struct markdown markdown = {.body = body, .length = strlen(body), .first_line = 10};
    cr_assert_eq(markdown_collect(&markdown, &arena, &facts), 0);
    return facts;
}

static void has_target(const char *body, const char *target, int line, int column)
{
    struct markdown_facts facts = competence_record_of(body);
    for (size_t i = 0; i < facts.target_count; i++)
        if (strcmp(facts.targets[i].target, target) == 0) {
            cr_assert(facts.targets[i].line == line && facts.targets[i].column == column, "%s: %d:%d", target,
                      facts.targets[i].line, facts.targets[i].column);
            return;
        }
    cr_assert(false, "%s: not found", target);
}

TestSuite(markdown, .fini = finish);

Test(markdown, renders_the_ordinary)
{
    renders("Hej *du* **där** `<x>`  \nrad\n\n> citat\n\n---\n",
            "<p>Hej <em>du</em> <strong>där</strong> <code>&lt;x&gt;</code><br>\nrad</p>\n"
            "<blockquote>\n<p>citat</p>\n</blockquote>\n<hr>\n");
    renders("- a\n- b\n\n1) c\n\n   d\n", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"
                                          "<ol>\n<li><p>c</p>\n<p>d</p>\n</li>\n</ol>\n");
    renders("3. a\n", "<ol start=\"3\">\n<li>a</li>\n</ol>\n");
    renders("```c \"x\n<a>\n```\n", "<pre tabindex=\"0\"><code class=\"language-c\">&lt;a&gt;\n</code></pre>\n");
    renders("", "");
}

Test(markdown, gives_both_what_each_gives_alone)
{
    static const char body[] = "# Rubrik\n\n[länk](a.md) och `kod`\n\n| a | b |\n|---|---|\n| c | d |\n";
    CLEANUP(text_finish) struct text alone = TEXT(1 << 20);
    CLEANUP(text_finish) struct text html = TEXT(1 << 20);
    const struct markdown markdown = {.body = body, .length = strlen(body), .first_line = 10, .resolve = resolve};
    const struct markdown_facts expected = competence_record_of(body);
    struct markdown_facts facts;
    cr_assert_eq(markdown_render(&markdown, &alone), 0);
    cr_assert_eq(markdown_render_and_collect(&markdown, &html, &arena, &facts), 0);
    cr_assert_str_eq(text_string(&html), text_string(&alone));
    cr_assert_str_eq(facts.plain, expected.plain);
    cr_assert_eq(facts.target_count, expected.target_count);
    cr_assert_str_eq(facts.targets[0].target, expected.targets[0].target);
}

Test(markdown, shows_raw_html_as_text)
{
    renders("<script>alert(1)</script>\n", "<pre tabindex=\"0\"><code>&lt;script&gt;alert(1)&lt;/script&gt;\n"
                                           "</code></pre>\n");
    renders("a <img src=x onerror=\"f('&')\"> b",
            "<p>a &lt;img src=x onerror=&quot;f(&#39;&amp;&#39;)&quot;&gt; b</p>\n");
}

Test(markdown, links_only_where_it_is_safe)
{
    renders("[a](https://x.se/?a=1&b=\"c\") [b](MAILTO:a@b.se) <tel:112>",
            "<p><a href=\"https://x.se/?a=1&amp;b=&quot;c&quot;\">a</a> <a href=\"MAILTO:a@b.se\">b</a> "
            "<a href=\"tel:112\">tel:112</a></p>\n");
    renders("[a](javascript:alert(1)) [b](<java\tscript:x>) [c](data:text/html,x) [d](//x.se) [e](lurig)",
            "<p>a b c d e</p>\n");
    renders("[norm](step:riksnormen) [borta](../x.md)", "<p><a href=\"/moment/riksnormen\">norm</a> borta</p>\n");
    renders("[a <https://x.se>](https://y.se)", "<p><a href=\"https://y.se\">a https://x.se</a></p>\n");
    renders("[](https://x.se)", "<p><a href=\"https://x.se\">https://x.se</a></p>\n");
}

Test(markdown, shows_images_only_as_answered)
{
    renders("![en *bild*](bild.png) ![borta \"x\"](https://x.se/a.png)",
            "<p><img src=\"/bild?a=1&amp;b=2\" alt=\"en bild\"> borta &quot;x&quot;</p>\n");
    renders("[![a](bild.png)](https://x.se)",
            "<p><a href=\"https://x.se\"><img src=\"/bild?a=1&amp;b=2\" alt=\"a\"></a></p>\n");
}

Test(markdown, headings_begin_at_two_and_have_their_own_ids)
{
    renders("# Å & Ö\n## Under\n## Under\n#\n## ?!\n", "<h2 id=\"a-o\">Å &amp; Ö</h2>\n<h3 id=\"under\">Under</h3>\n"
                                                       "<h3 id=\"under-2\">Under</h3>\n<h3 id=\"section\">?!</h3>\n");
    renders("### Tre\n###### Sex\n", "<h2 id=\"tre\">Tre</h2>\n<h5 id=\"sex\">Sex</h5>\n");
    renders("# a\n# a-2\n# a\n# a\n", "<h2 id=\"a\">a</h2>\n<h2 id=\"a-2\">a-2</h2>\n<h2 id=\"a-3\">a</h2>\n"
                                      "<h2 id=\"a-4\">a</h2>\n");
    CLEANUP(text_finish) struct text html = TEXT(100);
    struct markdown markdown = {.body = "# a", .length = 3, .id_prefix = "lokalt-"};
    cr_assert_eq(markdown_render(&markdown, &html), 0);
    cr_assert_str_eq(text_string(&html), "<h2 id=\"lokalt-a\">a</h2>\n");
}

Test(markdown, tables_keep_alignment_markup_and_escaped_pipes)
{
    renders("| Å | b \\| c | d |\r\n|---|:-:|--:|\r\n| *x* | `a\\|b` | [l][r] |\r\n\r\n[r]: https://x.se\r\n",
            REGION("Tabell 1: Å, b | c, d") "<thead><tr><th scope=\"col\">Å</th><th scope=\"col\" class=\"centre\">"
                                            "b | c</th><th scope=\"col\" "
                                            "class=\"right\">d</th></tr></thead>\n<tbody><tr><td><em>x</em></td>"
                                            "<td class=\"centre\"><code>a|b</code></td><td class=\"right\"><a "
                                            "href=\"https://x.se\">l</a></td></tr>\n"
                                            "</tbody></table></div>\n");
}

Test(markdown, tables_may_be_ragged_and_without_outer_pipes)
{
    renders(
        "a | b | c\n--|---|--\n1\n1 | 2\n1 | 2 | 3 | 4\n",
        REGION("Tabell 1: a, b, c") "<thead><tr><th scope=\"col\">a</th><th scope=\"col\">b</th>"
                                    "<th scope=\"col\">c</th></tr></thead>\n<tbody><tr><td>1</td><td "
                                    "colspan=\"2\"></td></tr>\n"
                                    "<tr><td>1</td><td>2</td><td></td></tr>\n<tr><td>1</td><td>2</td><td>3</td></tr>\n"
                                    "</tbody></table></div>\n");
    renders("| | b |\n|-|-|", REGION("Tabell 1: b") "<thead><tr><td></td><th scope=\"col\">b</th></tr></thead>\n"
                                                    "</table></div>\n");
}

Test(markdown, tables_keep_the_words_before_them_and_their_surroundings)
{
    renders("före\n    - mer\n| a |\n|---|\n",
            "<p>före\n- mer</p>\n" REGION(
                "Tabell 1: a") "<thead><tr><th scope=\"col\">a</th></tr></thead>\n</table></div>\n");
    renders("> - x\n>\n>   | a | b\n>   |---|---\n>   | # c | - d\n",
            "<blockquote>\n<ul>\n<li><p>x</p>\n" REGION(
                "Tabell 1: a, b") "<thead><tr><th scope=\"col\">a</th>"
                                  "<th scope=\"col\">b</th></tr></thead>\n<tbody><tr><td># c</td><td>- "
                                  "d</td></tr>\n</tbody></table></div>\n"
                                  "</li>\n</ul>\n</blockquote>\n");
}

Test(markdown, what_only_looks_like_a_table_is_none)
{
    renders("a | b\nc | d\n", "<p>a | b\nc | d</p>\n");
    renders("a | b\n--- | --- | ---\n", "<p>a | b\n--- | --- | ---</p>\n");
    renders("    a | b\n    --|--\n", "<pre tabindex=\"0\"><code>a | b\n--|--\n</code></pre>\n");
}

Test(markdown, finds_where_links_begin)
{
    has_target("å [x](a.md)", "a.md", 10, 3);
    has_target("rad\n   å ![x](a.png)", "a.png", 11, 6);
    has_target("> - rad\n[x](a.md)", "a.md", 11, 1);
    has_target("> - rad\n>   å [lång\nlänk](a.md)", "a.md", 11, 7);
    has_target("<https://x.se>", "https://x.se", 10, 1);
    has_target("\n| å | b |\n|---|---|\n| \\| [y](b.md) | å [x](a.md) |\n", "a.md", 13, 20);
    has_target("\n| å | b |\n|---|---|\n| \\| [y](b.md) | å [x](a.md) |\n", "b.md", 13, 6);
    has_target("före\n  [x](a.md)\n| å | b |\n|---|---|\n", "a.md", 11, 3);
    has_target("\xef\xbb\xbf[x](a.md)", "a.md", 10, 1);
    has_target("a\r\n\r\n[x](a.md)", "a.md", 12, 1);
    has_target("> [r]: /x\n> [s]: /y\n> rad [x](a.md)", "a.md", 12, 7);
}

Test(markdown, gathers_headings_words_and_every_target)
{
    struct markdown_facts facts =
        competence_record_of("# En *rubrik*\n\nTvå ord – [tre](a.md)\n\n| fyra | ![fem](b.png) |\n|--|--|\n"
                             "\n```\nsex\n```\n\n<!-- inte -->\n");
    cr_assert_eq(facts.heading_count, 1);
    cr_assert_str_eq(facts.headings[0].text, "En rubrik");
    cr_assert_str_eq(facts.headings[0].id, "en-rubrik");
    cr_assert(facts.headings[0].level == 1 && facts.headings[0].line == 10);
    cr_assert_eq(facts.target_count, 2);
    cr_assert(facts.targets[1].is_image);
    cr_assert_str_eq(facts.targets[1].text, "fem");
    cr_assert_str_eq(facts.plain, "En rubrik\nTvå ord – tre\nfyra\nfem\nsex\n");
    cr_assert_eq(facts.word_count, 8);
}

Test(markdown, refuses_what_is_too_large_or_no_text)
{
    CLEANUP(text_finish) struct text html = TEXT(10);
    static char large[MARKDOWN_BYTES_MAX + 1];
    memset(large, 'a', sizeof large);
    cr_assert_eq(markdown_render(&(struct markdown){.body = large, .length = sizeof large}, &html), FAIL_LIMIT);
    cr_assert_eq(markdown_render(&(struct markdown){.body = large, .length = 100}, &html), FAIL_LIMIT);
    cr_assert_eq(markdown_render(&(struct markdown){.body = "\xff", .length = 1}, &html), FAIL_INPUT);
    cr_assert_eq(markdown_render(&(struct markdown){.body = NULL, .length = 0}, &TEXT(10)), 0);
}

/* Repeats `unit` after `start` up to the largest text, and renders and collects it. */
static double seconds_for(const char *start, const char *unit, const char *end)
{
    CLEANUP(text_finish) struct text body = TEXT(MARKDOWN_BYTES_MAX);
    CLEANUP(text_finish) struct text html = TEXT(16 << 20);
    text_add(&body, start);
    while (body.length + strlen(unit) + strlen(end) <= MARKDOWN_BYTES_MAX)
        text_add(&body, unit);
    text_add(&body, end);
    struct markdown markdown = {.body = text_string(&body), .length = body.length, .resolve = resolve};
    struct markdown_facts facts;
    clock_t before = clock();
    cr_assert_eq(markdown_render(&markdown, &html), 0);
    cr_assert_eq(markdown_collect(&markdown, &arena, &facts), 0);
    return (double)(clock() - before) / CLOCKS_PER_SEC;
}

/* Each took tens of milliseconds where this was written; the room is for sanitizers and slow machines. */
Test(markdown, hostile_texts_take_linear_time)
{
    static const struct {
        const char *start, *unit, *end;
    } hostile[] = {
        {"a|b\n-|-\n", "|\n", ""},
        {"a|b\n-|-\n", "|[x](y)|*z*\n", ""},
        {"a|b\n-|-\n", "\\|", ""},
        {"", "|-|\n|-|-|\n", ""},
        {"", "|", "\n|-|\n"},
        {"", "[](a)", ""},
        {"a|b\n-|-\n|", "[](a)", "|"},
        {"", "# a\n", ""},
        {"", ">", "a|b\n"},
        {"", "- ", "a|b"},
        {"a|b\n-|-\n|", "*a **a ", ""},
        {"", "[a\nb](c)\n", ""},
        {"", "x", "[a](b)"},
        {"a|b\n-|-\n", "|[a]\n", "\n[a]: b"},
    };
    for (size_t i = 0; i < COUNT_OF(hostile); i++) {
        double seconds = seconds_for(hostile[i].start, hostile[i].unit, hostile[i].end);
        cr_assert(seconds < 5, "%s: %.2f s", hostile[i].unit, seconds);
    }
}

Test(markdown, a_short_row_costs_nothing_per_column_it_lacks)
{
    CLEANUP(text_finish) struct text body = TEXT(MARKDOWN_BYTES_MAX);
    CLEANUP(text_finish) struct text html = TEXT(16 << 20);
    for (int i = 0; i < 10000; i++)
        text_add(&body, "|a");
    text_add_char(&body, '\n');
    for (int i = 0; i < 10000; i++)
        text_add(&body, "|-");
    text_add_char(&body, '\n');
    for (int i = 0; i < 40000; i++)
        text_add(&body, "x\n");
    struct markdown markdown = {.body = text_string(&body), .length = body.length};
    cr_assert_eq(markdown_render(&markdown, &html), 0);
    cr_assert(strstr(text_string(&html), "<td>x</td><td colspan=\"1000\"></td></tr>"));
}

Test(markdown, knows_where_a_link_stands_behind_a_line_end)
{
    has_target("Rad ett\\\nrad två, se [mål](mal.md).\n", "mal.md", 11, 13);
    has_target("x `kod\nmer` [a](mal.md)\n", "mal.md", 11, 6);
    has_target("x <b\nc=\"d\"> [a](mal.md)\n", "mal.md", 11, 8);
    has_target("[a](x.md \"titel\ntvå\") och [a](mal.md)\n", "mal.md", 11, 11);
    has_target("[a](x.md\n'titel') [b *c\nd* e](mal.md)\n", "mal.md", 11, 10);
    has_target("[d]:\n  x.md\n[e]: x.md\n  \"titel\"\n  Text [d], [a](mal.md)\n", "mal.md", 14, 13);
    has_target("> [d]:\n> x.md 'a\n> b'\n> text\\\n  [a](mal.md)\n", "mal.md", 14, 3);
    has_target("- a\n  1. b `c\n     d` [a](mal.md)\n", "mal.md", 12, 9);
    has_target("Rubrik `a\nb` [a](mal.md)\n===\n", "mal.md", 11, 4);
    has_target("[d]: x\nRubrik\n[a](mal.md)\n---\n", "mal.md", 12, 1);
    has_target("## Rubrik &auml;&#x5d; \\[ [a](mal.md) ##\n", "mal.md", 10, 27);
    has_target("&ngE;&fjlig;&amp;amp;&nosuch; & \\& <x\n y> [a](mal.md)\n", "mal.md", 11, 5);
    has_target("[a] [b](c) ![d][a] [a][] [b] <http://e.se/[> [x](mal.md)\n\n[a]: /u\n", "mal.md", 10, 46);
    has_target("före\\\n| a | b |\n|---|---|\n| `x\\|y` \\| | ![d](x.png) [a](mal.md) |\n", "mal.md", 13, 27);
}

Test(markdown, shows_the_lines_before_a_table_that_are_no_definition)
{
    renders("[Normen]: beloppen \xe2\x80\xa6\n| P |\n|---|\n",
            "<p>[Normen]: beloppen \xe2\x80\xa6</p>\n" REGION(
                "Tabell 1: P") "<thead><tr><th scope=\"col\">P</th></tr></thead>\n</table></div>\n");
    renders(
        "[a]:\n/u\n\"t\nt\"\n[b]: c d\n| P |\n|---|\n",
        "<p>[b]: c d</p>\n" REGION("Tabell 1: P") "<thead><tr><th scope=\"col\">P</th></tr></thead>\n</table></div>\n");
    renders("[a]: https://e.se\n[a] x]: y\n| P |\n|---|\n",
            "<p><a href=\"https://e.se\">a</a> x]: y</p>\n" REGION(
                "Tabell 1: P") "<thead><tr><th scope=\"col\">P</th></tr></thead>\n</table></div>\n");
}

Test(markdown, shows_no_comment)
{
    renders("a\n\n<!-- x -->\n\nb <!-- y --> c\n", "<p>a</p>\n<p>b  c</p>\n");
    renders("a <!-- x -- y --> b <!-- > --> c <!----> d\n", "<p>a  b  c  d</p>\n");
    renders("a <!-- x\n\n- y\n# z\n```\n--> b\n\nc\n", "<p>a  b</p>\n<p>c</p>\n");
    renders("<div>\n<!-- x\n\ny -->\n</div>\n",
            "<pre tabindex=\"0\"><code>&lt;div&gt;\n\n&lt;/div&gt;\n</code></pre>\n");
    renders("a <!-- 1 -- --><!-- 2 -- --><!-- 3 -- --><!-- 4 -- --><!-- 5 -- --><!-- 6 -- --><!-- 7 -- --><!-- 8 -- -->"
            "<!-- 9 -- --><!-- 10 -- --> b\n",
            "<p>a  b</p>\n");
    renders("<!-- x --> rest\n", "<pre tabindex=\"0\"><code> rest\n</code></pre>\n");
    renders("# <!-- x -->\n\n## r <!-- a -- b -->\n", "<h2 id=\"r\">r </h2>\n");
    renders("- a <!-- x\n\n  y --> b\n- <!-- z -->\n", "<ul>\n<li>a  b</li>\n<li></li>\n</ul>\n");
    renders("> a <!-- x\n>\n> y --> b\n", "<blockquote>\n<p>a  b</p>\n</blockquote>\n");
    renders("`<!-- x -->` \\<!-- y --> &lt;!-- z -->\n",
            "<p><code>&lt;!-- x --&gt;</code> &lt;!-- y --&gt; &lt;!-- z --&gt;</p>\n");
    renders("```\n<!-- x -->\n```\n", "<pre tabindex=\"0\"><code>&lt;!-- x --&gt;\n</code></pre>\n");
    struct markdown_facts facts = competence_record_of("| a <!-- b | c -- d --> |\n|---|\n| e <!-- f --> [x](y) |\n");
    cr_assert_str_eq(facts.plain, "a \ne  x\n");
    has_target("å <!-- ä -- x\n\ny --> [a](b.md)\n", "b.md", 12, 7);
}

Test(markdown, tells_of_a_comment_that_does_not_end)
{
    static const char *const bodies[] = {"a\n\nb <!-- c\n\nd\n", "a\n\n<!-- b\n\nd\n", "a\n\n# b <!-- c\nd -->\n",
                                         "a\n\n> <!-- b\n\nd -->\n"};
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        cr_expect_eq(competence_record_of(bodies[i]).unclosed_line, 12, "%s", bodies[i]);
    cr_assert_eq(competence_record_of("<!--\nb\n\nc\n-->\n\n<!-- d\n-->").unclosed_line, 0);
    cr_assert_eq(competence_record_of("- a\n\n  <!--\n\n  c\n  -->\n> <!-- d\n> -->\n").unclosed_line, 0);
    cr_assert_eq(competence_record_of("a <!-- b -- c\n\nd --> e\n").unclosed_line, 0);
}
