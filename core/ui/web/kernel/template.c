/* Escapes values by the context in a template; see ui/web/kernel/template.h. */
#include "ui/web/kernel/template.h"

#include "base/memory.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define ARGUMENTS_MAX 8

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

static void add_plain(struct text *out, const char *string, size_t length)
{
    text_add_bytes(out, string, length);
}

static void add_url_part(struct text *out, const char *string)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    for (; *string; string++)
        if (strchr(plain, *string))
            text_add_char(out, *string);
        else
            text_addf(out, "%%%02X", (unsigned)(unsigned char)*string);
}

/* Browsers ignore tabs, newlines and leading blanks before the scheme; URLs with them are refused. */
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
        add_url_part(into->text, string);
    else if (context == TEMPLATE_URL && !is_allowed_url(string))
        text_add(into->text, "#refused");
    else
        add_text(into->text, string, strlen(string));
}

void template_add_number(struct template *into, int64_t number)
{
    text_addf(into->text, "%lld", (long long)number);
}

void template_add_html(struct template *into, struct html html)
{
    text_add_bytes(into->text, html.bytes, html.length);
}

/* One argument of a message: a string is lent, a number is written here. */
struct argument {
    const char *string;
    char digits[24];
};

/* The end of the conversion that begins at `percent`. */
static const char *conversion_end(const char *percent)
{
    const char *at = percent + 1;
    while (*at && strchr("lz", *at))
        at++;
    return *at ? at + 1 : at;
}

static void read_number(struct argument *ret, const char *percent, va_list *arguments)
{
    char letter = conversion_end(percent)[-1];
    bool is_long = percent[1] == 'l', is_longer = is_long && percent[2] == 'l';
    if (percent[1] == 'z')
        snprintf(ret->digits, sizeof ret->digits, "%zu", va_arg(*arguments, size_t));
    else if (letter == 'c')
        snprintf(ret->digits, sizeof ret->digits, "%c", va_arg(*arguments, int));
    else if (letter == 'u')
        snprintf(ret->digits, sizeof ret->digits, "%llu",
                 is_longer ? va_arg(*arguments, unsigned long long)
                 : is_long ? va_arg(*arguments, unsigned long)
                           : va_arg(*arguments, unsigned));
    else
        snprintf(ret->digits, sizeof ret->digits, "%lld",
                 is_longer ? va_arg(*arguments, long long)
                 : is_long ? va_arg(*arguments, long)
                           : va_arg(*arguments, int));
    ret->string = ret->digits;
}

/* Reads the arguments by the English format, which the compiler has checked. */
static int read_arguments(struct argument ret[ARGUMENTS_MAX], const char *format, va_list *arguments)
{
    int count = 0;
    for (const char *at = strchr(format, '%'); at; at = strchr(at, '%')) {
        if (at[1] == '%') {
            at += 2;
            continue;
        }
        assert(count < ARGUMENTS_MAX);
        if (conversion_end(at)[-1] == 's')
            ret[count++].string = va_arg(*arguments, const char *);
        else
            read_number(&ret[count++], at, arguments);
        at = conversion_end(at);
    }
    return count;
}

/* Writes the translated text; a conversion that has no argument writes nothing. */
static void write_message(struct text *out, bool is_html, const char *text, const struct argument *arguments, int count)
{
    void (*write)(struct text *, const char *, size_t) = is_html ? add_text : add_plain;
    int next = 0;
    while (*text) {
        size_t length = strcspn(text, "%");
        write(out, text, length);
        text += length;
        if (!*text)
            return;
        if (text[1] == '%') {
            text_add_char(out, '%');
            text += 2;
            continue;
        }
        bool is_placed = text[1] >= '1' && text[1] <= '9' && text[2] == '$';
        int index = is_placed ? text[1] - '1' : next++;
        if (index < count && arguments[index].string)
            write(out, arguments[index].string, strlen(arguments[index].string));
        text = conversion_end(is_placed ? text + 2 : text);
    }
}

void template_translate(struct template *into, const char *message_id, ...)
{
    struct argument found[ARGUMENTS_MAX] = {0};
    va_list arguments;
    va_start(arguments, message_id);
    int count = read_arguments(found, message_id, &arguments);
    va_end(arguments);
    write_message(into->text, true, translate(into->language, message_id), found, count);
}

void template_translate_plural(struct template *into, long number, const char *one, const char *many, ...)
{
    struct argument found[ARGUMENTS_MAX] = {0};
    va_list arguments;
    va_start(arguments, many);
    int count = read_arguments(found, many, &arguments);
    va_end(arguments);
    write_message(into->text, true, translate_plural(into->language, one, many, number), found, count);
}

void template_message(struct text *into, enum language language, const char *message_id, va_list arguments)
{
    struct argument found[ARGUMENTS_MAX] = {0};
    va_list second;
    va_copy(second, arguments);
    int count = read_arguments(found, message_id, &second);
    va_end(second);
    write_message(into, false, translate(language, message_id), found, count);
}
