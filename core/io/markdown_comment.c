/* Comments of a text, open ones and their ends; see markdown_comment.h. */
#include "io/markdown_comment.h"

#include "base/line.h"
#include "base/text.h"

#include <stdint.h>
#include <string.h>

#define BEGIN MARKDOWN_COMMENT_BEGIN
#define END MARKDOWN_COMMENT_END

void markdown_comments_add(struct markdown_comments *comments, const char *begin, bool may_span)
{
    ARRAY_RESERVE(comments->items, comments->count, comments->capacity);
    comments->items[comments->count++] = (struct markdown_comment){begin, may_span};
}

/* The end of a comment, after its "-->"; NULL if it has none, or none where its block can go on to. */
static const char *comment_end(const struct markdown_slice *body, const struct markdown_comment *comment)
{
    const char *body_end = body->bytes + body->length;
    const char *end = memmem(comment->begin + 2, (size_t)(body_end - comment->begin) - 2, END, strlen(END));
    if (!end || (!comment->may_span && line_endings(comment->begin, (size_t)(end - comment->begin))))
        return NULL;
    return end + strlen(END);
}

/* Writes a comment that cmark takes for one: letters between its ends, and none of its lines empty. */
static void add_filled(struct text *into, const char *begin, const char *end)
{
    const char *words = begin + strlen(BEGIN), *words_end = end - strlen(END);
    text_add(into, BEGIN);
    for (const char *at = words; at < words_end;) {
        struct line line = line_at(at, words_end);
        for (size_t i = 0; i < line.length; i++)
            text_add_char(into, (unsigned char)at[i] < 0x80 ? 'x' : at[i]);
        if (!line.length && at > words)
            text_add_char(into, 'x');
        text_add_bytes(into, line.start + line.length, line.ending);
        at = line_after(line);
    }
    text_add(into, END);
}

bool markdown_comments_fill(const struct markdown_comments *comments, struct arena *arena, struct markdown_slice *body)
{
    struct text filled CLEANUP(text_finish) = TEXT(4 * MARKDOWN_BYTES_MAX);
    const char *at = body->bytes;
    for (size_t i = 0; i < comments->count; i++) {
        const struct markdown_comment *comment = &comments->items[i];
        const char *end = comment->begin < at ? NULL : comment_end(body, comment);
        if (!end || end - comment->begin < (ptrdiff_t)strlen(BEGIN END))
            continue;
        text_add_bytes(&filled, at, (size_t)(comment->begin - at));
        add_filled(&filled, comment->begin, end);
        at = end;
    }
    if (at == body->bytes || filled.is_over)
        return false;
    text_add_bytes(&filled, at, body->length - (size_t)(at - body->bytes));
    *body = (struct markdown_slice){arena_copy_bytes(arena, text_string(&filled), filled.length), filled.length, 0};
    return true;
}

/* The words of raw HTML without comments; one that does not end takes the rest. */
static const char *without_comments(struct arena *arena, const char *html)
{
    struct text kept CLEANUP(text_finish) = TEXT(4 * MARKDOWN_BYTES_MAX);
    for (const char *begin; (begin = strstr(html, BEGIN));) {
        const char *end = strstr(begin + 2, END);
        text_add_bytes(&kept, html, (size_t)(begin - html));
        html = end ? end + strlen(END) : "";
    }
    text_add(&kept, html);
    return arena_copy_string(arena, text_string(&kept));
}

/* Whether a node is only a comment; takes comments out of a block of HTML. */
static bool is_comment(struct arena *arena, struct markdown_node *node)
{
    bool is_html = node->kind == MARKDOWN_HTML || node->kind == MARKDOWN_HTML_BLOCK;
    if (!is_html || !strstr(node->literal, BEGIN))
        return false;
    if (node->kind == MARKDOWN_HTML)
        return text_starts(node->literal, BEGIN);
    node->literal = without_comments(arena, node->literal);
    return text_is_white(node->literal);
}

void markdown_comments_drop(struct arena *arena, struct markdown_node *root)
{
    const struct markdown_node *at = root;
    bool is_entered = true;
    do {
        struct markdown_node *parent = (struct markdown_node *)(uintptr_t)at, **link = &parent->first;
        if (is_entered)
            parent->last = NULL;
        while (is_entered && *link) {
            bool is_dropped = is_comment(arena, *link);
            parent->last = is_dropped ? parent->last : *link;
            if (is_dropped)
                *link = (*link)->next;
            else
                link = &(*link)->next;
        }
    } while (markdown_tree_step(root, &at, &is_entered));
}

const char *markdown_comments_unclosed(const struct markdown_comments *comments, const struct markdown_slice *body,
                                       bool is_given_up)
{
    for (size_t i = 0; i < comments->count; i++)
        if (is_given_up || !comment_end(body, &comments->items[i]))
            return comments->items[i].begin;
    return NULL;
}
