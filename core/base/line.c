/* Finds the ends of lines, and counts lines and columns; see line.h. */
#include "base/line.h"

#include <string.h>

struct line line_at(const char *start, const char *end)
{
    struct line line = {.start = start};
    const char *at = start;
    while (at < end && *at != '\n' && *at != '\r')
        at++;
    line.length = (size_t)(at - start);
    if (at < end)
        line.ending = *at == '\r' && at + 1 < end && at[1] == '\n' ? 2 : 1;
    return line;
}

const char *line_after(struct line line)
{
    return line.start + line.length + line.ending;
}

size_t line_endings(const char *bytes, size_t length)
{
    size_t count = 0;
    const char *end = bytes + length;
    for (const char *at = bytes; at < end;) {
        struct line line = line_at(at, end);
        count += line.ending > 0;
        at = line_after(line);
    }
    return count;
}

static int characters(const char *bytes, size_t length)
{
    int count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)bytes[i] & 0xc0) != 0x80;
    return count;
}

struct line_place line_place(const char *bytes, size_t offset)
{
    struct line_place place = {1, 1};
    const char *end = bytes + offset, *at = bytes;
    for (struct line line; at < end; at = line_after(line)) {
        line = line_at(at, end);
        if (!line.ending)
            break;
        place.line++;
    }
    place.column += characters(at, (size_t)(end - at));
    return place;
}

size_t line_offset(const char *bytes, size_t length, struct line_place place)
{
    const char *end = bytes + length, *at = bytes;
    for (int i = 1; i < place.line; i++) {
        struct line line = line_at(at, end);
        at = line_after(line);
        if (!line.ending)
            return length;
    }
    for (int i = 1; i < place.column && at < end; i++)
        do
            at++;
        while (at < end && ((unsigned char)*at & 0xc0) == 0x80);
    return (size_t)(at - bytes);
}
