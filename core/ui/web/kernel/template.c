/* Escapes values by the context in a template; see ui/web/kernel/template.h. */
#include "ui/web/kernel/template.h"

#include "base/hidden.h"
#include "base/memory.h"
#include "io/unicode.h"
#include "ui/text/message.h"

#include <stdarg.h>
#include <string.h>
#include <strings.h>

#define LINE_SIGNS "\r\n\t"

struct html html_trusted(const char *bytes, size_t length)
{
    return (struct html){.bytes = bytes, .length = length};
}

static const char *const references[256] = {
    ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;",
};

static const char *reference_of(char c)
{
    return references[(unsigned char)c];
}

/* Most strings need no escaping, so whole stretches are copied. */
static void add_text(struct text *out, const char *string, size_t length)
{
    const char *end = string + length;
    while (string < end) {
        const char *at = string;
        while (at < end && !reference_of(*at))
            at++;
        text_add_bytes(out, string, (size_t)(at - string));
        if (at < end)
            text_add(out, reference_of(*at++));
        string = at;
    }
}

/* Text with nothing hidden in it but line ends and tabs: one in many thousands has, so that it is made again. */
static void add_seen_text(struct text *out, const char *string, size_t length)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    CLEANUP(text_finish) struct text shown = TEXT(10 * length + 1);
    if (!hidden_in(arena_copy_bytes(&arena, string, length), LINE_SIGNS)) {
        add_text(out, string, length);
        return;
    }
    hidden_add_shown(&shown, string, length, LINE_SIGNS);
    add_text(out, text_string(&shown), shown.length);
}

/* Text between tags: what runs from right to left keeps to itself, so that it moves nothing beside it. */
static void add_isolated_text(struct text *out, const char *string, size_t length)
{
    bool is_isolated = unicode_runs_leftwards(string, length);
    text_add(out, is_isolated ? "<bdi>" : "");
    add_seen_text(out, string, length);
    text_add(out, is_isolated ? "</bdi>" : "");
}

/* A browser drops tabs and newlines and leading blanks before it looks for a scheme; such URLs are refused whole. */
static bool is_allowed_url(const char *url)
{
    static const char *const schemes[] = {"http:", "https:", "mailto:", "tel:"};
    for (const unsigned char *at = (const unsigned char *)url; *at; at++)
        if (*at <= ' ' || *at == 0x7f || *at == '\\')
            return false;
    if (url[0] == '/' && url[1] == '/')
        return false;
    if (url[strcspn(url, ":/?#")] != ':')
        return true;
    for (size_t i = 0; i < COUNT_OF(schemes); i++)
        if (strncasecmp(url, schemes[i], strlen(schemes[i])) == 0)
            return true;
    return false;
}

void template_add(struct template *into, enum template_context context, const char *string)
{
    if (!string)
        return;
    if (context == TEMPLATE_URL_PART)
        text_add_url_part(into->text, string);
    else if (context == TEMPLATE_URL && !is_allowed_url(string))
        text_add(into->text, "#refused");
    else if (context == TEMPLATE_TEXT)
        add_isolated_text(into->text, string, strlen(string));
    else
        add_seen_text(into->text, string, strlen(string));
}

void template_add_number(struct template *into, int64_t number)
{
    text_addf(into->text, "%lld", (long long)number);
}

void template_add_html(struct template *into, struct html html)
{
    text_add_bytes(into->text, html.bytes, html.length);
}

void template_translate(struct template *into, const char *message_id, ...)
{
    va_list arguments;
    va_start(arguments, message_id);
    message_add(into->text, into->is_plain ? add_seen_text : add_isolated_text, translate(into->language, message_id),
                message_id, arguments);
    va_end(arguments);
}

void template_translate_plural(struct template *into, long number, const char *one, const char *many, ...)
{
    va_list arguments;
    va_start(arguments, many);
    message_add(into->text, into->is_plain ? add_seen_text : add_isolated_text,
                translate_plural(into->language, one, many, number), many, arguments);
    va_end(arguments);
}
