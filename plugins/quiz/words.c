/* Spans and texts; see words.h. */
#include "words.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct span span_of(const char *words)
{
    return (struct span){words, words ? strlen(words) : 0};
}

struct span span_after(struct span span, size_t count)
{
    if (count > span.length)
        count = span.length;
    return (struct span){span.start + count, span.length - count};
}

/* The number of bytes of white space at `at`: 0, 1, or 2 for a no-break space. */
static size_t white_at(struct span span, size_t at)
{
    if (at >= span.length)
        return 0;
    if (strchr(" \t\r\n\f\v", span.start[at]) && span.start[at])
        return 1;
    return at + 1 < span.length && memcmp(span.start + at, "\xc2\xa0", 2) == 0 ? 2 : 0;
}

struct span span_trim(struct span span)
{
    for (size_t white = 0; (white = white_at(span, 0)) > 0;)
        span = span_after(span, white);
    for (;;) {
        if (span.length >= 1 && white_at(span, span.length - 1) == 1)
            span.length--;
        else if (span.length >= 2 && white_at(span, span.length - 2) == 2)
            span.length -= 2;
        else
            return span;
    }
}

bool span_begins(struct span span, const char *words)
{
    size_t length = strlen(words);
    return span.length >= length && memcmp(span.start, words, length) == 0;
}

bool span_equal(struct span span, const char *words)
{
    return span.length == strlen(words) && span_begins(span, words);
}

size_t span_find(struct span span, const char *words)
{
    const char *found = span.length ? memmem(span.start, span.length, words, strlen(words)) : NULL;
    return found ? (size_t)(found - span.start) : span.length;
}

void bytes_add(struct bytes *bytes, struct span span)
{
    size_t left = bytes->room - bytes->length - 1;
    if (span.length > left) {
        bytes->is_full = true;
        span.length = left;
    }
    if (span.length)
        memcpy(bytes->start + bytes->length, span.start, span.length);
    bytes->length += span.length;
}

void bytes_add_string(struct bytes *bytes, const char *words)
{
    bytes_add(bytes, span_of(words));
}

void bytes_number(struct bytes *bytes, int64_t number)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%" PRId64, number);
    bytes_add_string(bytes, digits);
}

void bytes_add_collapsed(struct bytes *bytes, struct span span)
{
    span = span_trim(span);
    for (size_t at = 0; at < span.length;) {
        size_t white = white_at(span, at), begin = at;
        while (white) {
            at += white;
            white = white_at(span, at);
        }
        if (at > begin)
            bytes_add_string(bytes, " ");
        for (begin = at; at < span.length && !white_at(span, at);)
            at++;
        bytes_add(bytes, (struct span){span.start + begin, at - begin});
    }
}

const char *bytes_end(struct bytes *bytes)
{
    if (bytes->is_full) {
        while (bytes->length && (bytes->start[bytes->length - 1] & 0xc0) == 0x80)
            bytes->length--;
        if (bytes->length && (bytes->start[bytes->length - 1] & 0x80))
            bytes->length--;
    }
    bytes->start[bytes->length] = '\0';
    return bytes->start;
}

/* The next byte of a collapsed text; -1 after the last. */
static int collapsed_next(struct span span, size_t *at)
{
    size_t white = white_at(span, *at);
    if (*at >= span.length)
        return -1;
    if (!white)
        return (unsigned char)span.start[(*at)++];
    for (; white; white = white_at(span, *at))
        *at += white;
    return ' ';
}

bool span_same(struct span one, struct span other)
{
    size_t one_at = 0, other_at = 0;
    one = span_trim(one);
    other = span_trim(other);
    for (;;) {
        int byte = collapsed_next(one, &one_at);
        if (byte != collapsed_next(other, &other_at))
            return false;
        if (byte < 0)
            return true;
    }
}

uint64_t hash_add(uint64_t hash, struct span span)
{
    size_t at = 0;
    span = span_trim(span);
    for (int byte = 0; (byte = collapsed_next(span, &at)) >= 0;)
        hash = (hash ^ (uint64_t)byte) * UINT64_C(1099511628211);
    return (hash ^ 0xff) * UINT64_C(1099511628211); /* so that "a" "bc" is not "ab" "c" */
}
