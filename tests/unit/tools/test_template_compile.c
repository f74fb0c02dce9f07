/* The template compiler: what it refuses and where, and what it makes of the rest. */
#include "../../../tools/template_compile.h"

#include "base/fail.h"
#include "base/memory.h"

#include <criterion/criterion.h>
#include <string.h>

struct refusal {
    const char *source, *sentence;
};

#define HEAD "{@ page_x(const char *v) @}"

static const struct refusal refusals[] = {
    {"<p>x</p>", "t:1:1: error: before the first {@ name(...) @} only includes"},
    {"{= v =}", "t:1:1: error: before the first {@ name(...) @} only includes"},
    {"", "t:1:1: error: no template here: {@ name(...) @} is missing"},
    {HEAD "<a href={= v =}>x</a>", "t:1:36: error: the value of an attribute stands in quotes"},
    {HEAD "<a class=b>x</a>", "t:1:37: error: the value of an attribute stands in quotes"},
    {HEAD "\n<a\nclass = \"b\">x</a>", "t:3:6: error: no white space before ="},
    {HEAD "<script>{= v =}</script>", "t:1:36: error: no value inside <script> or <style>"},
    {HEAD "<script>{_ \"x\" _}</script>", "t:1:36: error: no value inside <script> or <style>"},
    {HEAD "<style>{# 1 #}</style>", "t:1:35: error: no value inside <script> or <style>"},
    {HEAD "<style>{% if (v) { %}{% } %}</style>", "t:1:35: error: no value inside <script> or <style>"},
    {HEAD "<b onclick=\"{= v =}\">x</b>",
     "t:1:40: error: no value inside an attribute that is code (on..., style, srcdoc, srcset)"},
    {HEAD "<b ONCLICK='f(\"{= v =}\")'>x</b>",
     "t:1:43: error: no value inside an attribute that is code (on..., style, srcdoc, srcset)"},
    {HEAD "<b style=\"{= v =}\">x</b>",
     "t:1:38: error: no value inside an attribute that is code (on..., style, srcdoc, srcset)"},
    {HEAD "<b style=\"{_ \"x\" _}\">x</b>",
     "t:1:38: error: no value inside an attribute that is code (on..., style, srcdoc, srcset)"},
    {HEAD "<iframe srcdoc=\"{= v =}\"></iframe>", "t:1:28: error: this element is not for templates"},
    {HEAD "<noscript></noscript>", "t:1:28: error: this element is not for templates"},
    {HEAD "<!-- {= v =} -->", "t:1:33: error: nothing of ours may stand in a comment"},
    {HEAD "<!-- ", "t:1:28: error: unclosed comment"},
    {HEAD "<!ELEMENT>", "t:1:28: error: only <!doctype html> and comments begin with <!"},
    {HEAD "<{= v =}>", "t:1:28: error: a value inside a tag's name"},
    {HEAD "<b{= v =}>", "t:1:29: error: a value inside a tag's name"},
    {HEAD "<b{% if (v) { %}r{% } %}>", "t:1:29: error: a value inside a tag's name"},
    {HEAD "</b{= v =}>", "t:1:30: error: a value inside a tag's name, or no name"},
    {HEAD "<b {= v =}>", "t:1:31: error: a value stands in text or in a quoted attribute, not among attributes"},
    {HEAD "<b data-{= v =}=\"x\">",
     "t:1:31: error: an attribute's name has letters, digits, - and : only, and no value in it"},
    {HEAD "<b on{% ; %}click=\"x\">", "t:1:40: error: white space goes before an attribute"},
    {HEAD "{= v", "t:1:28: error: unclosed: what begins with { and a mark ends with the mark and }"},
    {HEAD "{% if (v) {", "t:1:28: error: unclosed: what begins with { and a mark ends with the mark and }"},
    {HEAD "{= =}", "t:1:28: error: nothing between the marks"},
    {HEAD "<p>", "t:1:31: error: the template ends with an element open"},
    {HEAD "</p>", "t:1:28: error: this closing tag does not match the element that is open"},
    {HEAD "<b><i></b></i>", "t:1:34: error: this closing tag does not match the element that is open"},
    {HEAD "<div/>", "t:1:32: error: only void elements and those of SVG may end with />"},
    {HEAD "<p title=\"x", "t:1:39: error: the template ends inside a tag or an attribute"},
    {HEAD "<p>a < b</p>", "t:1:33: error: write &lt; for this"},
    {HEAD "{% if (v) { %}<p>{% } %}</p>",
     "t:1:45: error: this block leaves the HTML in another place than it found it"},
    {HEAD "<p {% if (v) { %}title=\"{% } %}x\">",
     "t:1:52: error: this block leaves the HTML in another place than it found it"},
    {HEAD "{% if (v) { %}x", "t:1:43: error: the template ends with a C block open"},
    {HEAD "{% } %}", "t:1:28: error: a } without its {"},
    {HEAD "{% if (v) %}x", "t:1:28: error: a statement ends with { } ; or :, so that its block is seen"},
    {HEAD "<p>{% return; %}</p>", "t:1:31: error: no return and no goto: they would skip closing tags"},
    {HEAD "{% while (v) { %}<p>{% break; %}</p>{% } %}",
     "t:1:48: error: break, continue and case stand where their block began in the HTML"},
    {HEAD "{% #define X 1 %}", "t:1:28: error: of the preprocessor only #include, before the first template"},
    {HEAD "<a href=\"javascript:{= v =}\">x</a>", "t:1:48: error: a URL here is http, https, mailto, tel or relative"},
    {HEAD "<a href=\"javascript:x\">x</a>", "t:1:49: error: a URL here is http, https, mailto, tel or relative"},
    {HEAD "<a href=\"{_ \"x\" _}\">x</a>", "t:1:37: error: no translation inside a URL"},
    {HEAD "{_ v _}", "t:1:28: error: a translation begins with its English text in quotes"},
    {HEAD "{_ \"one\", \"many\" _}", "t:1:28: error: after the two forms of a plural comes the number"},
    {HEAD "<b title=\"{! v !}\">x</b>", "t:1:38: error: HTML and other templates stand between tags only"},
    {HEAD "<title>{! v !}</title>", "t:1:35: error: HTML and other templates stand between tags only"},
    {HEAD "<textarea>{& f() &}</textarea>", "t:1:38: error: HTML and other templates stand between tags only"},
    {HEAD "{& f &}", "t:1:28: error: a template is called with its arguments in parentheses"},
    {"{@ page_x @}", "t:1:1: error: a function is its name and its parameters in parentheses"},
};

Test(template_compile, refuses_what_cannot_be_safe_and_says_where)
{
    for (size_t i = 0; i < COUNT_OF(refusals); i++) {
        CLEANUP(text_finish) struct text out = TEXT(1024 * 1024);
        int result = template_compile("t", refusals[i].source, &out);
        cr_expect_eq(result, FAIL_INPUT, "accepted: %s", refusals[i].source);
        cr_expect_str_eq(fail_sentence(), refusals[i].sentence, "%s", refusals[i].source);
        fail_forget();
    }
}

/* Compiles and looks for a piece of C. */
static void expect_c(const char *source, const char *wanted)
{
    CLEANUP(text_finish) struct text out = TEXT(1024 * 1024);
    cr_assert_eq(template_compile("t", source, &out), 0, "%s: %s", source, fail_sentence());
    cr_expect(strstr(text_string(&out), wanted), "%s\nnot in\n%s", wanted, text_string(&out));
}

Test(template_compile, chooses_the_escaping_by_where_a_value_stands)
{
    expect_c(HEAD "<p>{= v =}</p>", "template_add(into, TEMPLATE_TEXT, v);");
    expect_c(HEAD "<textarea>{= v =}</textarea>", "template_add(into, TEMPLATE_PLAIN, v);");
    expect_c(HEAD "<svg><text>{= v =}</text></svg>", "template_add(into, TEMPLATE_PLAIN, v);");
    expect_c(HEAD "<p title='{= v =}'></p>", "template_add(into, TEMPLATE_PLAIN, v);");
    expect_c(HEAD "<a href=\"{= v =}\"></a>", "template_add(into, TEMPLATE_URL, v);");
    expect_c(HEAD "<a href=\"/x/{= v =}\"></a>", "template_add(into, TEMPLATE_URL_PART, v);");
    expect_c(HEAD "<form ACTION=\"{= v =}\"></form>", "template_add(into, TEMPLATE_URL, v);");
    expect_c(HEAD "<a href=\"{= base =}{= v =}\"></a>", "template_add(into, TEMPLATE_URL_PART, v);");
    expect_c(HEAD "<a href=\"{% if (v) { %}/x{% } else { %}{= v =}{% } %}\"></a>",
             "template_add(into, TEMPLATE_URL, v);");
    expect_c(HEAD "<a href=\"{% if (v) { %}/x{% } %}{= v =}\"></a>", "template_add(into, TEMPLATE_URL_PART, v);");
    expect_c(HEAD "<a href='mailto:{= v =}'></a>", "template_add(into, TEMPLATE_URL_PART, v);");
    expect_c(HEAD "<svg><use xlink:href=\"{= v =}\"/></svg>", "template_add(into, TEMPLATE_URL, v);");
}

Test(template_compile, makes_functions_calls_and_translations)
{
    expect_c("{@ page_x() @}x", "void page_x(struct template *into)\n{\n");
    expect_c(HEAD "x", "void page_x(struct template *into, const char *v)\n{\n");
    expect_c("{@ a() @}x{@ b() @}y", "}\n#line 1 \"t\"\nvoid b(struct template *into)\n{\n");
    expect_c(HEAD "{& f() &}", "    f(into);");
    expect_c(HEAD "{& f(v, (1)) &}", "    f(into, v, (1));");
    expect_c(HEAD "{# 1 + 2 #}", "template_add_number(into, 1 + 2);");
    expect_c(HEAD "{! v !}", "template_add_html(into, v);");
    expect_c(HEAD "{_ \"Hi %s\", v _}", "template_translate(into, \"Hi %s\", v);");
    expect_c(HEAD "{_ \"a \" \"b\" _}", "template_translate(into, \"a \" \"b\");");
    expect_c(HEAD "{_ \"%d x\", \"%d xs\", f(1, 2), v _}",
             "template_translate_plural(into, (long)(f(1, 2)), \"%d x\", \"%d xs\", (int)(f(1, 2)), v);");
    expect_c("{% #include \"a.h\" %}\n" HEAD "\n<p>\n{= v =}</p>", "#line 4 \"t\"\n    template_add(into");
    expect_c(HEAD "{% if (strchr(v, '{')) /* } */ { %}x{% } %}", "if (strchr(v, '{')) /* } */ {");
}

Test(template_compile, squeezes_white_space_but_never_between_words)
{
    expect_c(HEAD "\n  <p>\n    a  b\n  </p>\n", "\"<p>\\na b\\n</p>\", 12");
    expect_c(HEAD "<pre>a\n  b</pre>", "\"<pre>a\\n  b</pre>\", 16");
    expect_c(HEAD "<p>a\n{% if (v) { %}\nb{% } %}\nc</p>", "\"<p>a\\n\", 5");
    expect_c(HEAD "<p>a\n{% if (v) { %}\nb{% } %}\nc</p>", "\"\\nc</p>\", 6");
    expect_c(HEAD "<input  type=\"a\"   >", "\"<input type=\\\"a\\\">\", 16");
    expect_c(HEAD "<!-- x --><b>\"\?\?=\"</b>", "\"<b>\\\"\\\?\\\?=\\\"</b>\"");
}

Test(template_compile, cuts_long_stretches_between_characters)
{
    CLEANUP(text_finish) struct text source = TEXT(64 * 1024);
    CLEANUP(text_finish) struct text out = TEXT(1024 * 1024);
    text_add(&source, HEAD "x");
    for (int i = 0; i < 3000; i++)
        text_add(&source, "å");
    cr_assert_eq(template_compile("t", text_string(&source), &out), 0);
    cr_expect(text_is_utf8(out.bytes, out.length, NULL));
    cr_expect(strstr(out.bytes, ", 3499);"));
    cr_expect(strstr(out.bytes, ", 2502);"));
}
