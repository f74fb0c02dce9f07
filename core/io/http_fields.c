/* Forms, queries and cookies; see http_fields.h. */
#include "io/http_fields.h"

#include "base/fail.h"
#include "base/text.h"
#include "io/unicode.h"

#include <string.h>

static int hex_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Decodes in place; false for a broken escape or a NUL. */
static bool decode(char *string, bool plus_is_space, size_t *ret_length)
{
    char *to = string;
    for (const char *at = string; *at; at++) {
        char c = *at == '+' && plus_is_space ? ' ' : *at;
        if (*at == '%') {
            int high = hex_of(at[1]), low = high < 0 ? -1 : hex_of(at[2]);
            if (low < 0 || high * 16 + low == 0)
                return false;
            c = (char)(high * 16 + low);
            at += 2;
        }
        *to++ = c;
    }
    *to = '\0';
    *ret_length = (size_t)(to - string);
    return true;
}

static bool decode_text(char *string)
{
    size_t length = 0;
    return decode(string, true, &length) && text_is_utf8(string, length, NULL);
}

int http_fields_read(const char *encoded, const char *what, struct arena *arena, struct http_fields *ret_fields)
{
    size_t most = 1;
    for (const char *at = encoded; *at; at++)
        most += *at == '&';
    if (most > HTTP_FIELDS_MAX)
        return fail(FAIL_LIMIT, "%s: more than %d fields", what, HTTP_FIELDS_MAX);
    struct http_fields fields = {.items = arena_zeroed(arena, most * sizeof *fields.items)};
    char *rest = arena_copy_string(arena, encoded);
    for (char *name = NULL; (name = strsep(&rest, "&"));) {
        if (!*name)
            continue;
        char *value = name;
        strsep(&value, "=");
        if (!decode_text(name) || (value && !decode_text(value)))
            return fail(FAIL_USAGE, "%s: not form data in UTF-8", what);
        fields.items[fields.count++] = (struct http_field){name, value ? unicode_compose(arena, value) : ""};
    }
    *ret_fields = fields;
    return 0;
}

void http_cookies_read(const char *header, struct arena *arena, struct http_fields *ret_fields)
{
    static struct http_field none;
    *ret_fields = (struct http_fields){.items = &none};
    if (!header)
        return;
    size_t most = 1;
    for (const char *at = header; *at; at++)
        most += *at == ';';
    most = most < HTTP_FIELDS_MAX ? most : HTTP_FIELDS_MAX;
    ret_fields->items = arena_zeroed(arena, most * sizeof *ret_fields->items);
    char *rest = arena_copy_string(arena, header);
    for (char *name = NULL; ret_fields->count < most && (name = strsep(&rest, ";"));) {
        name += strspn(name, " \t");
        char *value = name;
        strsep(&value, "=");
        if (value && *name)
            ret_fields->items[ret_fields->count++] = (struct http_field){name, value};
    }
}

const char *http_field_at(const struct http_fields *fields, const char *name, size_t index)
{
    for (size_t i = 0; i < fields->count; i++)
        if (text_equal(fields->items[i].name, name) && index-- == 0)
            return fields->items[i].value;
    return NULL;
}

const char *http_field(const struct http_fields *fields, const char *name)
{
    return http_field_at(fields, name, 0);
}

int http_path_decode(char *path)
{
    size_t slashes = 0, length = 0;
    for (const char *at = path; *at; at++)
        slashes += *at == '/';
    if (!decode(path, false, &length) || !text_is_utf8(path, length, NULL))
        return fail(FAIL_USAGE, "address: not UTF-8, or a broken escape");
    for (const unsigned char *at = (const unsigned char *)path; *at; at++) {
        slashes -= *at == '/';
        if (*at < ' ' || *at == 0x7f)
            return fail(FAIL_USAGE, "address: a control character");
    }
    return slashes ? fail(FAIL_USAGE, "address: an escaped slash") : 0;
}
