/* Classification of link targets; see link.h. */
#include "domain/curriculum/link.h"

#include "base/text.h"
#include "io/file.h"
#include "io/unicode.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* The length of "scheme:" at the start of a target, without the colon; 0 if it has none (RFC 3986, 3.1). */
static size_t scheme_length(const char *target)
{
    size_t length = 0;
    if (!isalpha((unsigned char)target[0]))
        return 0;
    while (isalnum((unsigned char)target[length]) || (target[length] && strchr("+-.", target[length])))
        length++;
    return target[length] == ':' ? length : 0;
}

static int hexadecimal(char c)
{
    const char *digits = "0123456789abcdef";
    const char *found = c ? strchr(digits, tolower((unsigned char)c)) : NULL;
    return found ? (int)(found - digits) : -1;
}

/* Decodes %NN, except a NUL, which no path contains. */
static char *percent_decoded(struct arena *arena, const char *path)
{
    char *copy = arena_copy_string(arena, path), *to = copy;
    for (const char *at = path; *at; at++) {
        int high = *at == '%' ? hexadecimal(at[1]) : -1;
        int low = high >= 0 ? hexadecimal(at[2]) : -1;
        if (low >= 0 && high * 16 + low > 0) {
            *to++ = (char)(high * 16 + low);
            at += 2;
        } else
            *to++ = *at;
    }
    *to = '\0';
    return copy;
}

static struct link scheme_read(struct arena *arena, const char *target, size_t length)
{
    static const char *const outside[] = {"http", "https", "mailto", "tel"};
    for (size_t i = 0; i < COUNT_OF(outside); i++)
        if (strlen(outside[i]) == length && strncasecmp(target, outside[i], length) == 0)
            return (struct link){LINK_OUTSIDE, target, NULL};
    if (length != 4 || strncasecmp(target, "step", 4) != 0)
        return (struct link){LINK_REFUSED, target, NULL};
    const char *id = target + length + 1, *hash = strchr(id, '#');
    return (struct link){LINK_STEP, hash ? arena_copy_bytes(arena, id, (size_t)(hash - id)) : id,
                         hash ? hash + 1 : NULL};
}

struct link link_read(struct arena *arena, const char *from, const char *target)
{
    size_t length = scheme_length(target);
    if (length)
        return scheme_read(arena, target, length);
    if (!target[0])
        return (struct link){LINK_EMPTY, target, NULL};
    if (target[0] == '#')
        return (struct link){LINK_PART, target, target + 1};
    if (target[0] == '/' && target[1] == '/')
        return (struct link){LINK_LEAVES, target, NULL};
    const char *hash = strchr(target, '#');
    const char *written = arena_copy_bytes(arena, target, strcspn(target, "?#"));
    const char *path = file_resolve(arena, from, unicode_compose(arena, percent_decoded(arena, written)));
    return (struct link){path ? LINK_FILE : LINK_LEAVES, path ? path : target, hash ? hash + 1 : NULL};
}

bool link_is_relative(const char *from, const char *target)
{
    CLEANUP(arena_finish) struct arena arena = {0};
    const struct link link = link_read(&arena, from, target);
    return link.kind == LINK_FILE || link.kind == LINK_LEAVES;
}

const char *link_part_id(struct arena *arena, const char *part)
{
    CLEANUP(text_finish) struct text id = TEXT(128);
    text_add_id_from(&id, unicode_compose(arena, percent_decoded(arena, part)));
    return id.length ? arena_copy_string(arena, text_string(&id)) : part;
}
