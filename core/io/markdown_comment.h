/* Markdown comment: keeps HTML comments from readers, also those that cmark takes for text; for markdown_tree.c.
 *
 * cmark wants a comment within one block and without "--" in it. Others are filled with letters, line for line, and the
 * text is parsed again, so that everything around them keeps its place. */
#pragma once

#include "io/markdown_tree.h"

#define MARKDOWN_COMMENT_BEGIN "<!--"
#define MARKDOWN_COMMENT_END "-->"

/* A comment whose end cmark does not see. */
struct markdown_comment {
    const char *begin;
    bool may_span; /* more than one line */
};

struct markdown_comments {
    struct markdown_comment *items; /* in the order of the tree; memory_free() */
    size_t count, capacity;
};

void markdown_comments_add(struct markdown_comments *comments, const char *begin, bool may_span);

/* Writes the body anew, in the arena, with these comments filled; false if there is none to fill. */
bool markdown_comments_fill(const struct markdown_comments *comments, struct arena *arena, struct markdown_slice *body);

/* The first comment without an end that its block can go on to, or just the first one left; NULL if there is none. */
const char *markdown_comments_unclosed(const struct markdown_comments *comments, const struct markdown_slice *body,
                                       bool is_given_up);

/* Takes all comments out of a tree. */
void markdown_comments_drop(struct arena *arena, struct markdown_node *root);
