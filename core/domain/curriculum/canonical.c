/* Puts white space aside that is not shown; see canonical.h. Where it is unsure whether a line is code, it is. */
#include "domain/curriculum/canonical.h"

#include "base/line.h"
#include "base/memory.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#define CODE_INDENT 4

/* A text on its way, line by line. */
struct canonical {
    struct text *into;
    enum canonical_lines lines;
    char fence; /* '`' or '~' within a fence; else 0 */
    size_t fence_length;
    size_t empty_lines; /* before this one */
    /* Of the line before: that there is one, that it is code, that it is a paragraph's, that it ends with a break. */
    bool is_any, is_code, is_prose, has_break;
};

static bool is_blank(char letter)
{
    return letter == ' ' || letter == '\t';
}

static size_t blanks_before(const char *line, size_t length)
{
    size_t count = 0;
    while (count < length && is_blank(line[count]))
        count++;
    return count;
}

static size_t length_without_blanks(const char *line, size_t length)
{
    while (length && is_blank(line[length - 1]))
        length--;
    return length;
}

static bool is_code_indented(const char *line, size_t length)
{
    size_t indent = blanks_before(line, length);
    return indent >= CODE_INDENT || memchr(line, '\t', indent);
}

/* The marks of a line that begins or ends a fence, also within a quotation or a list; else 0. `rest` follows them. */
static size_t fence_at(const char *line, size_t length, const char **ret_rest)
{
    size_t start = 0, count = 0;
    while (start < length && strchr(" \t>-*+", line[start]))
        start++;
    while (start + count < length && line[start + count] == line[start])
        count++;
    if (count < 3 || (line[start] != '`' && line[start] != '~'))
        return 0;
    *ret_rest = line + start + count;
    bool is_span = line[start] == '`' && memchr(*ret_rest, '`', length - start - count);
    return is_span ? 0 : count;
}

/* Whether a line begins with what can only be the words of a paragraph. */
static bool begins_words(const char *line, size_t length)
{
    size_t start = blanks_before(line, length), digits = start;
    while (digits < length && isdigit((unsigned char)line[digits]))
        digits++;
    if (start == length || strchr("#>-+|=~<:", line[start]))
        return false;
    if (digits > start && digits < length && strchr(".)", line[digits]))
        return false;
    return line[start] != '*' || (start + 1 < length && !is_blank(line[start + 1]));
}

/* The words of a line with one space between them; code between backticks stays as it is. */
static void words_add(struct canonical *canonical, const char *line, size_t length)
{
    bool is_code = false;
    for (size_t i = 0; i < length; i++) {
        is_code ^= line[i] == '`';
        if (is_code || !is_blank(line[i]))
            text_add_char(canonical->into, line[i]);
        else if (i + 1 < length && !is_blank(line[i + 1]))
            text_add_char(canonical->into, ' ');
    }
}

/* What stands between this line and the one before. */
static void end_add(struct canonical *canonical, bool is_continued, size_t empty_most)
{
    size_t empty = canonical->empty_lines > empty_most ? empty_most : canonical->empty_lines;
    canonical->empty_lines = 0;
    if (!canonical->is_any) {
        canonical->is_any = true;
        return;
    }
    if (canonical->has_break && !empty)
        text_add(canonical->into, "  ");
    text_add_char(canonical->into, is_continued ? ' ' : '\n');
    for (size_t i = 0; i < empty; i++)
        text_add_char(canonical->into, '\n');
}

/* A line of code, or one that may be. */
static void code_add(struct canonical *canonical, const char *line, size_t length)
{
    end_add(canonical, false, canonical->is_code ? SIZE_MAX : 1);
    text_add_bytes(canonical->into, line, length);
    canonical->is_prose = canonical->has_break = false;
    canonical->is_code = true;
}

static void prose_add(struct canonical *canonical, const char *line, size_t length, bool has_break)
{
    size_t indent = blanks_before(line, length);
    bool is_heading = line[indent] == '#';
    bool is_continued = canonical->lines == CANONICAL_JOINED && canonical->is_prose && !canonical->has_break &&
                        !canonical->empty_lines && begins_words(line, length);
    end_add(canonical, is_continued, 1);
    if (!is_continued)
        text_add_bytes(canonical->into, line, indent);
    words_add(canonical, line + indent, length - indent);
    canonical->has_break = has_break && !is_heading;
    canonical->is_prose = !is_heading && line[indent] != '|' && !text_starts(line + indent, "---");
    canonical->is_code = false;
}

static void line_add(struct canonical *canonical, const char *line, size_t whole)
{
    const char *rest = NULL;
    size_t length = length_without_blanks(line, whole), marks = fence_at(line, length, &rest);
    if (!length) {
        canonical->empty_lines += canonical->is_any;
        return;
    }
    bool ends =
        canonical->fence && marks >= canonical->fence_length && rest[-1] == canonical->fence && rest == line + length;
    if (marks || canonical->fence || is_code_indented(line, length))
        code_add(canonical, line, length);
    else
        prose_add(canonical, line, length, whole - length > 1 && line[whole - 1] == ' ');
    if (ends)
        canonical->fence = '\0';
    else if (marks && !canonical->fence) {
        canonical->fence = rest[-1];
        canonical->fence_length = marks;
    }
}

/* Each line of front matter means something by itself. */
static void front_matter_add(struct text *into, const char *text, const char *end)
{
    while (text < end) {
        struct line line = line_at(text, end);
        text_add_bytes(into, line.start, length_without_blanks(line.start, line.length));
        text_add_char(into, '\n');
        text = line_after(line);
    }
}

void canonical_add(struct text *into, const char *text, size_t body_at, enum canonical_lines lines)
{
    struct canonical canonical = {.into = into, .lines = lines};
    const char *end = text + strlen(text);
    front_matter_add(into, text, text + body_at);
    for (text += body_at; text < end;) {
        struct line line = line_at(text, end);
        line_add(&canonical, line.start, line.length);
        text = line_after(line);
    }
    text_add_char(into, '\n');
}

bool canonical_is_same(const char *before, const char *after)
{
    CLEANUP(text_finish) struct text old = TEXT(2 * strlen(before) + 2);
    CLEANUP(text_finish) struct text new = TEXT(2 * strlen(after) + 2);
    canonical_add(&old, before, 0, CANONICAL_JOINED);
    canonical_add(&new, after, 0, CANONICAL_JOINED);
    return text_equal(text_string(&old), text_string(&new));
}
