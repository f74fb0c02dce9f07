/* Cuts a body into lines and marks those that are code; see source_lines.h. */
#include "domain/curriculum/source_lines.h"

#include "base/text.h"

#include <string.h>

#define ITEMS_MAX 16

/* Where we are, line by line. */
struct reading {
    char letter; /* of the open fence: '`' or '~'; 0 outside */
    size_t length;
    size_t fence_column; /* of the list item that the fence stands in */
    bool is_fence_quoted;
    size_t items[ITEMS_MAX]; /* columns where the texts of the open list items begin */
    size_t depth;
    bool was_blank;    /* the line before */
    bool was_indented; /* the line before was code by its indentation */
};

static size_t item_column(const struct reading *reading)
{
    return reading->depth ? reading->items[reading->depth - 1] : 0;
}

static size_t end_of_line(const char *at)
{
    return strcspn(at, "\r\n");
}

static const char *after_end(const char *at)
{
    return at[0] == '\r' && at[1] == '\n' ? at + 2 : *at ? at + 1 : NULL;
}

/* Past what opens a quote, as often as it stands there. */
static const char *quote_skip(const char *line)
{
    for (const char *at = line;; line = at) {
        at += strspn(at, " ");
        if (*at != '>')
            return line;
        at += at[1] == ' ' ? 2 : 1;
    }
}

static size_t indentation(const char *line)
{
    size_t column = 0;
    for (; *line == ' ' || *line == '\t'; line++)
        column = *line == '\t' ? (column / 4 + 1) * 4 : column + 1;
    return column;
}

/* The length of a list item's mark with the spaces after it (CommonMark 5.2); 0 if the line begins none. */
static size_t mark_length(const char *at)
{
    size_t digits = strspn(at, "0123456789");
    size_t length = digits && digits < 10 && strchr(".)", at[digits]) && at[digits] ? digits + 1
                    : *at && strchr("-+*", *at)                                     ? 1
                                                                                    : 0;
    size_t spaces = length ? strspn(at + length, " ") : 0;
    if (!length || (!spaces && at[length]))
        return 0;
    return length + (spaces && spaces < 5 && at[length + spaces] ? spaces : 1);
}

/* Follows list items out of and into one another; returns what stands after the marks of this line. */
static const char *item_follow(struct reading *reading, const char *line)
{
    size_t column = indentation(line), length;
    const char *at = line + strspn(line, " \t");
    while (column < item_column(reading))
        reading->depth--;
    while (reading->depth < ITEMS_MAX && (length = mark_length(at)) > 0) {
        column += length;
        reading->items[reading->depth++] = column;
        at += strnlen(at, length);
    }
    return at;
}

/* A fence as CommonMark 4.5 has it, wherever it may stand: three or more of one letter. */
static bool fence_turns(struct reading *reading, const char *at)
{
    size_t length = *at == '`' ? strspn(at, "`") : *at == '~' ? strspn(at, "~") : 0;
    if (length < 3)
        return false;
    if (!reading->letter) {
        if (*at == '`' && strchr(at + length, '`'))
            return false;
        reading->letter = *at;
        reading->length = length;
        return true;
    }
    bool is_end = *at == reading->letter && length >= reading->length && text_is_blank(at + length);
    if (is_end)
        reading->letter = 0;
    return is_end;
}

/* A fence ends with the list item or the quote that it stands in. */
static bool fence_is_left(const struct reading *reading, const char *line, bool is_quoted)
{
    if (!reading->letter)
        return false;
    bool is_outside = !text_is_blank(line) && indentation(line) < reading->fence_column;
    return is_outside || (reading->is_fence_quoted && !is_quoted);
}

static enum line_code line_read(struct reading *reading, const char *raw)
{
    const char *line = quote_skip(raw), *at = line + strspn(line, " \t");
    if (fence_is_left(reading, line, line != raw))
        reading->letter = 0;
    if (reading->letter) {
        fence_turns(reading, at);
        return LINE_IS_FENCED;
    }
    if (!*at) {
        reading->was_blank = true;
        return LINE_IS_TEXT;
    }
    bool may_begin_code = reading->was_blank || reading->was_indented;
    bool is_indented = may_begin_code && indentation(line) >= item_column(reading) + 4;
    reading->was_indented = is_indented;
    if (!is_indented)
        at = item_follow(reading, line);
    reading->was_blank = false;
    if (is_indented || !fence_turns(reading, at))
        return is_indented ? LINE_IS_INDENTED : LINE_IS_TEXT;
    reading->fence_column = item_column(reading);
    reading->is_fence_quoted = line != raw;
    return LINE_IS_FENCED;
}

void source_lines_cut(struct arena *arena, const char *body, struct source_lines *ret_lines)
{
    struct reading reading = {.was_blank = true};
    size_t count = 1, i = 0;
    for (const char *at = body; (at = after_end(at + end_of_line(at)));)
        count++;
    ret_lines->lines = arena_zeroed(arena, count * sizeof *ret_lines->lines);
    ret_lines->is_code = arena_zeroed(arena, count);
    ret_lines->count = count;
    for (const char *at = body; at; at = after_end(at + end_of_line(at)), i++) {
        ret_lines->lines[i] = arena_copy_bytes(arena, at, end_of_line(at));
        ret_lines->is_code[i] = (unsigned char)line_read(&reading, ret_lines->lines[i]);
    }
}
