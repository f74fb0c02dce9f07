/* Markdown tree: parses a text into nodes in an arena, with tables and positions; for markdown.c, so that cmark has one
 * owner. */
#pragma once

#include "base/memory.h"
#include "io/markdown.h"
#include "io/markdown_table.h"

enum markdown_kind {
    MARKDOWN_DOCUMENT,
    MARKDOWN_QUOTE,
    MARKDOWN_LIST, /* number: the first item's; -1 for bullets */
    MARKDOWN_ITEM,
    MARKDOWN_PARAGRAPH,
    MARKDOWN_HEADING,    /* number: level as written */
    MARKDOWN_CODE_BLOCK, /* literal, info: the fence's info string or NULL */
    MARKDOWN_HTML_BLOCK, /* literal */
    MARKDOWN_RULE,
    MARKDOWN_TABLE, /* number: columns */
    MARKDOWN_ROW,   /* number: missing cells; the table's first row is the header */
    MARKDOWN_CELL,
    MARKDOWN_TEXT, /* literal */
    MARKDOWN_SOFT_BREAK,
    MARKDOWN_HARD_BREAK,
    MARKDOWN_CODE, /* literal */
    MARKDOWN_HTML, /* literal */
    MARKDOWN_EMPHASIS,
    MARKDOWN_STRONG,
    MARKDOWN_LINK,  /* literal: the target */
    MARKDOWN_IMAGE, /* literal: the target */
    MARKDOWN_KINDS
};

struct markdown_node {
    enum markdown_kind kind;
    struct markdown_node *parent, *first, *last, *next;
    const char *literal, *info;
    int number;
    /* In the file, of headings, links and images; of the document that of a comment that is never closed, or 0. */
    int line, column;
    const char *begin; /* in the raw text; only while the tree is made (markdown_place.h) */
    bool is_tight;     /* a paragraph of a tight list */
    enum markdown_alignment alignment;
};

/* Parses a text; the tree is in the arena, without HTML comments. FAIL_LIMIT, FAIL_INPUT as markdown_render(). */
int markdown_tree_make(const struct markdown *markdown, struct arena *arena, const struct markdown_node **ret_root);

/* Moves from a node (entered or left) to the next within `root`; false after leaving `root`. A node without children is
 * left right after it is entered. Not recursive, because texts can be nested deeper than the stack. */
bool markdown_tree_step(const struct markdown_node *root, const struct markdown_node **node, bool *is_entered);
