/* A table of what is not seen, since floor 0 stands below every library; see hidden.h. */
#include "base/hidden.h"

#include "base/memory.h"

#include <string.h>

/* By the Unicode Character Database 15; a test asks libunistring about every character. */
static const struct {
    uint32_t first, last;
} ranges[] = {{0x00, 0x1f},       {0x7f, 0x9f},       {0xad, 0xad},       {0x600, 0x605},     {0x61c, 0x61c},
              {0x6dd, 0x6dd},     {0x70f, 0x70f},     {0x890, 0x891},     {0x8e2, 0x8e2},     {0x180e, 0x180e},
              {0x200b, 0x200c},   {0x200e, 0x200f},   {0x2028, 0x202e},   {0x2060, 0x2064},   {0x2066, 0x206f},
              {0xfeff, 0xfeff},   {0xfff9, 0xfffb},   {0x110bd, 0x110bd}, {0x110cd, 0x110cd}, {0x13430, 0x1343f},
              {0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a}, {0xe0001, 0xe0001}, {0xe0020, 0xe007f}};

bool hidden_is(uint32_t point)
{
    for (size_t i = 0; i < COUNT_OF(ranges); i++)
        if (point <= ranges[i].last)
            return point >= ranges[i].first;
    return false;
}

/* ASCII that is seen needs no table. */
static bool is_plain(char c)
{
    return c >= ' ' && c < 0x7f;
}

static bool is_hidden_but(uint32_t point, const char *but)
{
    bool is_allowed = point && point < 0x80 && strchr(but, (int)point);
    return !is_allowed && hidden_is(point);
}

uint32_t hidden_in(const char *string, const char *but)
{
    uint32_t point = 0;
    while (*string) {
        bool is_seen = is_plain(*string);
        string += is_seen ? 1 : text_point(string, &point);
        if (!is_seen && is_hidden_but(point, but))
            return point;
    }
    return 0;
}

void hidden_add_shown(struct text *into, const char *string, size_t length, const char *but)
{
    const char *from = string, *end = string + length;
    uint32_t point = 0;
    for (const char *at = string; at < end;) {
        if (is_plain(*at)) {
            at++;
            continue;
        }
        size_t taken = text_point(at, &point);
        const char *next = at + (taken ? taken : 1); /* a NUL is hidden too */
        if (is_hidden_but(point, but)) {
            text_add_bytes(into, from, (size_t)(at - from));
            text_addf(into, "<U+%04X>", point);
            from = next;
        }
        at = next;
    }
    if (end > from)
        text_add_bytes(into, from, (size_t)(end - from));
}
