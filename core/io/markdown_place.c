/* Walks through inlines and raw lines together; see markdown_place.h. */
#include "io/markdown_place.h"

#include "base/text.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#define COMMENT "<!--"
#define STEPS_PER_BYTE 8 /* of all attempts together, so that many definitions stay linear */
#define END (-1)

/* A position in the raw lines. */
struct cursor {
    const struct markdown_raw *raw;
    size_t line, at;
    bool is_noting; /* tells of comments */
};

static const struct markdown_slice *slice(const struct cursor *cursor)
{
    return &cursor->raw->lines[cursor->line];
}

/* The byte here, '\n' at the end of a line, END at the end of the last. */
static int byte_here(const struct cursor *cursor)
{
    if (cursor->at < slice(cursor)->length)
        return (unsigned char)slice(cursor)->bytes[cursor->at];
    return cursor->line + 1 < cursor->raw->count ? '\n' : END;
}

static int byte_next(const struct cursor *cursor)
{
    return cursor->at + 1 < slice(cursor)->length ? (unsigned char)slice(cursor)->bytes[cursor->at + 1] : END;
}

static bool pass(struct cursor *cursor)
{
    int byte = byte_here(cursor);
    if (byte == END)
        return false;
    cursor->at = byte == '\n' ? 0 : cursor->at + 1;
    cursor->line += byte == '\n';
    return true;
}

static bool take(struct cursor *cursor, const char *bytes)
{
    for (; *bytes; bytes++)
        if (byte_here(cursor) != (unsigned char)*bytes || !pass(cursor))
            return false;
    return true;
}

static bool is_white(int byte)
{
    return byte == ' ' || byte == '\t' || byte == '\v' || byte == '\f' || byte == '\n';
}

static bool white_pass(struct cursor *cursor)
{
    bool is_any = false;
    while (is_white(byte_here(cursor)) && pass(cursor))
        is_any = true;
    return is_any;
}

/* Passes a character, or a backslash with the punctuation that it escapes. */
static bool escaped_pass(struct cursor *cursor)
{
    bool is_escape = byte_here(cursor) == '\\' && byte_next(cursor) != END && ispunct(byte_next(cursor));
    return pass(cursor) && (!is_escape || pass(cursor));
}

/* ---- text ---- */

/* The length of "&name;", "&#1;" or "&#x1;"; 0 if it is none. */
static size_t entity_length(const char *at, size_t length)
{
    static const char digits[] = "0123456789abcdefABCDEF";
    static const char letters[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    bool is_number = length > 2 && at[1] == '#';
    size_t from = is_number ? (at[2] == 'x' || at[2] == 'X' ? 3 : 2) : 1, end = from;
    while (end < length && end < 33 && at[end] && strchr(is_number ? digits : letters, at[end]))
        end++;
    return end > from && end < length && at[end] == ';' ? end + 1 : 0;
}

static bool is_ampersand(const char *entity, size_t length)
{
    static const char *const ways[] = {"&amp;", "&AMP;", "&#38;", "&#x26;", "&#X26;"};
    for (size_t i = 0; i < COUNT_OF(ways); i++)
        if (strlen(ways[i]) == length && memcmp(ways[i], entity, length) == 0)
            return true;
    return false;
}

static const char *character_after(const char *at)
{
    for (at += *at != '\0'; (*at & 0xc0) == 0x80;)
        at++;
    return at;
}

/* What an entity stands for: one character, or two, the second of which is always one of these. */
static const char *entity_words_after(const char *words, const char *entity)
{
    static const char *const seconds[] = {"\xcc\xb8",     "\xcc\xb3",     "\xcc\xb1",    "\xe2\x83\x92",
                                          "\xe2\x83\xa5", "\xef\xb8\x80", "\xe2\x80\x8a"};
    words = character_after(words);
    if (text_starts(entity, "&fjlig;"))
        return character_after(words);
    for (size_t i = 0; i < COUNT_OF(seconds); i++)
        if (text_starts(words, seconds[i]) && entity[1] != '#')
            return words + strlen(seconds[i]);
    return words;
}

/* Passes an entity and what it stands for; false if it is only an ampersand. */
static bool entity_pass(struct cursor *cursor, const char **words)
{
    const char *entity = slice(cursor)->bytes + cursor->at;
    size_t length = entity_length(entity, slice(cursor)->length - cursor->at);
    if (!length || (**words == '&') != is_ampersand(entity, length))
        return false;
    *words = entity_words_after(*words, entity);
    cursor->at += length;
    return true;
}

static void comment_note(const struct cursor *cursor)
{
    size_t left = slice(cursor)->length - cursor->at;
    const char *here = slice(cursor)->bytes + cursor->at;
    if (cursor->is_noting && left >= strlen(COMMENT) && memcmp(here, COMMENT, strlen(COMMENT)) == 0)
        cursor->raw->comment(here, cursor->raw->context);
}

static bool text_pass(struct cursor *cursor, const struct markdown_node *text)
{
    /* The raw lines have no indentation, which cmark keeps behind a hard break. */
    const char *words = text->literal + (cursor->at == 0 ? strspn(text->literal, " \t") : 0);
    while (*words) {
        int byte = byte_here(cursor), next = byte_next(cursor);
        bool is_escape = byte == '\\' && next != END && ispunct(next);
        if (byte == '&' && entity_pass(cursor, &words))
            continue;
        if ((is_escape ? next : byte) != (unsigned char)*words)
            return false;
        comment_note(cursor);
        cursor->at += is_escape ? 2 : 1;
        words++;
    }
    return true;
}

/* ---- other inlines ---- */

static bool break_pass(struct cursor *cursor, bool is_hard)
{
    while (is_white(byte_here(cursor)) || (is_hard && byte_here(cursor) == '\\'))
        if (byte_here(cursor) == '\n' || !pass(cursor))
            break;
    return byte_here(cursor) == '\n' && pass(cursor);
}

static size_t ticks_pass(struct cursor *cursor)
{
    size_t count = 0;
    while (byte_here(cursor) == '`' && pass(cursor))
        count++;
    return count;
}

static bool code_pass(struct cursor *cursor)
{
    size_t ticks = ticks_pass(cursor);
    while (ticks && byte_here(cursor) != END) {
        bool is_tick = byte_here(cursor) == '`';
        if (is_tick && ticks_pass(cursor) == ticks)
            return true;
        if (!is_tick)
            pass(cursor);
    }
    return false;
}

/* White space may differ: cmark keeps that of a continued line. In a cell a pipe is escaped. */
static bool html_pass(struct cursor *cursor, const char *literal)
{
    for (; *literal; literal++) {
        if (is_white((unsigned char)*literal))
            continue;
        white_pass(cursor);
        if (*literal == '|' && byte_here(cursor) == '\\')
            pass(cursor);
        if (byte_here(cursor) != (unsigned char)*literal || !pass(cursor))
            return false;
    }
    return true;
}

/* ---- links ---- */

static bool pointed_destination_pass(struct cursor *cursor)
{
    while (byte_here(cursor) != '>')
        if (byte_here(cursor) == '\n' || !escaped_pass(cursor))
            return false;
    return pass(cursor);
}

static void destination_pass(struct cursor *cursor)
{
    int depth = 0;
    while (byte_here(cursor) > ' ' && byte_here(cursor) != 0x7f) {
        depth += (byte_here(cursor) == '(') - (byte_here(cursor) == ')');
        if (depth < 0 || !escaped_pass(cursor))
            return;
    }
}

static bool title_pass(struct cursor *cursor)
{
    int close = byte_here(cursor) == '(' ? ')' : byte_here(cursor);
    for (pass(cursor); byte_here(cursor) != close;)
        if (!escaped_pass(cursor))
            return false;
    return pass(cursor);
}

/* "(to "title")" */
static bool inline_tail_pass(struct cursor *cursor)
{
    pass(cursor);
    white_pass(cursor);
    if (byte_here(cursor) != '<')
        destination_pass(cursor);
    else if (!pass(cursor) || !pointed_destination_pass(cursor))
        return false;
    int byte = white_pass(cursor) ? byte_here(cursor) : ')';
    if ((byte == '"' || byte == '\'' || byte == '(') && !title_pass(cursor))
        return false;
    white_pass(cursor);
    return take(cursor, ")");
}

static bool label_pass(struct cursor *cursor)
{
    for (pass(cursor); byte_here(cursor) != ']';)
        if (byte_here(cursor) == '[' || !escaped_pass(cursor))
            return false;
    return pass(cursor);
}

/* The bracket that closes a link's words, and what follows it. */
static bool link_close(struct cursor *cursor)
{
    if (!take(cursor, "]"))
        return false;
    struct cursor tail = *cursor;
    bool is_inline = byte_here(&tail) == '(' && inline_tail_pass(&tail);
    if (!is_inline)
        tail = *cursor;
    if (is_inline || (byte_here(&tail) == '[' && label_pass(&tail)))
        *cursor = tail;
    return true;
}

/* *is_entered becomes false for an autolink, whose words are its address. */
static bool link_open(struct cursor *cursor, struct markdown_node *link, bool *is_entered)
{
    link->begin = slice(cursor)->bytes + cursor->at;
    link->line = (int)slice(cursor)->line;
    if (link->kind == MARKDOWN_IMAGE)
        return take(cursor, "![");
    *is_entered = byte_here(cursor) != '<';
    if (*is_entered)
        return take(cursor, "[");
    while (byte_here(cursor) != '>')
        if (!pass(cursor))
            return false;
    return pass(cursor);
}

static bool delimiter_pass(struct cursor *cursor)
{
    return (byte_here(cursor) == '*' || byte_here(cursor) == '_') && pass(cursor);
}

static bool inline_open(struct cursor *cursor, struct markdown_node *node, bool *is_entered)
{
    if (node->kind == MARKDOWN_TEXT)
        return text_pass(cursor, node);
    if (node->kind == MARKDOWN_SOFT_BREAK || node->kind == MARKDOWN_HARD_BREAK)
        return break_pass(cursor, node->kind == MARKDOWN_HARD_BREAK);
    if (node->kind == MARKDOWN_CODE)
        return code_pass(cursor);
    if (node->kind == MARKDOWN_HTML)
        return html_pass(cursor, node->literal);
    if (node->kind == MARKDOWN_EMPHASIS)
        return delimiter_pass(cursor);
    if (node->kind == MARKDOWN_STRONG)
        return delimiter_pass(cursor) && delimiter_pass(cursor);
    return link_open(cursor, node, is_entered);
}

static bool inline_close(struct cursor *cursor, const struct markdown_node *node)
{
    if (node->kind == MARKDOWN_LINK || node->kind == MARKDOWN_IMAGE)
        return link_close(cursor);
    if (node->kind == MARKDOWN_EMPHASIS)
        return delimiter_pass(cursor);
    return node->kind != MARKDOWN_STRONG || (delimiter_pass(cursor) && delimiter_pass(cursor));
}

static bool inlines_pass(struct cursor *cursor, struct markdown_node *block, size_t *steps)
{
    const struct markdown_node *at = block;
    bool is_entered = true;
    while (markdown_tree_step(block, &at, &is_entered) && at != block) {
        struct markdown_node *node = (struct markdown_node *)(uintptr_t)at;
        if (*steps == 0)
            return false;
        *steps -= 1;
        if (is_entered ? !inline_open(cursor, node, &is_entered) : !inline_close(cursor, node))
            return false;
    }
    white_pass(cursor);
    return cursor->raw->is_open_end || byte_here(cursor) == END;
}

bool markdown_place_find(struct markdown_node *block, const struct markdown_raw *raw, size_t *ret_definitions)
{
    size_t steps = 0;
    for (size_t i = 0; i < raw->count; i++)
        steps += (raw->lines[i].length + 1) * STEPS_PER_BYTE;
    for (size_t first = 0; first < raw->count && steps; first++) {
        struct cursor cursor = {.raw = raw, .line = first};
        if (inlines_pass(&cursor, block, &steps)) {
            cursor = (struct cursor){.raw = raw, .line = first, .is_noting = true};
            *ret_definitions = first;
            return !raw->comment || inlines_pass(&cursor, block, &(size_t){SIZE_MAX});
        }
        if (!raw->lines[0].length || raw->lines[0].bytes[0] != '[')
            return false;
    }
    return false;
}
