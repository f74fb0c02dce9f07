/* Follows the static part of a template through tags, attributes and elements; see template_html.h. */
#include "template_html.h"

#include "base/memory.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_name(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == ':' || c == '_';
}

static bool is_among(const char *word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcasecmp(word, words[i]) == 0)
            return true;
    return false;
}

static bool is_void(const char *element)
{
    static const char *const words[] = {"area",  "base", "br",   "col",    "embed", "hr", "img",
                                        "input", "link", "meta", "source", "track", "wbr"};
    return is_among(element, words, COUNT_OF(words));
}

static bool is_raw(const char *element)
{
    static const char *const words[] = {"script", "style"};
    return is_among(element, words, COUNT_OF(words));
}

/* Elements inside which browsers read text by rules that we do not follow. */
static bool is_refused(const char *element)
{
    static const char *const words[] = {"iframe",    "noembed", "noframes", "noscript", "object",
                                        "plaintext", "xmp",     "template", "math"};
    return is_among(element, words, COUNT_OF(words));
}

static bool keeps_space(const struct template_html *html)
{
    static const char *const words[] = {"pre", "textarea"};
    for (size_t i = 0; i < html->depth; i++)
        if (is_among(html->elements[i], words, COUNT_OF(words)))
            return true;
    return false;
}

bool template_html_is_own(const char *at)
{
    return at[0] == '{' && at[1] && strchr("@%=#&_!", at[1]);
}

bool template_html_is_url(const char *attribute)
{
    static const char *const words[] = {"href", "src", "action", "formaction", "cite", "poster", "data", "xlink:href"};
    return is_among(attribute, words, COUNT_OF(words));
}

bool template_html_is_code(const char *attribute)
{
    static const char *const words[] = {"style", "srcdoc", "srcset", "ping", "http-equiv", "imagesrcset"};
    return strncasecmp(attribute, "on", 2) == 0 || is_among(attribute, words, COUNT_OF(words));
}

bool template_html_takes_tags(const struct template_html *html)
{
    for (size_t i = 0; i < html->depth; i++)
        if (strcasecmp(html->elements[i], "svg") == 0)
            return false;
    return html->place == PLACE_TEXT && !template_html_is_plain(html);
}

bool template_html_is_plain(const struct template_html *html)
{
    static const char *const words[] = {"title", "textarea"};
    return html->depth && is_among(html->elements[html->depth - 1], words, COUNT_OF(words));
}

bool template_html_refuse(struct template_html *html, size_t at, const char *problem)
{
    html->problem = problem;
    html->problem_at = at;
    return false;
}

bool template_html_check_url(struct template_html *html)
{
    static const char *const schemes[] = {"http", "https", "mailto", "tel"};
    char scheme[NAME_BYTES];
    size_t length = strcspn(html->literal, ":/?#");
    for (const char *at = html->literal; *at; at++)
        if (is_space(*at))
            return template_html_refuse(html, html->at, "white space in a URL");
    if (html->literal[length] != ':')
        return true;
    snprintf(scheme, sizeof scheme, "%.*s", (int)length, html->literal);
    return is_among(scheme, schemes, COUNT_OF(schemes)) ||
           template_html_refuse(html, html->at, "a URL here is http, https, mailto, tel or relative");
}

static void write_char(struct template_html *html, char c)
{
    text_add_char(html->still, c);
    html->ends_in_space = is_space(c);
}

/* Reads a name into `ret_name`; false if there is none, or a value stands in it. */
static bool read_name(struct template_html *html, char ret_name[NAME_BYTES], const char *problem)
{
    const char *from = html->source + html->at;
    size_t length = 0;
    while (is_name(from[length]))
        length++;
    bool has_value = template_html_is_own(from + length) && (html->place != PLACE_TAG || from[length + 1] != '%');
    if (!length || length >= NAME_BYTES || has_value)
        return template_html_refuse(html, html->at, problem);
    snprintf(ret_name, NAME_BYTES, "%.*s", (int)length, from);
    text_add(html->still, ret_name);
    html->ends_in_space = false;
    html->at += length;
    return true;
}

static bool step_closing_tag(struct template_html *html)
{
    size_t from = html->at;
    char name[NAME_BYTES];
    text_add(html->still, "</");
    html->at += 2;
    if (!read_name(html, name, "a value inside a tag's name, or no name"))
        return false;
    while (is_space(html->source[html->at]))
        html->at++;
    if (html->source[html->at] != '>')
        return template_html_refuse(html, html->at, "a closing tag ends with its name and >");
    if (!html->depth || strcasecmp(html->elements[html->depth - 1], name) != 0)
        return template_html_refuse(html, from, "this closing tag does not match the element that is open");
    html->depth--;
    html->at++;
    html->place = PLACE_TEXT;
    write_char(html, '>');
    return true;
}

static bool step_comment(struct template_html *html)
{
    const char *from = html->source + html->at, *end = strstr(from, "-->");
    if (!end)
        return template_html_refuse(html, html->at, "unclosed comment");
    for (const char *at = from; at < end; at++)
        if (template_html_is_own(at))
            return template_html_refuse(html, (size_t)(at - html->source), "nothing of ours may stand in a comment");
    html->at += (size_t)(end - from) + 3;
    return true;
}

static bool step_declaration(struct template_html *html)
{
    if (strncasecmp(html->source + html->at, "<!doctype html>", 15) != 0)
        return template_html_refuse(html, html->at, "only <!doctype html> and comments begin with <!");
    text_add(html->still, "<!doctype html>");
    html->at += 15;
    return true;
}

static bool step_opening_tag(struct template_html *html)
{
    size_t from = html->at++;
    text_add_char(html->still, '<');
    if (!read_name(html, html->tag, "a value inside a tag's name"))
        return false;
    if (is_refused(html->tag))
        return template_html_refuse(html, from, "this element is not for templates");
    html->place = PLACE_TAG;
    return true;
}

static bool step_space(struct template_html *html)
{
    size_t length = 0;
    bool has_newline = false;
    for (; is_space(html->source[html->at + length]); length++)
        has_newline = has_newline || html->source[html->at + length] == '\n';
    if (!html->ends_in_space)
        write_char(html, has_newline && html->place == PLACE_TEXT ? '\n' : ' ');
    html->at += length;
    return true;
}

static bool step_text(struct template_html *html)
{
    const char *from = html->source + html->at;
    if (is_space(*from) && !keeps_space(html))
        return step_space(html);
    if (*from != '<') {
        write_char(html, *from);
        html->at++;
        return true;
    }
    if (strncmp(from, "<!--", 4) == 0)
        return step_comment(html);
    if (from[1] == '!')
        return step_declaration(html);
    if (from[1] == '/')
        return step_closing_tag(html);
    if (is_letter(from[1]))
        return step_opening_tag(html);
    return template_html_refuse(html, html->at,
                                template_html_is_own(from + 1) ? "a value inside a tag's name" : "write &lt; for this");
}

static bool is_in_svg(const struct template_html *html)
{
    for (size_t i = 0; i < html->depth; i++)
        if (strcasecmp(html->elements[i], "svg") == 0)
            return true;
    return strcasecmp(html->tag, "svg") == 0;
}

static bool step_tag_end(struct template_html *html, bool is_closed)
{
    if (is_closed && !is_void(html->tag) && !is_in_svg(html))
        return template_html_refuse(html, html->at, "only void elements and those of SVG may end with />");
    if (html->ends_in_space) /* the space before > */
        html->still->bytes[--html->still->length] = '\0';
    html->at += is_closed ? 2 : 1;
    bool is_empty = is_void(html->tag);
    text_add(html->still, is_closed && !is_empty ? "/>" : ">");
    html->ends_in_space = false;
    html->place = is_raw(html->tag) && !is_closed ? PLACE_RAW : PLACE_TEXT;
    if (is_closed || is_empty)
        return true;
    if (html->depth == DEPTH_MAX)
        return template_html_refuse(html, html->at, "elements are nested too deeply");
    snprintf(html->elements[html->depth++], NAME_BYTES, "%s", html->tag);
    return true;
}

static bool step_attribute(struct template_html *html)
{
    if (!html->ends_in_space)
        return template_html_refuse(html, html->at, "white space goes before an attribute");
    if (!read_name(html, html->attribute, "an attribute's name has letters, digits, - and : only, and no value in it"))
        return false;
    if (is_space(html->source[html->at]) && html->source[html->at + strspn(html->source + html->at, " \t\r\n")] == '=')
        return template_html_refuse(html, html->at, "no white space before =");
    if (html->source[html->at] != '=')
        return true;
    char quote = html->source[html->at + 1];
    if (quote != '"' && quote != '\'')
        return template_html_refuse(html, html->at + 1, "the value of an attribute stands in quotes");
    html->at += 2;
    text_add_char(html->still, '=');
    write_char(html, quote);
    html->place = PLACE_VALUE;
    html->quote = quote;
    html->literal[0] = '\0';
    html->has_begun = html->has_value = false;
    return true;
}

static bool step_tag(struct template_html *html)
{
    char c = html->source[html->at];
    if (is_space(c))
        return step_space(html);
    if (c == '>')
        return step_tag_end(html, false);
    if (c == '/' && html->source[html->at + 1] == '>')
        return step_tag_end(html, true);
    return step_attribute(html);
}

static bool step_value(struct template_html *html)
{
    char c = html->source[html->at];
    if (c == html->quote) {
        if (template_html_is_url(html->attribute) && !template_html_check_url(html))
            return false;
        html->place = PLACE_TAG;
    } else {
        size_t length = strlen(html->literal);
        if (!html->has_value && length < NAME_BYTES - 1) {
            html->literal[length] = c;
            html->literal[length + 1] = '\0';
        }
        html->has_begun = true;
    }
    write_char(html, c);
    html->ends_in_space = false;
    html->at++;
    return true;
}

static bool step_raw(struct template_html *html)
{
    const char *from = html->source + html->at, *element = html->elements[html->depth - 1];
    if (from[0] == '<' && from[1] == '/' && strncasecmp(from + 2, element, strlen(element)) == 0)
        return step_closing_tag(html);
    write_char(html, *from);
    html->at++;
    return true;
}

bool template_html_step(struct template_html *html)
{
    switch (html->place) {
    case PLACE_TAG:
        return step_tag(html);
    case PLACE_VALUE:
        return step_value(html);
    case PLACE_RAW:
        return step_raw(html);
    case PLACE_TEXT:
    default:
        return step_text(html);
    }
}
