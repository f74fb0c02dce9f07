/* Splits a body into lines and marks code; see source_lines.h. */
#include "domain/curriculum/source_lines.h"

#include "base/line.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define ITEMS_MAX 16

/* The state of the scan, line by line. */
struct code_scanner {
    char letter; /* of the open fence: '`' or '~'; 0 outside */
    size_t length;
    size_t fence_column; /* of the list item that contains the fence */
    bool is_fence_quoted;
    size_t items[ITEMS_MAX]; /* columns where the texts of the open list items begin */
    size_t depth;
    bool was_blank;    /* the line before */
    bool was_indented; /* the line before was code by its indentation */
};

static size_t item_column(const struct code_scanner *scanner)
{
    return scanner->depth ? scanner->items[scanner->depth - 1] : 0;
}

/* Skips all quote markers. */
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

/* The length of a list marker with the spaces after it (CommonMark 5.2); 0 if there is none. */
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

/* Tracks nested list items; returns the text after the markers of this line. */
static const char *item_follow(struct code_scanner *scanner, const char *line)
{
    size_t column = indentation(line), length;
    const char *at = line + strspn(line, " \t");
    while (column < item_column(scanner))
        scanner->depth--;
    while (scanner->depth < ITEMS_MAX && (length = mark_length(at)) > 0) {
        column += length;
        scanner->items[scanner->depth++] = column;
        at += strnlen(at, length);
    }
    return at;
}

/* Recognises a fence (CommonMark 4.5) in any place: three or more of one letter. */
static bool fence_turns(struct code_scanner *scanner, const char *at)
{
    size_t length = *at == '`' ? strspn(at, "`") : *at == '~' ? strspn(at, "~") : 0;
    if (length < 3)
        return false;
    if (!scanner->letter) {
        if (*at == '`' && strchr(at + length, '`'))
            return false;
        scanner->letter = *at;
        scanner->length = length;
        return true;
    }
    bool is_end = *at == scanner->letter && length >= scanner->length && text_is_white(at + length);
    if (is_end)
        scanner->letter = 0;
    return is_end;
}

/* True if the fence ends because its list item or quote ends. */
static bool fence_is_left(const struct code_scanner *scanner, const char *line, bool is_quoted)
{
    if (!scanner->letter)
        return false;
    bool is_outside = !text_is_white(line) && indentation(line) < scanner->fence_column;
    return is_outside || (scanner->is_fence_quoted && !is_quoted);
}

static enum line_code line_read(struct code_scanner *scanner, const char *raw)
{
    const char *line = quote_skip(raw), *at = line + strspn(line, " \t");
    if (fence_is_left(scanner, line, line != raw))
        scanner->letter = 0;
    if (scanner->letter) {
        fence_turns(scanner, at);
        return LINE_IS_FENCED;
    }
    if (!*at) {
        scanner->was_blank = true;
        return LINE_IS_TEXT;
    }
    bool may_begin_code = scanner->was_blank || scanner->was_indented;
    bool is_indented = may_begin_code && indentation(line) >= item_column(scanner) + 4;
    scanner->was_indented = is_indented;
    if (!is_indented)
        at = item_follow(scanner, line);
    scanner->was_blank = false;
    if (is_indented || !fence_turns(scanner, at))
        return is_indented ? LINE_IS_INDENTED : LINE_IS_TEXT;
    scanner->fence_column = item_column(scanner);
    scanner->is_fence_quoted = line != raw;
    return LINE_IS_FENCED;
}

void source_lines_cut(struct arena *arena, const char *body, struct source_lines *ret_lines)
{
    struct code_scanner scanner = {.was_blank = true};
    const char *at = body, *end = body + strlen(body);
    size_t count = 1 + line_endings(body, (size_t)(end - body));
    ret_lines->lines = arena_zeroed(arena, count * sizeof *ret_lines->lines);
    ret_lines->is_code = arena_zeroed(arena, count);
    ret_lines->count = count;
    for (size_t i = 0; i < count; i++) {
        struct line line = line_at(at, end);
        at = line_after(line);
        ret_lines->lines[i] = arena_copy_bytes(arena, line.start, line.length);
        ret_lines->is_code[i] = (unsigned char)line_read(&scanner, ret_lines->lines[i]);
    }
}

/* ---- inline code ---- */

/* Writes spaces over [begin, end), but for line ends. */
static void blank(char *begin, const char *end)
{
    for (; begin < end; begin++)
        if (*begin != '\n')
            *begin = ' ';
}

/* The end of the inline code that begins at `at`; NULL if nothing closes it (CommonMark 6.1). */
static char *code_end(char *at, size_t ticks)
{
    for (char *next = at + ticks; (next = strchr(next, '`'));) {
        size_t run = strspn(next, "`");
        next += run;
        if (run == ticks)
            return next;
    }
    return NULL;
}

static void words_mask(char *words)
{
    static const char escapable[] = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    while (*(words += strcspn(words, "\\`"))) {
        size_t ticks = strspn(words, "`");
        bool is_escape = !ticks && words[1] && strchr(escapable, words[1]);
        char *end = ticks ? code_end(words, ticks) : is_escape ? words + 2 : NULL;
        if (end)
            blank(words, end);
        words = end ? end : words + (ticks ? ticks : 1);
    }
}

static bool is_words(const struct source_lines *lines, size_t line)
{
    return lines->is_code[line] != LINE_IS_FENCED && !text_is_white(lines->lines[line]);
}

/* Masks the lines [first, end), within which inline code may go on from one to the next. */
static void run_mask(struct arena *arena, const struct source_lines *lines, size_t first, size_t end,
                     const char **masked)
{
    CLEANUP(text_finish) struct text run = TEXT(SIZE_MAX);
    for (size_t i = first; i < end; i++)
        text_addf(&run, "%s\n", lines->lines[i]);
    words_mask(run.bytes);
    const char *at = run.bytes;
    for (size_t i = first; i < end; i++, at++) {
        masked[i] = arena_copy_bytes(arena, at, strlen(lines->lines[i]));
        at += strlen(lines->lines[i]);
    }
}

const char **source_lines_mask(struct arena *arena, const struct source_lines *lines)
{
    const char **masked = arena_zeroed(arena, lines->count * sizeof *masked);
    for (size_t first = 0, end; first < lines->count; first = end) {
        end = first + 1;
        masked[first] = lines->lines[first];
        if (!is_words(lines, first))
            continue;
        while (end < lines->count && is_words(lines, end))
            end++;
        run_mask(arena, lines, first, end, masked);
    }
    return masked;
}
