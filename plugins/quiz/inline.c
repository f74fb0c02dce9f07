/* Code, emphasis and links; see inline.h. */
#include "inline.h"

#include "line_shape.h"
#include "quiz.h"

#include <string.h>

#define DEPTH_MAX 4

enum tag { TAG_CODE, TAG_STRONG, TAG_EM };

/* The output: functions for text, and for the beginning and end of tags. */
struct sink {
    void (*text)(void *context, struct span words);
    void (*tag)(void *context, enum tag tag, bool is_end);
    void *context;
};

static void pass(struct span words, const struct sink *sink, int depth);

static void tagged(enum tag tag, struct span inside, const struct sink *sink, int depth)
{
    sink->tag(sink->context, tag, false);
    if (tag == TAG_CODE)
        sink->text(sink->context, span_trim(inside));
    else
        pass(inside, sink, depth + 1);
    sink->tag(sink->context, tag, true);
}

/* Passes on words between two equal marks; returns their bytes with the marks, 0 if there is no closing mark. */
static size_t marked_pass(struct span words, const char *mark, enum tag tag, const struct sink *sink, int depth)
{
    size_t length = strlen(mark);
    struct span rest = span_after(words, length);
    size_t end = span_find(rest, mark);
    if (!span_begins(words, mark) || end == rest.length || end == 0 || depth == DEPTH_MAX)
        return 0;
    struct span inside = {rest.start, end};
    if (tag != TAG_CODE && span_trim(inside).length != inside.length)
        return 0;
    tagged(tag, inside, sink, depth);
    return end + 2 * length;
}

/* Passes on [words](address) and ![words](address) as their words. */
static size_t link_pass(struct span words, const struct sink *sink, int depth)
{
    size_t begin = span_begins(words, "![") ? 2 : span_begins(words, "[") ? 1 : 0;
    size_t middle = span_find(words, "](");
    if (!begin || middle == words.length || depth == DEPTH_MAX)
        return 0;
    size_t end = middle + span_find(span_after(words, middle), ")");
    struct span inside = {words.start + begin, middle - begin};
    if (end == words.length || span_find(inside, "[") < inside.length)
        return 0;
    pass(inside, sink, depth + 1);
    return end + 1;
}

static size_t mark_pass(struct span words, const struct sink *sink, int depth)
{
    static const struct {
        const char *mark;
        enum tag tag;
    } marks[] = {{"`", TAG_CODE}, {"**", TAG_STRONG}, {"__", TAG_STRONG}, {"*", TAG_EM}, {"_", TAG_EM}};
    for (size_t i = 0; i < COUNT(marks); i++) {
        size_t taken = marked_pass(words, marks[i].mark, marks[i].tag, sink, depth);
        if (taken)
            return taken;
    }
    return link_pass(words, sink, depth);
}

/* An underscore inside a word is not emphasis. */
static bool is_in_word(struct span words, size_t at)
{
    return words.start[at] == '_' && at > 0 && !strchr(" ([*\"'", words.start[at - 1]);
}

/* The bytes of a comment, which nobody is shown; 0 if none begins here. */
static size_t comment_pass(struct span words)
{
    size_t end = span_begins(words, "<!--") ? span_find(span_after(words, 2), "-->") + 2 : 0;
    return end && end < words.length ? end + strlen("-->") : 0;
}

static void pass(struct span words, const struct sink *sink, int depth)
{
    size_t plain = 0, at = 0;
    while (at < words.length) {
        size_t taken = 0;
        if (words.start[at] == '\\' && at + 1 < words.length && strchr("\\`*_[]()!#<>|", words.start[at + 1])) {
            sink->text(sink->context, (struct span){words.start + plain, at - plain});
            plain = at + 1;
            at += 2;
            continue;
        }
        size_t comment = comment_pass(span_after(words, at));
        if (comment) {
            sink->text(sink->context, (struct span){words.start + plain, at - plain});
            plain = at += comment;
            continue;
        }
        if (strchr("`*_[!", words.start[at]) && !is_in_word(words, at)) {
            sink->text(sink->context, (struct span){words.start + plain, at - plain});
            plain = at;
            taken = mark_pass(span_after(words, at), sink, depth);
        }
        at += taken ? taken : 1;
        plain = taken ? at : plain;
    }
    sink->text(sink->context, (struct span){words.start + plain, at - plain});
}

static void page_text(void *context, struct span words)
{
    (void)context;
    while (words.length) {
        char room[512];
        struct bytes piece = {.start = room, .room = sizeof room};
        bytes_add(&piece, words);
        const char *whole = bytes_end(&piece);
        if (!piece.length)
            return; /* not UTF-8 */
        web->text(whole);
        words = span_after(words, piece.length);
    }
}

static void page_tag(void *context, enum tag tag, bool is_end)
{
    static const char *const begins[] = {"<code>", "<strong>", "<em>"}, *const ends[] = {"</code>", "</strong>",
                                                                                         "</em>"};
    (void)context;
    web->literal(is_end ? ends[tag] : begins[tag]);
}

void inline_write(struct span words)
{
    pass(words, &(struct sink){page_text, page_tag, NULL}, 0);
}

static void plain_text(void *context, struct span words)
{
    bytes_add(context, words);
}

static void plain_tag(void *context, enum tag tag, bool is_end)
{
    (void)context;
    (void)tag;
    (void)is_end;
}

void inline_plain(struct span words, struct bytes *bytes)
{
    pass(words, &(struct sink){plain_text, plain_tag, bytes}, 0);
}

/* The open element: none, a paragraph or a list. */
enum line_kind { LINE_NONE, LINE_PARAGRAPH, LINE_ITEM };

static void line_kind_change(enum line_kind was, enum line_kind is)
{
    if (was == LINE_PARAGRAPH && is != LINE_PARAGRAPH)
        web->literal("</p>");
    if (was == LINE_ITEM)
        web->literal(is == LINE_ITEM ? "</li>" : "</li></ul>");
    if (is == LINE_PARAGRAPH && was != LINE_PARAGRAPH)
        web->literal("<p>");
    if (is == LINE_ITEM)
        web->literal(was == LINE_ITEM ? "<li>" : "<ul><li>");
}

/* The line without what belongs to a comment of more lines than one. */
static struct span outside_comment(struct span line, bool *is_inside)
{
    size_t end = *is_inside ? span_find(line, "-->") : 0;
    if (end == line.length && *is_inside)
        return span_after(line, line.length);
    line = span_after(line, *is_inside ? end + strlen("-->") : 0);
    *is_inside = false;
    for (size_t at = 0, ticks = 0; at < line.length; at++) {
        struct span rest = span_after(line, at);
        size_t comment = comment_pass(rest);
        ticks += line.start[at] == '`';
        *is_inside = !comment && ticks % 2 == 0 && span_begins(rest, "<!--");
        if (*is_inside)
            return (struct span){line.start, at};
        at += comment ? comment - 1 : 0;
    }
    return line;
}

void inline_write_lines(struct span lines)
{
    enum line_kind was = LINE_NONE;
    bool is_inside = false;
    while (lines.length) {
        size_t length = span_find(lines, "\n");
        bool was_inside = is_inside;
        struct span line = outside_comment((struct span){lines.start, length}, &is_inside);
        size_t item = line_shape_item(line);
        lines = span_after(lines, length + 1);
        if ((was_inside || is_inside) && line_shape_is_blank(line))
            continue;
        enum line_kind is = line_shape_is_blank(line) ? LINE_NONE : item ? LINE_ITEM : LINE_PARAGRAPH;
        if (is == LINE_PARAGRAPH && was != LINE_NONE)
            web->literal("\n"); /* continues the line before, also in a list item */
        else
            line_kind_change(was, is);
        was = is == LINE_PARAGRAPH && was == LINE_ITEM ? LINE_ITEM : is;
        inline_write(span_trim(span_after(line, item)));
    }
    line_kind_change(was, LINE_NONE);
}

void inline_hide_keys(struct span line, bool is_row, bool *is_inside, struct bytes *bytes)
{
    if (is_row)
        line = line_shape_row_words(line);
    while (line.length) {
        size_t end = span_find(line, *is_inside ? "]]" : "[[");
        if (!*is_inside)
            bytes_add(bytes, (struct span){line.start, end});
        if (!*is_inside && end < line.length)
            bytes_add_string(bytes, "\xe2\x80\xa6");
        if (end < line.length)
            *is_inside = !*is_inside;
        line = span_after(line, end == line.length ? end : end + 2);
    }
}
